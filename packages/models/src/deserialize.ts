import { type Digest, sha256, toDigest } from "./digest.ts";
import { FEATURE_BITS, FEATURES } from "./features.ts";
import { MODEL_FORMAT } from "./serialize.ts";
import type { SpamModel } from "./spamModel.ts";

/** What is wrong with a model file. */
export type ModelFileFault = "length" | "magic" | "version" | "checksum" | "header";

/** Thrown when bytes are not an intact model file of this version. */
export class ModelFileError extends Error {
  override readonly name = "ModelFileError";
  readonly fault: ModelFileFault;

  constructor(fault: ModelFileFault, detail: string) {
    super(`Not a usable model file: ${detail}. Fetch it again, or use the version that wrote it.`);
    this.fault = fault;
  }
}

/** Thrown when a model file is intact, but another one than was asked for. */
export class ModelHashMismatchError extends Error {
  override readonly name = "ModelHashMismatchError";
  readonly expected: Digest;
  readonly actual: Digest;

  constructor(expected: Digest, actual: Digest) {
    super(`The model file has hash ${actual}, expected ${expected}. Fetch it from another source.`);
    this.expected = expected;
    this.actual = actual;
  }
}

export type DeserializeOptions = {
  /** Hash that the file must have, for example the content root in the registry. */
  expectedHash?: Digest | undefined;
};

/**
 * Reads a model file. What it returns, `serialize` turns back into the same bytes.
 *
 * The checksum finds accidents only; pass `expectedHash` to be safe from substitution.
 *
 * @throws {ModelFileError} When the bytes are not an intact model file of this version.
 * @throws {ModelHashMismatchError} When the file is not the one that `expectedHash` names.
 */
export function deserialize(
  bytes: Uint8Array,
  { expectedHash }: DeserializeOptions = {},
): SpamModel {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  checkEnvelope(file);
  const actualHash = toDigest(sha256(file));
  if (expectedHash !== undefined && expectedHash.toLowerCase() !== actualHash) {
    throw new ModelHashMismatchError(expectedHash, actualHash);
  }

  const { biasAt, weightsAt } = MODEL_FORMAT;
  return {
    weights: Int16Array.from({ length: FEATURES }, (_, i) => file.readInt16LE(weightsAt + 2 * i)),
    bias: file.readInt16LE(biasAt),
    ...readHeader(file),
  };
}

function checkEnvelope(file: Buffer): void {
  const { magic, version, checksumAt, length } = MODEL_FORMAT;
  if (file.length !== length) {
    throw new ModelFileError("length", `it has ${file.length} bytes, not ${length}`);
  }
  if (file.toString("latin1", 0, magic.length) !== magic) {
    throw new ModelFileError("magic", `it does not start with "${magic}"`);
  }
  if (file[magic.length] !== version) {
    throw new ModelFileError("version", `its version is ${file[magic.length]}, not ${version}`);
  }
  if (!sha256(file.subarray(0, checksumAt)).equals(file.subarray(checksumAt))) {
    throw new ModelFileError("checksum", "its checksum does not match");
  }
}

function readHeader(file: Buffer): Pick<SpamModel, "fractionBits" | "parentHash"> {
  const { magic, parentAt, biasAt, maxFractionBits } = MODEL_FORMAT;
  const [featureBits, fractionBits = 0, parents = 0] = file.subarray(magic.length + 1, parentAt);
  const parent = file.subarray(parentAt, biasAt);
  if (featureBits !== FEATURE_BITS) {
    throw new ModelFileError("header", `it has ${featureBits} feature bits, not ${FEATURE_BITS}`);
  }
  if (fractionBits > maxFractionBits) {
    throw new ModelFileError("header", `${fractionBits} fraction bits are too many`);
  }
  if (parents > 1 || (parents === 0 && parent.some((byte) => byte !== 0))) {
    throw new ModelFileError("header", `${parents} parents do not fit the parent's hash`);
  }

  return { fractionBits, parentHash: parents === 1 ? toDigest(parent) : undefined };
}
