import { createRandom, type Seed } from "../shapley/createRandom.ts";

/** The smallest member of a set under each of some permutations; alike sets have alike signatures. */
export type Signature = Uint32Array;

export type MinHashOptions = {
  /** Length of a signature. Defaults to 128. */
  permutations?: number | undefined;
  /** Decides the permutations. Signatures of different seeds cannot be compared. */
  seed?: Seed | undefined;
};

/** Signs sets of 32-bit hashes. */
export type MinHasher = {
  readonly permutations: number;
  /** The signature of a set; of an empty one, the largest word throughout. */
  readonly sign: (members: Uint32Array) => Signature;
};

/** Thrown when a signature is to have no length, or one out of reason. */
export class MinHashError extends RangeError {
  override readonly name = "MinHashError";
}

export const MINHASH_PERMUTATIONS = 128;
const MAX_PERMUTATIONS = 4_096;

/** The seed that signatures are made with unless another is asked for, so that they can be compared. */
export const MINHASH_SEED: Seed = `0x${"00".repeat(32)}`;

const LARGEST = 0xffff_ffff;

/**
 * Returns what signs sets by MinHash. The share of equal words in two signatures estimates the
 * Jaccard index `J` of the sets, with the standard error `√(J(1 − J) / permutations)`: at most 4.5 %
 * for 128.
 *
 * A permutation is `x → a x + b` modulo 2^32 with odd `a`. It needs members that are spread evenly,
 * as hashes are.
 *
 * Source: Broder et al., "Min-Wise Independent Permutations", 1998.
 *
 * @throws {MinHashError} When the number of permutations is not a whole number from 1 to 4,096.
 */
export function createMinHasher({
  permutations = MINHASH_PERMUTATIONS,
  seed = MINHASH_SEED,
}: MinHashOptions = {}): MinHasher {
  if (!Number.isInteger(permutations) || permutations < 1 || permutations > MAX_PERMUTATIONS) {
    throw new MinHashError(`${permutations} permutations are not possible. Use 1 to 4,096.`);
  }
  const random = createRandom(seed);
  const factors = Int32Array.from({ length: permutations }, () => random.below(2 ** 32) | 1);
  const addends = Int32Array.from({ length: permutations }, () => random.below(2 ** 32) | 0);

  return {
    permutations,
    sign(members) {
      const signature = new Uint32Array(permutations);
      for (let i = 0; i < permutations; i++) {
        const factor = factors[i] ?? 1;
        const addend = addends[i] ?? 0;
        let smallest = LARGEST;
        for (let member = 0; member < members.length; member++) {
          const image = (Math.imul(factor, members[member] ?? 0) + addend) >>> 0;
          if (image < smallest) smallest = image;
        }
        signature[i] = smallest;
      }
      return signature;
    },
  };
}

/** The share of words in which two signatures of the same hasher agree. */
export function estimateResemblance(a: Signature, b: Signature): number {
  let equal = 0;
  for (let i = 0; i < a.length; i++) if (a[i] === b[i]) equal++;
  return equal / a.length;
}
