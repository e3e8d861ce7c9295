import { LshIndex, Minhash } from "minhash";

const SHINGLE_WORDS = 3;
const THRESHOLD = 0.8;

/**
 * Finds copies with the package minhash, as its manual shows: bands propose, signatures decide. Each
 * document is compared with the earlier ones that were kept.
 */
export function minhashDuplicates(documents: readonly string[]): number[] {
  const index = new LshIndex({ bandSize: 4 });
  const signatures = new Map<string, Minhash>();
  const copies: number[] = [];
  documents.forEach((text, document) => {
    const words = text.split(" ");
    const signature = new Minhash({ numPerm: 128 });
    for (let first = 0; first + SHINGLE_WORDS <= words.length; first++) {
      signature.update(words.slice(first, first + SHINGLE_WORDS).join(" "));
    }
    const key = String(document);
    // It finds nothing but what is in the index, so the document has to be there first.
    index.insert(key, signature);
    signatures.set(key, signature);
    const original = index
      .query(signature)
      .find(
        (other) => other !== key && (signatures.get(other)?.jaccard(signature) ?? 0) >= THRESHOLD,
      );
    if (original !== undefined) {
      copies.push(document);
      signatures.delete(key);
    }
  });
  return copies;
}
