import { inspect } from "node:util";

import { gcm } from "@noble/ciphers/aes.js";
import { hkdf } from "@noble/hashes/hkdf.js";
import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { expect } from "chai";
import { createCipheriv } from "node:crypto";

import { refusal } from "../../test/refusal.ts";
import { collect, flipBit, numberedBytes } from "../../test/vaultFixtures.ts";
import { decrypt } from "./decrypt.ts";
import { encrypt } from "./encrypt.ts";
import { createFileKey, exportFileKey, importFileKey, InvalidFileKeyError } from "./fileKey.ts";
import {
  nonceOf,
  SEALED_BYTES,
  SegmentError,
  vaultLength,
  VaultTooLargeError,
} from "./segments.ts";
import {
  createHeader,
  HEADER_BYTES,
  type HeaderFault,
  SEGMENT_BYTES,
  VaultHeaderError,
} from "./vaultHeader.ts";

const key = createFileKey();
const seal = (plaintext: Uint8Array) =>
  collect(encrypt({ header: createHeader(key, "file"), plaintext: [plaintext] }));

/** Opens a vault, and says which plaintext came out of it before it failed. */
async function open(vault: Uint8Array, fileKey = key) {
  const { kind, plaintext } = await decrypt([vault], fileKey);
  const pieces: Uint8Array[] = [];
  const failure = await (async () => {
    for await (const piece of plaintext) pieces.push(piece);
    return undefined;
  })().catch((error: unknown) => error);
  return { kind, bytes: Buffer.concat(pieces), failure };
}

const threeSegments = numberedBytes(2.5 * SEGMENT_BYTES);

describe("encrypt", () => {
  for (const length of [0, 1, SEGMENT_BYTES - 1, SEGMENT_BYTES, SEGMENT_BYTES + 1, 200_000]) {
    it(`default: ${length} bytes come back, in a vault of the announced length`, async () => {
      const plaintext = numberedBytes(length);
      const vault = await seal(plaintext);

      const { kind, bytes, failure } = await open(vault);
      expect(failure).to.equal(undefined);
      expect({ kind, same: bytes.equals(plaintext) }).to.deep.equal({ kind: "file", same: true });
      expect(vault.length).to.equal(vaultLength(length));
    });
  }

  it("default: is what an independent implementation makes of the format", async () => {
    const vault = await seal(threeSegments);
    const fields = vault.subarray(0, 49);
    const derived = hkdf(
      sha256,
      exportFileKey(key),
      vault.subarray(17, 49),
      new TextEncoder().encode("sahara/storage/vault/v1"),
      64,
    );
    const segments = [0, 1, 2].map((index) => {
      const nonce = Buffer.concat([
        vault.subarray(10, 17),
        Buffer.of(0, 0, 0, index, +(index === 2)),
      ]);
      const associatedData = sha256(vault.subarray(0, 81));
      return gcm(derived.subarray(0, 32), nonce, associatedData).encrypt(
        threeSegments.subarray(index * SEGMENT_BYTES, (index + 1) * SEGMENT_BYTES),
      );
    });

    const expected = Buffer.concat([
      fields,
      hmac(sha256, derived.subarray(32), fields),
      ...segments,
    ]);
    expect(vault.equals(expected)).to.equal(true);
  });

  it("behavior: the same file twice gives two vaults that share nothing", async () => {
    const [one, other] = [await seal(threeSegments), await seal(threeSegments)];

    expect(one.subarray(10, 49).equals(other.subarray(10, 49))).to.equal(false);
    expect(one.subarray(HEADER_BYTES).equals(other.subarray(HEADER_BYTES))).to.equal(false);
  });

  it("behavior: the way the plaintext is cut makes no difference", async () => {
    const header = createHeader(key, "file");
    const pieces = [threeSegments.subarray(0, 7), threeSegments.subarray(7, 70_000)];
    pieces.push(threeSegments.subarray(70_000));

    const whole = await collect(encrypt({ header, plaintext: [threeSegments] }));
    const cut = await collect(encrypt({ header, plaintext: pieces }));
    expect(cut.equals(whole)).to.equal(true);
  });

  it("error: one segment more than there are nonces", () => {
    expect(nonceOf(Buffer.alloc(7), 2 ** 32 - 1, false).toString("hex")).to.match(/ffffffff00$/);
    expect(() => nonceOf(Buffer.alloc(7), 2 ** 32, false)).to.throw(VaultTooLargeError);
  });
});

