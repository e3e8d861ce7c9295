import { VALUE_SCALE } from "../knn/knnShapley.ts";
import { MAX_PLAYERS } from "../shapley/exactShapley.ts";
import { toUnits } from "../toUnits.ts";
import type { AttributionMethod } from "./AttributionMethod.ts";
import { prepareDense, prepareWords } from "./prepareTask.ts";
import { readParameters } from "./readParameters.ts";
import { readRows, TESTS_FILE, TRAINING_FILE } from "./readRows.ts";

/**
 * Values rows by KNN-Shapley, after copies were dropped. The folder holds `training.jsonl` and
 * `tests.jsonl`, one row a line (see `readRows`). MethodParameters:
 *
 * - `k`: neighbours. `units`: units to share out, as a text.
 * - `values`: "rows" adds up the values of a contributor's rows; "contributors" values contributors
 *   as a whole, exactly up to 16 of them, and beyond by `permutations` drawn from `seed`.
 * - `features`: "dense", whose ranges are cut into `levels`, and whose copies lie within
 *   `copyDistance` (squared, in levels); or "words", the set of a text's words, whose copies share
 *   `copyPercent` of their runs of three words.
 */
export const knnShapleyMethod: AttributionMethod = {
  name: "knn-shapley",
  sources: [new URL("../", import.meta.url)],

  async measure(folder, parameters) {
    const read = readParameters(parameters);
    const k = read.count("k", { from: 1, to: 1_000 });
    const units = read.units("units");
    const isOfRows = read.word("values", ["rows", "contributors"]) === "rows";
    const training = await readRows(folder, TRAINING_FILE);
    const tests = await readRows(folder, TESTS_FILE);

    const dense = read.word("features", ["dense", "words"]) === "dense";
    const task = dense
      ? prepareDense(training.rows, tests.rows, read)
      : prepareWords(training.rows, tests.rows, read);
    const contributors = new Set(training.rows.map(({ contributor }) => contributor));
    const sampling =
      !isOfRows && contributors.size > MAX_PLAYERS
        ? {
            permutations: read.count("permutations", { from: 1, to: 1e9 }),
            seed: read.seed("seed"),
          }
        : undefined;
    read.end();

    const accounts = [...contributors];
    const { numerators, hits } = task.value({ k, accounts, isOfRows, sampling });
    const shares = toUnits(numerators, units).units;
    return {
      dataRoot: training.root,
      testRoot: tests.root,
      utility: (BigInt(hits) * VALUE_SCALE) / BigInt(k * tests.rows.length),
      copies: training.rows.length - task.kept,
      contributors: accounts.flatMap((account, index) => {
        const share = shares[index] ?? 0n;
        return share > 0n ? [{ index: BigInt(index), account, units: share }] : [];
      }),
    };
  },
};
