import { createHash } from "node:crypto";

/** 32 bytes as `0x` and 64 lower-case hex digits. */
export type Digest = `0x${string}`;

export function sha256(bytes: Uint8Array): Buffer {
  return createHash("sha256").update(bytes).digest();
}

export function toDigest(hash: Buffer): Digest {
  return `0x${hash.toString("hex")}`;
}
