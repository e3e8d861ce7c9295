import { toUnits } from "@sahara/attribution";
import {
  corpusFiles,
  groupShapley,
  prepareSpamAssassin,
  type PreparedCorpus,
} from "@sahara/models";
import { contentRoot, type ContentRoot } from "@sahara/storage";

import type { Progress } from "../progress.ts";

const ALL_UNITS = 100_000_000n;

/** The corpus, what it hashes to, and what each group of it is worth. */
export type PreparedData = {
  corpus: PreparedCorpus;
  root: ContentRoot;
  /** Shapley value of each group, in balanced accuracy. */
  values: number[];
  /** Units of each group. */
  units: bigint[];
};

/** Reads the mail, commits to its bytes and measures what each contributor's part adds to the filter. */
export async function prepareData(progress: Progress): Promise<PreparedData> {
  progress.step("Reading 6,046 mails of the SpamAssassin corpus");
  const corpus = await prepareSpamAssassin({
    onProgress: ({ done, total }) => progress.part(done, total),
  });

  progress.step("Computing the content root over all bytes");
  const root = await contentRoot({ files: corpusFiles(corpus.groups) });
  progress.fact(root.cid);

  progress.step("Measuring each contributor's value: 32 coalitions, each trained and tested");
  const shapley = groupShapley({
    groups: corpus.groups.map(({ name }) => name),
    training: corpus.training,
    holdOut: corpus.holdOut,
    onProgress: ({ done, total }) => progress.part(done, total),
  });
  const { units } = toUnits(shapley.numerators, ALL_UNITS);
  const scale = Number(shapley.denominator) * 1e9;
  return { corpus, root, values: shapley.numerators.map((value) => Number(value) / scale), units };
}
