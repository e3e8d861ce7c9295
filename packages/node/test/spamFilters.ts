import {
  type DatasetFile,
  fineTune,
  type Mail,
  prepareSpamAssassin,
  serialize,
  train,
} from "@sahara/models";

export type SpamFilters = {
  /** The files of a spam filter and of one that was fine-tuned from it. */
  base: Uint8Array;
  tuned: Uint8Array;
  /** Mails that neither has seen. */
  heldOut: Mail[];
  /** The first forty mails of each group: a small data set. */
  someMails: DatasetFile[];
};

let filters: Promise<SpamFilters> | undefined;

/** Trains both on the real corpus, once for all tests. */
export function trainSpamFilters(): Promise<SpamFilters> {
  filters ??= build();
  return filters;
}

async function build(): Promise<SpamFilters> {
  const { groups, training, holdOut } = await prepareSpamAssassin();
  const base = train(training);
  const hard = training.filter(({ group }) => group === "hard-ham-1");
  const tuned = fineTune(base, [...training, ...hard, ...hard]);
  const ids = new Set(holdOut.map(({ id }) => id));
  return {
    base: serialize(base),
    tuned: serialize(tuned),
    someMails: groups.flatMap(({ mails }) =>
      mails.slice(0, 40).map(({ id, bytes }) => ({ path: id, content: bytes })),
    ),
    heldOut: groups.flatMap(({ mails }) => mails.filter(({ id }) => ids.has(id))),
  };
}
