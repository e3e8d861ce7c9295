import { createMinHasher, MINHASH_SEED } from "../duplicates/createMinHasher.ts";
import { CHUNK_BYTES, cutChunks, hashChunk } from "../duplicates/cutChunks.ts";
import { hashShingles, SHINGLE_WORDS } from "../duplicates/hashShingles.ts";
import { createDistinctSet } from "./createDistinctSet.ts";
import type { Fingerprint } from "./Fingerprint.ts";

/** Takes the files of an asset one by one. */
export type Fingerprinter = {
  /** Adds the bytes of a file; the order of the files makes no difference. */
  readonly add: (content: Uint8Array) => void;
  readonly finish: () => Fingerprint;
};

/** Chunks of which a fingerprint keeps the hash: all of 4 MB, a sample of anything larger. */
export const MAX_CHUNK_HASHES = 4_096;

/**
 * Takes a fingerprint of data, to be published beside it: whoever registers something later can find
 * out whether it resembles this, without having the data.
 *
 * It holds the hashes of the chunks, of which the smallest ones are kept if there are many, and the
 * MinHash signature of all runs of three words, which finds text again in other case, layout and
 * punctuation. Neither gives the data away, but whoever guesses a chunk can tell that it is there.
 */
export function createFingerprinter(): Fingerprinter {
  const hasher = createMinHasher({ seed: MINHASH_SEED });
  const smallest = new Uint32Array(hasher.permutations).fill(0xffff_ffff);
  const shingles = createDistinctSet<number>((hash) => hash);
  const chunks = createDistinctSet<string>((hash) => Number.parseInt(hash.slice(0, 8), 16));

  return {
    add(content) {
      for (const chunk of cutChunks(content, CHUNK_BYTES)) chunks.add(hashChunk(chunk));
      const own = hashShingles(content, SHINGLE_WORDS);
      own.forEach(shingles.add);
      // The signature of a union is the smaller word of each.
      hasher.sign(own).forEach((word, i) => {
        if (word < (smallest[i] ?? 0)) smallest[i] = word;
      });
    },
    finish: () => ({
      chunks: {
        count: chunks.count(),
        hashes: chunks.smallest().sort().slice(0, MAX_CHUNK_HASHES),
      },
      shingles: { count: shingles.count(), signature: [...smallest] },
    }),
  };
}
