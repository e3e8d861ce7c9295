import { type Digest, sha256, toDigest } from "./digest.ts";
import { FEATURE_BITS, FEATURES } from "./features.ts";
import type { SpamModel } from "./spamModel.ts";

/**
 * The file format of a model, version 1. Numbers are little-endian.
 *
 *     offset   bytes  content
 *          0       4  "SSFM"
 *          4       1  version of the format and of the features: 1
 *          5       1  feature bits: 15
 *          6       1  fraction bits of the weights, 0 to 15
 *          7       1  number of parents: 0 or 1
 *          8      32  hash of the parent, zeros without one
 *         40       2  bias, int16
 *         42   65536  weights, int16 each
 *      65578      32  SHA-256 of all bytes before
 *
 * A model has exactly one file, so its hash names it.
 */
export const MODEL_FORMAT = {
  magic: "SSFM",
  version: 1,
  parentAt: 8,
  biasAt: 40,
  weightsAt: 42,
  checksumAt: 42 + 2 * FEATURES,
  length: 42 + 2 * FEATURES + 32,
  maxFractionBits: 15,
} as const;

/** Writes a model as a file. See {@link MODEL_FORMAT}. */
export function serialize({ weights, bias, fractionBits, parentHash }: SpamModel): Uint8Array {
  const { magic, version, parentAt, biasAt, weightsAt, checksumAt, length } = MODEL_FORMAT;
  const file = Buffer.alloc(length);
  file.write(magic, "latin1");
  file.set([version, FEATURE_BITS, fractionBits, parentHash === undefined ? 0 : 1], magic.length);
  if (parentHash !== undefined) file.write(parentHash.slice(2), parentAt, "hex");
  file.writeInt16LE(bias, biasAt);
  weights.forEach((weight, feature) => file.writeInt16LE(weight, weightsAt + 2 * feature));
  file.set(sha256(file.subarray(0, checksumAt)), checksumAt);
  return file;
}

/**
 * The SHA-256 of a model's file. As the file is below 1 MiB, this is also the digest of its CIDv1:
 * the content root under which the registry knows the model.
 */
export function weightsHash(model: SpamModel): Digest {
  return toDigest(sha256(serialize(model)));
}
