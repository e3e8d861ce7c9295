import { setImmediate } from "node:timers/promises";

import type { JsonObject } from "./Json.ts";
import { InvalidInputError, type ServedModel } from "./ServedModel.ts";

/** What a classifier says about one text. Whole numbers only, so that answers can be hashed and compared. */
export type Classification = {
  readonly label: string;
  readonly score: number;
  /** The next best labels, if the classifier knows more than two. */
  readonly alternatives?: readonly { readonly label: string; readonly score: number }[];
};

export type TextClassifierParameters = Pick<
  ServedModel,
  "id" | "assetId" | "modelHash" | "deterministic" | "description" | "source"
> & {
  /** What a score counts, for the description of the answer. */
  scoreMeaning: string;
  classify: (text: Buffer) => Promise<Classification> | Classification;
};

/** Texts that one request may bring. */
export const MAX_TEXTS = 256;

/** A served model that labels texts: `POST /v1/classify` with `input`, one text or several. */
export function createTextClassifier({
  scoreMeaning,
  classify,
  ...about
}: TextClassifierParameters): ServedModel {
  return {
    ...about,
    routes: ["/v1/classify"],
    inputSchema: INPUT_SCHEMA,
    outputSchema: outputSchema(scoreMeaning),
    concurrency: 4,
    units: (input) => BigInt(readTexts(input).length),
    run: async (input, { signal }) => {
      const results: Classification[] = [];
      for (const text of readTexts(input)) {
        signal.throwIfAborted();
        results.push(await classify(text));
        // A classifier keeps the thread; other calls get their turn between two texts.
        await setImmediate();
      }
      return { output: { object: "classification", model: about.id, results } };
    },
  };
}

function readTexts({ input, encoding = "utf8" }: JsonObject): Buffer[] {
  if (encoding !== "utf8" && encoding !== "base64") {
    throw new InvalidInputError('"encoding" must be "utf8" or "base64".');
  }
  const texts: readonly unknown[] = Array.isArray(input) ? input : [input];
  if (texts.length === 0 || texts.length > MAX_TEXTS) {
    throw new InvalidInputError(`"input" must hold 1 to ${MAX_TEXTS} texts, not ${texts.length}.`);
  }
  return texts.map((text) => {
    if (typeof text !== "string" || text === "") {
      throw new InvalidInputError('"input" must be a text, or a list of texts, none empty.');
    }
    return Buffer.from(text, encoding);
  });
}

const TEXT = { type: "string", minLength: 1 } as const;

const INPUT_SCHEMA = {
  type: "object",
  required: ["input"],
  properties: {
    input: { oneOf: [TEXT, { type: "array", items: TEXT, minItems: 1, maxItems: MAX_TEXTS }] },
    encoding: {
      enum: ["utf8", "base64"],
      default: "utf8",
      description: "How the bytes of each text are written.",
    },
  },
} as const satisfies JsonObject;

function outputSchema(scoreMeaning: string): JsonObject {
  const labelled = {
    label: { type: "string" },
    score: { type: "integer", description: scoreMeaning },
  };
  const alternative = { type: "object", required: ["label", "score"], properties: labelled };
  return {
    type: "object",
    required: ["object", "model", "results"],
    properties: {
      object: { const: "classification" },
      model: { type: "string" },
      results: {
        type: "array",
        description: "One for each text, in order.",
        items: {
          type: "object",
          required: ["label", "score"],
          properties: { ...labelled, alternatives: { type: "array", items: alternative } },
        },
      },
    },
  };
}
