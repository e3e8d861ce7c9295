import { canonicalJson } from "@sahara/storage";
import { MINHASH_PERMUTATIONS, MINHASH_SEED } from "../duplicates/createMinHasher.ts";
import { CHUNK_BYTES } from "../duplicates/cutChunks.ts";
import { SHINGLE_WORDS } from "../duplicates/hashShingles.ts";

/** What data can be recognised by. */
export type Fingerprint = {
  /** Distinct chunks, and the smallest of their hashes, ascending: 16 hex digits each. */
  chunks: { count: number; hashes: string[] };
  /** Distinct runs of three words, and their MinHash signature. */
  shingles: { count: number; signature: number[] };
};

/** How a fingerprint was taken; another way gives another, which can't be compared. */
const METHOD = {
  format: "sahara-fingerprint",
  version: 1,
  chunkBytes: CHUNK_BYTES,
  shingleWords: SHINGLE_WORDS,
  permutations: MINHASH_PERMUTATIONS,
  seed: MINHASH_SEED,
} as const;

/** Thrown when a text is no fingerprint, or one that was taken in another way. */
export class FingerprintError extends Error {
  override readonly name = "FingerprintError";

  constructor(problem: string, options?: ErrorOptions) {
    super(`This is no fingerprint of version ${METHOD.version}: ${problem}.`, options);
  }
}

/** A fingerprint as canonical JSON, to publish beside the data: at most 80 KB. */
export function serializeFingerprint({ chunks, shingles }: Fingerprint): string {
  return canonicalJson({ ...METHOD, chunks, shingles });
}

/**
 * Reads a fingerprint.
 *
 * @throws {FingerprintError} When it is none, or was taken in another way.
 */
export function parseFingerprint(json: string): Fingerprint {
  const file = parseObject(json);
  for (const [name, value] of Object.entries(METHOD)) {
    if (file[name] !== value) throw new FingerprintError(`${name} is not ${value}`);
  }
  const { chunks, shingles } = file;
  if (!isChunks(chunks)) throw new FingerprintError("its chunks are not counted and ascending");
  if (!isShingles(shingles)) throw new FingerprintError("its signature is not 128 words");
  return { chunks, shingles };
}

function parseObject(json: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (cause) {
    throw new FingerprintError("it is not JSON", { cause });
  }
  if (!isRecord(value)) throw new FingerprintError("it is no object");
  return value;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const isCount = (value: unknown) => Number.isSafeInteger(value) && Number(value) >= 0;

function isChunks(value: unknown): value is Fingerprint["chunks"] {
  if (!isRecord(value) || !isCount(value.count) || !Array.isArray(value.hashes)) return false;
  const hashes = value.hashes as unknown[];
  return (
    hashes.length <= Number(value.count) &&
    hashes.every((hash) => typeof hash === "string" && /^[0-9a-f]{16}$/.test(hash)) &&
    hashes.every((hash, i) => i === 0 || String(hashes[i - 1]) < String(hash))
  );
}

function isShingles(value: unknown): value is Fingerprint["shingles"] {
  if (!isRecord(value) || !isCount(value.count) || !Array.isArray(value.signature)) return false;
  const words = value.signature as unknown[];
  return (
    words.length === METHOD.permutations &&
    words.every((word) => isCount(word) && Number(word) < 2 ** 32)
  );
}
