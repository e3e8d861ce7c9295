export type Totals = { passed: number; failed: number; skipped: number };

const FIELDS = {
  passing: "passed",
  failing: "failed",
  pending: "skipped",
  skipped: "skipped",
} as const;

/** Mocha's own closing lines: `  12 passing (3s)`, `  1 failing`, `  2 pending`. */
const MOCHA_LINE = /^ {2}(\d+) (passing|failing|pending|skipped)(?: \(\d+m?s?\w*\))?$/;

/** Hardhat's summary of both runners: `14 passing (2 solidity, 12 mocha)`. It counts Mocha's pending tests as passing. */
const HARDHAT_LINE = /^\d+ (passing|failing|skipped) \(.*?(\d+) solidity\b/;

/** Adds up the closing lines of Mocha and of Hardhat's Solidity runner in the (uncoloured) output of a test command. */
export function readTotals(output: string): Totals {
  const totals: Totals = { passed: 0, failed: 0, skipped: 0 };
  for (const line of output.split(/\r?\n/)) {
    const mocha = MOCHA_LINE.exec(line);
    const hardhat = HARDHAT_LINE.exec(line);
    const [count, word] = mocha?.slice(1) ?? hardhat?.slice(1).reverse() ?? [];
    if (count === undefined || word === undefined) continue;
    totals[FIELDS[word as keyof typeof FIELDS]] += Number(count);
  }
  return totals;
}