describe("decrypt, tampered", () => {
  let vault: Buffer;
  before(async () => {
    vault = await seal(threeSegments);
  });

  const fields: [string, number, number, HeaderFault][] = [
    ["magic", 0, 6, "magic"],
    ["version", 6, 7, "version"],
    ["cipher", 7, 8, "cipher"],
    ["segment size", 9, 10, "segmentSize"],
    ["nonce prefix", 10, 17, "tag"],
    ["salt", 17, 49, "tag"],
    ["tag", 49, 81, "tag"],
  ];
  for (const [field, from, to, fault] of fields) {
    it(`error: any byte of the header's ${field}`, async () => {
      for (let at = from; at < to; at++) {
        const error = await refusal(decrypt([flipBit(vault, at)], key), VaultHeaderError);
        expect(error.fault, `byte ${at}`).to.equal(fault);
      }
    });
  }

  it("error: the kind, made the other one or none", async () => {
    const other = await refusal(decrypt([flipBit(vault, 8)], key), VaultHeaderError);
    const none = Buffer.from(vault);
    none[8] = 7;
    const error = await refusal(decrypt([none], key), VaultHeaderError);

    expect([other.fault, error.fault]).to.deep.equal(["tag", "kind"]);
  });

  it("error: each segment, in its first byte, its middle and its tag; nothing of it comes out", async () => {
    for (const segment of [0, 1, 2]) {
      const start = HEADER_BYTES + segment * SEALED_BYTES;
      const end = Math.min(start + SEALED_BYTES, vault.length);
      for (const at of [start, (start + end) >> 1, end - 16, end - 1]) {
        const { bytes, failure } = await open(flipBit(vault, at));

        expect(failure, `byte ${at}`).to.be.instanceOf(SegmentError);
        expect(failure).to.include({ segment, fault: "tampered" });
        expect(bytes.equals(threeSegments.subarray(0, segment * SEGMENT_BYTES))).to.equal(true);
      }
    }
  });

  const parts = (bytes: Buffer) => [
    bytes.subarray(0, HEADER_BYTES),
    bytes.subarray(HEADER_BYTES, HEADER_BYTES + SEALED_BYTES),
    bytes.subarray(HEADER_BYTES + SEALED_BYTES, HEADER_BYTES + 2 * SEALED_BYTES),
    bytes.subarray(HEADER_BYTES + 2 * SEALED_BYTES),
  ];
  const shuffles: [string, (parts: Buffer[]) => (Buffer | undefined)[], number, string][] = [
    ["cut off after a segment", ([h, a]) => [h, a], 0, "truncated"],
    ["cut off after two segments", ([h, a, b]) => [h, a, b], 1, "truncated"],
    ["cut off within a segment", ([h, a, b]) => [h, a, b?.subarray(0, 99)], 1, "tampered"],
    ["cut off after its header", ([h]) => [h], 0, "truncated"],
    ["two segments swapped", ([h, a, b, c]) => [h, b, a, c], 0, "tampered"],
    ["a segment repeated", ([h, a, b, c]) => [h, a, a, b, c], 1, "tampered"],
    ["a segment dropped", ([h, , b, c]) => [h, b, c], 0, "tampered"],
  ];
  for (const [what, shuffle, segment, fault] of shuffles) {
    it(`error: ${what}`, async () => {
      const whole = shuffle(parts(vault)).filter((part) => part !== undefined);
      const { failure } = await open(Buffer.concat(whole));

      expect(failure).to.be.instanceOf(SegmentError);
      expect(failure).to.include({ segment, fault });
    });
  }

  it("error: something appended after a last segment that is full", async () => {
    const full = await seal(numberedBytes(SEGMENT_BYTES));
    const { failure } = await open(Buffer.concat([full, Buffer.alloc(20)]));

    expect(failure).to.be.instanceOf(SegmentError);
    expect(failure).to.include({ segment: 0, fault: "trailing" });
  });

  it("error: a segment of another vault of the same key", async () => {
    const other = await seal(threeSegments);
    const [head, , second, third] = parts(vault);
    const mixed = Buffer.concat([head!, parts(other)[1]!, second!, third!]);

    expect((await open(mixed)).failure).to.include({ segment: 0, fault: "tampered" });
  });

  it("error: another key, and a file that is no vault or ends too early", async () => {
    const wrongKey = await refusal(decrypt([vault], createFileKey()), VaultHeaderError);
    const short = await refusal(decrypt([vault.subarray(0, 80)], key), VaultHeaderError);
    const empty = await refusal(decrypt([], key), VaultHeaderError);

    expect([wrongKey, short, empty].map(({ fault }) => fault)).to.deep.equal([
      "tag",
      "length",
      "length",
    ]);
  });
});

