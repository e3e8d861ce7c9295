import { expect } from "chai";
import { getBytes, randomBytes, toBeArray, toBigInt, Wallet } from "ethers";

import { InvalidSignatureError } from "../errors/usageErrors.ts";
import { ethersSignatures } from "./signatures.ts";

const ORDER = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;
const wallet = Wallet.createRandom();
const digest = randomBytes(32);
const signed = () => ethersSignatures.sign(digest, getBytes(wallet.privateKey));

function word(value: bigint): Uint8Array {
  const bytes = new Uint8Array(32);
  const short = toBeArray(value);
  bytes.set(short, 32 - short.length);
  return bytes;
}

/** The signature with its s or r replaced. */
function withWord(offset: 0 | 32, value: (old: bigint) => bigint): Uint8Array {
  const signature = signed();
  signature.set(word(value(toBigInt(signature.slice(offset, offset + 32)))), offset);
  return signature;
}

describe("ethersSignatures", () => {
  it("default: recovers who signed, in lower case", () => {
    expect(ethersSignatures.recover(digest, signed())).to.equal(wallet.address.toLowerCase());
  });

  it("error: the upper twin of an s, which the chain refuses too", () => {
    const signature = withWord(32, (s) => ORDER - s);
    signature[64] = signature[64] === 27 ? 28 : 27;

    expect(() => ethersSignatures.recover(digest, signature)).to.throw(InvalidSignatureError);
  });

  const invalid: Record<string, () => Uint8Array> = {
    "r of zero": () => withWord(0, () => 0n),
    "r of the order": () => withWord(0, () => ORDER),
    "s of zero": () => withWord(32, () => 0n),
    "s just above the half": () => withWord(32, () => ORDER / 2n + 1n),
    "r that is no point": () => withWord(0, () => 5n),
    "v of 0": () => Uint8Array.from([...signed().slice(0, 64), 0]),
    "v of 29": () => Uint8Array.from([...signed().slice(0, 64), 29]),
    "64 bytes": () => signed().slice(0, 64),
    "66 bytes": () => Uint8Array.from([...signed(), 0]),
  };
  for (const [what, make] of Object.entries(invalid)) {
    it(`error: ${what}`, () => {
      expect(() => ethersSignatures.recover(digest, make())).to.throw(InvalidSignatureError);
    });
  }
});
