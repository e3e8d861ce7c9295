/** A node like any other, but for the models: what a broken or a dishonest operator would run. */
import { MODEL_KINDS, type ModelKind, spamFilter } from "@sahara/node";

import { textOption } from "../../../packages/node/src/models/modelOptions.ts";
import { run } from "../../../packages/node/src/run.ts";

/** Says that it is the model `claimed`, whatever its artefact is. */
const claimingSpamFilter: ModelKind = {
  kind: "claiming-spam-filter",
  open: async (parameters) => ({
    ...(await spamFilter.open(parameters)),
    modelHash: textOption(parameters.options, "claimed"),
  }),
};

/** Answers `answers` times, and then never again. */
const stallingSpamFilter: ModelKind = {
  kind: "stalling-spam-filter",
  open: async (parameters) => {
    const model = await spamFilter.open(parameters);
    let left = Number(parameters.options.answers);
    return {
      ...model,
      run: (input, context) =>
        left-- > 0 ? model.run(input, context) : new Promise(() => undefined),
    };
  },
};

const kinds = [...MODEL_KINDS, claimingSpamFilter, stallingSpamFilter];
process.exitCode = await run(process.argv.slice(2), process.env, kinds);
