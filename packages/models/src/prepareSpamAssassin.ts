import { dedupe } from "./dedupe.ts";
import type { OnProgress } from "./mail.ts";
import { mapWithPauses } from "./mapWithPauses.ts";
import { loadSpamAssassin, type LoadSpamAssassinOptions } from "./loadSpamAssassin.ts";
import { type Sample, toSample } from "./sample.ts";
import type { MailGroup } from "./spamAssassin.ts";
import { HOLD_OUT_PERCENT, requireHoldOutShare, split, type Split } from "./split.ts";

/** The corpus, ready to train on. */
export type PreparedCorpus = Split & {
  /** The corpus as published, for content roots. */
  groups: MailGroup[];
  /** Copies that were dropped, because an earlier mail says the same. */
  duplicates: Sample[];
};

export type PrepareSpamAssassinOptions = Pick<LoadSpamAssassinOptions, "directory"> & {
  /** Share of the hold-out in per cent. Defaults to 20. */
  holdOutPercent?: number | undefined;
  /** Counts mails read (first half) and mails analysed (second half). */
  onProgress?: OnProgress | undefined;
};

/**
 * Loads the SpamAssassin corpus, drops copies and splits the rest into training and hold-out.
 *
 * @throws {CorpusIncompleteError} When the corpus is not installed completely.
 * @throws {HoldOutShareError} When `holdOutPercent` is out of range.
 *
 * @example
 * const { training, holdOut } = await prepareSpamAssassin();
 * const model = train(training);
 * evaluate(model, holdOut).accuracy; // about 0.99
 */
export async function prepareSpamAssassin({
  directory,
  holdOutPercent = HOLD_OUT_PERCENT,
  onProgress,
}: PrepareSpamAssassinOptions = {}): Promise<PreparedCorpus> {
  requireHoldOutShare(holdOutPercent);
  const reportHalf =
    (half: 0 | 1): OnProgress =>
    ({ done, total }) =>
      onProgress?.({ done: half * total + done, total: 2 * total });

  const groups = await loadSpamAssassin({ directory, onProgress: reportHalf(0) });
  const mails = groups.flatMap((group) => group.mails);
  const samples = await mapWithPauses(mails, toSample, reportHalf(1));
  const unique = dedupe(samples);
  const kept = new Set(unique);

  return {
    groups,
    duplicates: samples.filter((sample) => !kept.has(sample)),
    ...split(unique, holdOutPercent),
  };
}
