/** Whole numbers below a bound, the same in every run (Numerical Recipes' congruential generator). */
function createNumbers(seed: number): (bound: number) => number {
  let state = seed;
  return (bound) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * bound);
  };
}

const FEATURE_LEVELS = 4_096;

export type SampleRow = { row: number[]; label: number };

/** Rows of two kinds that overlap: the first feature tells them apart, most of the time. */
export function sampleRows(count: number, features: number, seed: number): SampleRow[] {
  const below = createNumbers(seed);
  return Array.from({ length: count }, () => {
    const row = Array.from({ length: features }, () => below(FEATURE_LEVELS));
    const noise = below(FEATURE_LEVELS / 4) - FEATURE_LEVELS / 8;
    return { row, label: Number((row[0] ?? 0) + noise > FEATURE_LEVELS / 2) };
  });
}

const VOCABULARY = 20_000;
const COPIES_IN = 10;

/** Short documents, 30 to 90 words; one in ten is an earlier one with a word exchanged. */
export function sampleDocuments(count: number): string[] {
  const below = createNumbers(1);
  // Some words are far more common than others.
  const word = () => `w${Math.floor(VOCABULARY * (below(2 ** 20) / 2 ** 20) ** 3)}`;
  const documents: string[][] = [];
  for (let i = 0; i < count; i++) {
    const original = below(COPIES_IN) === 0 ? documents[below(i)]?.slice() : undefined;
    const words = original ?? Array.from({ length: 30 + below(60) }, word);
    if (original !== undefined) words[below(words.length)] = word();
    documents.push(words);
  }
  return documents.map((words) => words.join(" "));
}

/** Documents of tokens, by fifty owners. */
export function sampleTokens(documents: number, tokens: number) {
  const below = createNumbers(2);
  const token = () => Math.floor(VOCABULARY * (below(2 ** 20) / 2 ** 20) ** 3);
  return Array.from({ length: documents }, (_, i) => ({
    owner: i % 50,
    tokens: Array.from({ length: tokens }, token),
  }));
}
