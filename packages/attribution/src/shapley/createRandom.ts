import { createHash } from "node:crypto";

/** 32 bytes as `0x` and 64 hex digits. */
export type Seed = `0x${string}`;

/** Whole numbers that follow from a seed alone. */
export type SeededRandom = {
  /** The next number from 0 to `bound − 1`, each equally likely; `bound` is at most 2^32. */
  below: (bound: number) => number;
};

/** Thrown when a seed is not 32 bytes of hex. */
export class SeedError extends Error {
  override readonly name = "SeedError";
  readonly seed: string;

  constructor(seed: string) {
    super(`"${seed}" is not a seed. Pass 0x followed by 64 hex digits, such as a block hash.`);
    this.seed = seed;
  }
}

const SEED_PATTERN = /^0x[0-9a-f]{64}$/i;
const WORDS = 2 ** 32;
const WORDS_A_BLOCK = 8;

/**
 * A generator that everybody can repeat: SHA-256 of the seed and a 64-bit counter, cut into 32-bit
 * words, each of which is skipped if it would favour low numbers. Whoever can't choose the seed
 * can't choose the numbers, so take the seed from the chain, after the data were committed to.
 *
 * @throws {SeedError} When the seed is not 32 bytes.
 */
export function createRandom(seed: Seed): SeededRandom {
  if (!SEED_PATTERN.test(seed)) throw new SeedError(seed);

  const block = Buffer.concat([Buffer.from(seed.slice(2), "hex"), Buffer.alloc(8)]);
  let words = Buffer.alloc(0);
  let used = WORDS_A_BLOCK;
  let counter = 0n;

  const nextWord = () => {
    if (used === WORDS_A_BLOCK) {
      block.writeBigUInt64BE(counter++, 32);
      words = createHash("sha256").update(block).digest();
      used = 0;
    }
    return words.readUInt32BE(4 * used++);
  };

  return {
    below(bound) {
      const limit = WORDS - (WORDS % bound);
      let word = nextWord();
      while (word >= limit) word = nextWord();
      return word % bound;
    },
  };
}
