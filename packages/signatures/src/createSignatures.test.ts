import { ethersSignatures, InvalidSignatureError, toHex } from "@sahara/sdk";
import { expect } from "chai";
import { randomBytes } from "ethers";

import { createSignatures, type FastSignatures } from "./createSignatures.ts";
import { loadNative } from "./loadNative.ts";

const VECTORS = 2000;
const ORDER = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;
const EDGES = [new Uint8Array(32), new Uint8Array(32).fill(0xff)];

/** Digests and keys: random, and a few at the edges. */
const digestOf = (vector: number) => EDGES[vector] ?? randomBytes(32);

/** What became of a recovery: an address, or the refusal. */
function outcome(recover: () => string): string {
  try {
    return recover();
  } catch (error) {
    if (error instanceof InvalidSignatureError) return "refused";
    throw error;
  }
}

/** Ways to damage a signature; most leave one that recovers somebody else or nobody. */
const DAMAGES: Record<string, (signature: Uint8Array) => Uint8Array> = {
  "another v": (signature) => withByte(signature, 64, signature[64] === 27 ? 28 : 27),
  "v of 0 or 1": (signature) => withByte(signature, 64, signature[64]! - 27),
  "v of 29": (signature) => withByte(signature, 64, 29),
  "a random byte": (signature) =>
    withByte(signature, Math.floor(Math.random() * 65), Math.floor(Math.random() * 256)),
  "random r": (signature) => withWord(signature, 0, randomBytes(32)),
  "random s": (signature) => withWord(signature, 32, randomBytes(32)),
  "the upper s": (signature) => {
    const upper = word(ORDER - BigInt(toHex(signature.slice(32, 64))));
    return withByte(withWord(signature, 32, upper), 64, signature[64] === 27 ? 28 : 27);
  },
  "r of zero": (signature) => withWord(signature, 0, word(0n)),
  "s of zero": (signature) => withWord(signature, 32, word(0n)),
  "r of the order": (signature) => withWord(signature, 0, word(ORDER)),
  "a huge r": (signature) => withWord(signature, 0, word(2n ** 256n - 1n)),
  "s of the half": (signature) => withWord(signature, 32, word(ORDER / 2n)),
  "s above the half": (signature) => withWord(signature, 32, word(ORDER / 2n + 1n)),
  "a byte less": (signature) => signature.slice(0, 64),
  "a byte more": (signature) => Uint8Array.from([...signature, 0]),
  nothing: () => new Uint8Array(0),
};

describe("createSignatures", () => {
  let signatures: FastSignatures;
  before(async () => {
    signatures = await createSignatures();
  });

  it("default: is native wherever there is a binary, and says so", () => {
    const expected = loadNative() === null ? "ethers" : "native";
    expect(signatures.implementation).to.equal(expected);
  });

  it("behavior: hashes like ethers, whatever the size", () => {
    for (let size = 0; size < 600; size++) {
      const data = randomBytes(size);
      expect(signatures.keccak256(data)).to.deep.equal(ethersSignatures.keccak256(data));
    }
  });

  it("behavior: what it hashed keeps its value", () => {
    const first = signatures.keccak256(randomBytes(32));
    const copy = first.slice();
    signatures.keccak256(randomBytes(32));

    expect(first).to.deep.equal(copy);
  });

  it("behavior: signs the same bytes as ethers, and recovers the same account", () => {
    for (let vector = 0; vector < VECTORS; vector++) {
      // A digest above the order, which has a chance of 2^-128, is signed by each in its own valid way.
      const [digest, key] = [randomBytes(32), randomBytes(32)];
      const signature = signatures.sign(digest, key);
      expect(toHex(signature)).to.equal(toHex(ethersSignatures.sign(digest, key)));
      expect(signatures.recover(digest, signature)).to.equal(
        ethersSignatures.recover(digest, signature),
      );
    }
  });

  for (const [what, damage] of Object.entries(DAMAGES)) {
    it(`behavior: agrees with ethers on ${what}`, () => {
      for (let vector = 0; vector < VECTORS / 20; vector++) {
        const digest = digestOf(vector);
        const signature = damage(signatures.sign(digest, randomBytes(32)));

        const found = outcome(() => signatures.recover(digest, signature));
        expect(found).to.equal(
          outcome(() => ethersSignatures.recover(digest, signature)),
          toHex(signature),
        );
      }
    });
  }

  it("error: the upper s and a v of 0 or 1, which the chain refuses too", () => {
    const digest = randomBytes(32);
    const signature = signatures.sign(digest, randomBytes(32));

    for (const what of ["the upper s", "v of 0 or 1"]) {
      const damaged = DAMAGES[what]!(signature);
      expect(outcome(() => signatures.recover(digest, damaged))).to.equal("refused");
    }
  });
});

describe("createSignatures without the native package", () => {
  it("default: hashes in WebAssembly and leaves the curve to ethers", async () => {
    const signatures = await createSignatures(null);
    const [digest, key] = [randomBytes(32), randomBytes(32)];

    const signature = signatures.sign(digest, key);

    expect(signatures.implementation).to.equal("ethers");
    expect(signature).to.deep.equal(ethersSignatures.sign(digest, key));
    expect(signatures.recover(digest, signature)).to.equal(
      ethersSignatures.recover(digest, signature),
    );
    expect(signatures.keccak256(digest)).to.deep.equal(ethersSignatures.keccak256(digest));
  });
});

function withByte(signature: Uint8Array, offset: number, value: number): Uint8Array {
  return withWord(signature, offset, Uint8Array.of(value));
}

function withWord(signature: Uint8Array, offset: number, value: Uint8Array): Uint8Array {
  const copy = signature.slice();
  copy.set(value, offset);
  return copy;
}

function word(value: bigint): Uint8Array {
  return Uint8Array.from(Buffer.from(value.toString(16).padStart(64, "0"), "hex"));
}
