import type { AssetCard, Claim, GasRow, Income, ModelCard } from "./story.ts";

/** What the chapters write down as they go. */
export type LedgerBook = {
  models: ModelCard[];
  assets: AssetCard[];
  income: Income[];
  claims: Claim[];
  gas: GasRow[];
  sorted: { made: number; correct: number };
};

/** An empty book. */
export function createLedgerBook(): LedgerBook {
  return {
    models: [],
    assets: [],
    income: [],
    claims: [],
    gas: [],
    sorted: { made: 0, correct: 0 },
  };
}
