import {
  dedupe,
  evaluate,
  fineTune,
  type Mail,
  type Sample,
  serialize,
  type SpamModel,
  split,
  toSample,
  train,
  type TrainingOptions,
} from "@sahara/models";

import type { JsonObject } from "../models/Json.ts";

export const HOLD_OUT_PERCENT = 20;

/** What a training needs, all of which a thread can be given. */
export type TrainingOrder = {
  readonly mails: readonly Mail[];
  /** The model to fine-tune, if it is to be no new one. */
  readonly parent: SpamModel | undefined;
  readonly options: TrainingOptions;
};

export type TrainedFilter = { readonly artefact: Uint8Array; readonly measures: JsonObject };

/** Trains a spam filter on four fifths of the mails, and measures it with the rest. It computes without a pause. */
export function trainOnMails({ mails, parent, options }: TrainingOrder): TrainedFilter {
  const samples = mails.map(toSample);
  const { training, holdOut } = split(dedupe(samples), HOLD_OUT_PERCENT);
  const model =
    parent === undefined ? train(training, options) : fineTune(parent, training, options);
  const counts = { mails: samples.length, trained: training.length, heldOut: holdOut.length };
  return { artefact: serialize(model), measures: { ...counts, ...measure(model, holdOut) } };
}

function measure(model: SpamModel, holdOut: readonly Sample[]): JsonObject {
  if (holdOut.length === 0) return {};
  const { accuracy, balancedAccuracy } = evaluate(model, holdOut);
  return { accuracy, balancedAccuracy };
}
