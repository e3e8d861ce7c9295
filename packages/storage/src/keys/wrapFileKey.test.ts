import { inspect } from "node:util";

import { expect } from "chai";

import { refusal } from "../../test/refusal.ts";
import { flipBit } from "../../test/vaultFixtures.ts";
import { createFileKey, exportFileKey } from "../encryption/fileKey.ts";
import {
  createEncryptionKeys,
  exportEncryptionKeys,
  importEncryptionKeys,
  InvalidEncryptionKeyError,
} from "./encryptionKeys.ts";
import { suite, UnwrapError, WRAP_BYTES } from "./hpke.ts";
import { type KeyGrant, unwrapFileKey, wrapFileKey } from "./wrapFileKey.ts";

const grant: KeyGrant = {
  chainId: 31_337n,
  contract: `0x${"aB".repeat(20)}`,
  assetId: 7n,
  version: 1n,
  root: "bafkreifjjcie6lypi6ny7amxnfftagclbuxndqonfipmb64f2km2devei4",
  grantee: `0x${"12".repeat(20)}`,
};

describe("HPKE", () => {
  // The test vectors that belong to RFC 9180: mode 0, kem 0x0020, kdf 0x0001, aead 0x0002, first encryption.
  const hex = (text: string) => Uint8Array.from(Buffer.from(text, "hex")).buffer;
  const info = hex("4f6465206f6e2061204772656369616e2055726e");
  const seed = hex("2cd7c601cefb3d42a62b04b7a9041494c06c7843818e0ce28a8f704ae7ab20f9");
  const encapsulated = "6c93e09869df3402d7bf231bf540fadd35cd56be14f97178f0954db94b7fc256";
  const recipient = "497b4502664cfea5d5af0b39934dac72242a74f8480451e1aee7d6a53320333d";
  const recipientPublic = "430f4b9859665145a6b1ba274024487bd66f03a2dd577d7753c68d7d7d00c00c";
  const associatedData = hex("436f756e742d30");
  const plaintext = "4265617574792069732074727574682c20747275746820626561757479";
  const ciphertext =
    "e5d84cd531cfb583096e7cfa9641bd3079cf3a91cda813c52deb5f512be9931980a41de125a925cdad859d5b7a";

  it("default: seals as the vectors of RFC 9180", async () => {
    const recipientPublicKey = await suite.kem.importKey("raw", hex(recipientPublic), true);
    const ekm = await suite.kem.deriveKeyPair(seed);
    const sender = await suite.createSenderContext({ recipientPublicKey, info, ekm });

    expect(Buffer.from(sender.enc).toString("hex")).to.equal(encapsulated);
    const sealed = await sender.seal(hex(plaintext), associatedData);
    expect(Buffer.from(sealed).toString("hex")).to.equal(ciphertext);
  });

  it("default: opens what the vectors sealed, with keys as they are kept here", async () => {
    const keys = importEncryptionKeys(Buffer.from(recipient, "hex"));
    const recipientKey = await suite.kem.importKey("raw", hex(recipient), false);
    const context = await suite.createRecipientContext({
      recipientKey,
      enc: hex(encapsulated),
      info,
    });

    expect(keys.publicKey).to.equal(`0x${recipientPublic}`);
    expect(Buffer.from(exportEncryptionKeys(keys)).toString("hex")).to.equal(recipient);
    const opened = await context.open(hex(ciphertext), associatedData);
    expect(Buffer.from(opened).toString("hex")).to.equal(plaintext);
  });
});

describe("X25519 of this machine", () => {
  it("default: derives Bob's public key of RFC 7748, section 6.1", () => {
    const bob = "5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb";

    expect(importEncryptionKeys(Buffer.from(bob, "hex")).publicKey).to.equal(
      "0xde9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f",
    );
  });
});

describe("wrapFileKey and unwrapFileKey", () => {
  const key = createFileKey();
  const keys = createEncryptionKeys();

  it("default: the grantee gets the key, in a form that differs each time", async () => {
    const [one, other] = [
      await wrapFileKey(key, keys.publicKey, grant),
      await wrapFileKey(key, keys.publicKey, grant),
    ];

    expect((await unwrapFileKey(one, keys, grant)).equals(key)).to.equal(true);
    expect(one.length).to.equal(32 + WRAP_BYTES);
    expect(Buffer.from(one).equals(other)).to.equal(false);
  });

  it("error: any byte changed, cut or added", async () => {
    const wrapped = await wrapFileKey(key, keys.publicKey, grant);
    for (let at = 0; at < wrapped.length; at++) {
      await refusal(unwrapFileKey(flipBit(wrapped, at), keys, grant), UnwrapError);
    }
    for (const other of [
      wrapped.subarray(1),
      wrapped.subarray(0, -1),
      Buffer.concat([wrapped, wrapped]),
      Buffer.alloc(0),
    ]) {
      await refusal(unwrapFileKey(other, keys, grant), UnwrapError);
    }
  });

  it("error: any field of the grant changed, or another account's key", async () => {
    const wrapped = await wrapFileKey(key, keys.publicKey, grant);
    const others: Partial<KeyGrant>[] = [
      { chainId: 1n },
      { contract: grant.grantee },
      { assetId: 8n },
      { version: 2n },
      { root: grant.root.replace("i4", "iy") },
      { grantee: grant.contract },
    ];
    for (const other of others) {
      await refusal(unwrapFileKey(wrapped, keys, { ...grant, ...other }), UnwrapError);
    }
    await refusal(unwrapFileKey(wrapped, createEncryptionKeys(), grant), UnwrapError);
  });

  it("error: public keys that are none, or whose secret everybody knows", async () => {
    const refused = [
      "0x",
      `0x${"0".repeat(64)}`,
      `0x01${"0".repeat(62)}`,
      `0x${"g".repeat(64)}`,
    ] as const;
    for (const to of refused) await refusal(wrapFileKey(key, to, grant), InvalidEncryptionKeyError);
    expect(() => importEncryptionKeys(Buffer.alloc(31))).to.throw(InvalidEncryptionKeyError);
  });

  it("behavior: neither keys nor errors show a secret when they are printed", async () => {
    const wrapped = await wrapFileKey(key, keys.publicKey, grant);
    const error = await refusal(unwrapFileKey(flipBit(wrapped, 40), keys, grant), UnwrapError);
    const secrets = [exportFileKey(key), exportEncryptionKeys(keys)].map((bytes) =>
      Buffer.from(bytes).toString("hex"),
    );
    for (const text of [
      inspect(keys, { depth: 9 }),
      JSON.stringify(keys),
      inspect(error, { depth: 9 }),
    ]) {
      for (const secret of secrets) expect(text).to.not.include(secret);
    }
    expect(error.cause).to.equal(undefined);
  });
});
