import { createCipheriv, createHash } from "node:crypto";
import type { FileEntry } from "../src/contentRoot.ts";

/**
 * The inputs of kubo's published test vectors (test/cli/cid_profiles_test.go, profile
 * unixfs-v1-2025): a ChaCha20 key stream, keyed by the SHA-256 of a seed, with a nonce of zero.
 */
function createKeyStream(seed: string): (length: number) => Buffer {
  const key = createHash("sha256").update(seed).digest();
  const cipher = createCipheriv("chacha20", key, Buffer.alloc(16));
  return (length) => cipher.update(Buffer.alloc(length));
}

/** A file of so many MiB, one MiB at a time. */
export function* keyStreamFile(mebibytes: number): Generator<Buffer> {
  const next = createKeyStream("v1-2025-seed");
  for (let i = 0; i < mebibytes; i++) yield next(1_048_576);
}

const NAME_ALPHABET = "abcdefghijklmnopqrstuvwxyz01234567890-_";

/** 4,766 files holding "x"; the length of the last name decides on which side of 256 KiB they are. */
export function keyStreamDirectory(lastNameLength: number): FileEntry[] {
  const next = createKeyStream("hamt-unixfs-v1-2025");
  const toName = (bytes: Buffer) =>
    Array.from(bytes, (byte) => NAME_ALPHABET[byte % NAME_ALPHABET.length]).join("");
  return Array.from({ length: 4_766 }, (_, i) => ({
    path: toName(next(i === 4_765 ? lastNameLength : 11)),
    content: Buffer.from("x"),
  }));
}
