import {
  corpusFiles,
  type Mail,
  type MailValues,
  prepareSpamAssassin,
  type PreparedCorpus,
  toContributors,
  valueMails,
} from "@sahara/models";
import { buildContributorTree, type ContributorTree } from "@sahara/sdk";
import { contentRoot, type ContentRoot } from "@sahara/storage";

import { accountOf } from "../mailAccounts.ts";
import type { Progress } from "../progress.ts";

/** The corpus, what it hashes to, and what each mail of it is worth. */
export type PreparedData = {
  corpus: PreparedCorpus;
  /** All mails, in the order in which they were registered. */
  mails: Mail[];
  root: ContentRoot;
  values: MailValues;
  /** Everybody whose mail is worth a unit. */
  tree: ContributorTree;
};

/** Reads the mail, commits to its bytes and measures what each single mail adds to a filter. */
export async function prepareData(progress: Progress): Promise<PreparedData> {
  progress.step("Reading 6,046 mails of the SpamAssassin corpus");
  const corpus = await prepareSpamAssassin({
    onProgress: ({ done, total }) => progress.part(done, total),
  });
  const mails = corpus.groups.flatMap((group) => group.mails);

  progress.step("Computing the content root over all bytes");
  const root = await contentRoot({ files: corpusFiles(corpus.groups) });
  progress.fact(root.cid);

  progress.step("Measuring the exact Shapley value of every single mail");
  const values = valueMails({
    mails,
    onProgress: ({ done, total }) => progress.part(done, total),
  });

  progress.step("Putting the contributors, each with an account, under one Merkle root");
  const tree = buildContributorTree(toContributors(values.values, accountOf));
  const copies = values.values.filter(({ copyOf }) => copyOf !== undefined).length;
  progress.fact(`${tree.leaves.length} mails earn, ${copies} are copies and earn nothing`);
  return { corpus, mails, root, values, tree };
}
