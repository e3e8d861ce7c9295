import type { Cast } from "../cast.ts";
import type { LedgerBook } from "../ledgerBook.ts";
import { PLAN } from "../plan.ts";
import type { Progress } from "../progress.ts";
import { register } from "../register.ts";
import { registerPreset } from "../registerPreset.ts";
import type { PreparedData } from "./prepareData.ts";

/** The registered corpus, and the terms under which it may be trained on. */
export type Dataset = { asset: bigint; terms: string };

/** Registers the data set with thousands of contributors behind one root. */
export async function registerDataset(
  cast: Cast,
  data: PreparedData,
  book: LedgerBook,
  progress: Progress,
): Promise<Dataset> {
  progress.step("Registering the data set, with all its contributors in one transaction");
  const { steward } = cast;
  const terms = await registerPreset(steward, { preset: "COMMERCIAL_REMIX", ...PLAN.dataset });
  const asset = await register(book, {
    owner: steward,
    kind: "DATASET",
    name: "Mail corpus",
    root: data.root,
    metadata: { licence: "PDDL-1.0", mails: data.mails.length },
    contributorTree: data.tree,
    terms: [terms],
  });
  progress.fact(`contributor root ${data.tree.root}`);
  return { asset, terms };
}