describe("file keys", () => {
  it("default: come back from their bytes", () => {
    expect(importFileKey(exportFileKey(key)).equals(key)).to.equal(true);
  });

  it("behavior: nothing that is printed or turned into JSON shows one", () => {
    const bytes = Buffer.from(exportFileKey(key));
    const header = createHeader(key, "file");
    const shown = [key, { key }, header, { header }].flatMap((value) => [
      inspect(value, { depth: 9, showHidden: false }),
      JSON.stringify(value),
    ]);

    const secrets = [bytes, Buffer.from(header.contentKey)];
    for (const secret of secrets) {
      for (const text of shown) {
        expect(text).to.not.include(secret.toString("hex"));
        expect(text).to.not.include(secret.toString("base64"));
        expect(text).to.not.include([...secret].join(","));
        expect(text).to.not.include(secret.toString("hex").match(/../g)!.slice(0, 8).join(" "));
      }
    }
  });

  it("error: bytes of another length, of which the message shows none", () => {
    const bytes = Buffer.from("secret of the wrong length");

    expect(() => importFileKey(bytes))
      .to.throw(InvalidFileKeyError)
      .that.satisfies((error: Error) => !error.message.includes("secret"));
  });
});

describe("AES-256-GCM of this machine", () => {
  // Test cases 13 to 16 of "The Galois/Counter Mode of Operation" (McGrew, Viega), which NIST SP 800-38D refers to.
  const long = {
    key: "feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308",
    iv: "cafebabefacedbaddecaf888",
    plaintext:
      "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72" +
      "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b391aafd255",
    ciphertext:
      "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa" +
      "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662898015ad",
  };
  const zeros = { key: "00".repeat(32), iv: "00".repeat(12) };
  const vectors = [
    { ...zeros, plaintext: "", aad: "", ciphertext: "", tag: "530f8afbc74536b9a963b4f1c4cb738b" },
    {
      ...{ ...zeros, plaintext: "00".repeat(16), aad: "" },
      ...{
        ciphertext: "cea7403d4d606b6e074ec5d3baf39d18",
        tag: "d0d1c8a799996bf0265b98b5d48ab919",
      },
    },
    { ...long, aad: "", tag: "b094dac5d93471bdec1a502270e3cc6c" },
    {
      ...{ ...long, plaintext: long.plaintext.slice(0, 120) },
      aad: "feedfacedeadbeeffeedfacedeadbeefabaddad2",
      ...{ ciphertext: long.ciphertext.slice(0, 120), tag: "76fc6ece0f4e1768cddf8853bb2d551b" },
    },
  ];
  for (const [index, { key, iv, plaintext, aad, ciphertext, tag }] of vectors.entries()) {
    it(`default: matches test case ${index + 13}`, () => {
      const cipher = createCipheriv("aes-256-gcm", Buffer.from(key, "hex"), Buffer.from(iv, "hex"));
      cipher.setAAD(Buffer.from(aad, "hex"));

      expect(cipher.update(plaintext, "hex", "hex") + cipher.final("hex")).to.equal(ciphertext);
      expect(cipher.getAuthTag().toString("hex")).to.equal(tag);
    });
  }
});
