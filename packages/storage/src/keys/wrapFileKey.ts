import { createHash } from "node:crypto";

import { canonicalJson, type JsonValue } from "../canonicalJson.ts";
import { exportFileKey, type FileKey, importFileKey } from "../encryption/fileKey.ts";
import type { EncryptionKeys, PublicKey } from "./encryptionKeys.ts";
import { unwrap, wrap } from "./hpke.ts";

/** The vault that a key opens, and who is given it. */
export type KeyGrant = {
  readonly chainId: bigint;
  /** The contract that keeps the grant. */
  readonly contract: string;
  readonly assetId: bigint;
  readonly version: bigint;
  /** CIDv1 of the ciphertext. */
  readonly root: string;
  readonly grantee: string;
};

const INFO = "sahara/storage/file-key/v1";

/** Wraps a file key to its grantee's public key, as the owner does who grants it directly. */
export async function wrapFileKey(
  key: FileKey,
  to: PublicKey,
  grant: KeyGrant,
): Promise<Uint8Array> {
  return await wrap(exportFileKey(key), to, { info: INFO, associatedData: digestOf(grant) });
}

/**
 * Opens a granted key.
 *
 * @throws {UnwrapError} When any part of it or of the grant is another.
 * @throws {InvalidFileKeyError} When what was wrapped is no key.
 */
export async function unwrapFileKey(
  wrapped: Uint8Array,
  keys: EncryptionKeys,
  grant: KeyGrant,
): Promise<FileKey> {
  const associatedData = digestOf(grant);
  return importFileKey(await unwrap(wrapped, keys, { info: INFO, associatedData }));
}

function digestOf({ chainId, contract, assetId, version, root, grantee }: KeyGrant): Uint8Array {
  return digestJson({
    chainId: chainId.toString(),
    contract: contract.toLowerCase(),
    assetId: assetId.toString(),
    version: version.toString(),
    root,
    grantee: grantee.toLowerCase(),
  });
}

/** SHA-256 of the canonical text. */
export function digestJson(value: JsonValue): Uint8Array {
  return createHash("sha256").update(canonicalJson(value)).digest();
}
