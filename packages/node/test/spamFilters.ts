import { fineTune, type Mail, prepareSpamAssassin, serialize, train } from "@sahara/models";

/** The files of a spam filter and of one that was fine-tuned from it, and mails that neither has seen. */
export type SpamFilters = { base: Uint8Array; tuned: Uint8Array; heldOut: Mail[] };

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
    heldOut: groups.flatMap(({ mails }) => mails.filter(({ id }) => ids.has(id))),
  };
}
