import { classify, deserialize } from "@sahara/models";

import type { ModelKind } from "./ModelKind.ts";
import { readArtefact } from "./modelOptions.ts";
import { createTextClassifier } from "./textClassifier.ts";

/**
 * A spam filter, trained or fine-tuned by `@sahara/models`. Integer arithmetic: the same answer everywhere.
 *
 * @example
 * { "kind": "spam-filter", "options": { "artefact": "spam-filter.ssfm" } }
 */
export const spamFilter: ModelKind = {
  kind: "spam-filter",
  open: async ({ id, assetId, ...parameters }) => {
    const { bytes, modelHash } = await readArtefact(parameters);
    const model = deserialize(bytes);

    const parent = model.parentHash === undefined ? "" : `, fine-tuned from ${model.parentHash}`;
    return createTextClassifier({
      id,
      assetId,
      modelHash,
      deterministic: true,
      description: `Tells spam from ham by subject and body of a mail${parent}.`,
      source: { name: "@sahara/models", version: "1", licence: "MIT" },
      scoreMeaning: `Log-odds of spam in units of 2^-${model.fractionBits + 9}; above 0 is spam.`,
      classify: (mail) => classify(model, mail),
    });
  },
};
