import { readFile } from "node:fs/promises";
import path from "node:path";

import { contentRoot } from "@sahara/storage";

import { imageSize } from "./imageSize.ts";
import { installedPackage } from "./installedPackage.ts";
import type { JsonObject } from "./Json.ts";
import type { ModelKind } from "./ModelKind.ts";
import { createOcrWorker } from "./ocrWorker.ts";
import { InvalidInputError } from "./ServedModel.ts";

const PROGRAM = "tesseract.js";
const DATA = "@tesseract.js-data/eng";
const LANGUAGE_FOLDER = "4.0.0_best_int";
const COMMAND = "npm install --include=optional";

/** Pixels of the largest image: more would take all memory once decoded. */
export const MAX_PIXELS = 16_000_000;

/**
 * Reads English text in images: Tesseract's LSTM network. It takes the fastest variant that the processor offers, so
 * machines may differ where the network is in doubt.
 */
export const imageText: ModelKind = {
  kind: "image-text",
  open: async ({ id, assetId }) => {
    const { version } = installedPackage(PROGRAM, { command: COMMAND });
    const { folder } = installedPackage(DATA, { command: COMMAND });
    const languageFolder = path.join(folder, LANGUAGE_FOLDER);
    const weights = await readFile(path.join(languageFolder, "eng.traineddata.gz"));
    const { digest: modelHash } = await contentRoot(weights);

    const worker = createOcrWorker(languageFolder);
    return {
      id,
      assetId,
      modelHash,
      deterministic: false,
      description: "Reads English text in a PNG or JPEG.",
      source: { name: PROGRAM, version, licence: "Apache-2.0" },
      routes: ["/v1/images/text"],
      inputSchema: INPUT_SCHEMA,
      outputSchema: OUTPUT_SCHEMA,
      concurrency: 1,
      units: (input) => readImage(input).pixels,
      run: async (input, { signal }) => {
        const { text, confidence, lines } = await worker.read(readImage(input).image, signal);
        return { output: { object: "image.text", model: id, text, confidence, lines } };
      },
      close: worker.close,
    };
  },
};

function readImage({ image: encoded }: JsonObject): { image: Buffer; pixels: bigint } {
  if (typeof encoded !== "string") {
    throw new InvalidInputError('"image" must be a PNG or JPEG in base64, or a data: URL of one.');
  }
  const image = Buffer.from(encoded.replace(DATA_URL, ""), "base64");
  const size = imageSize(image);
  if (size === undefined) throw new InvalidInputError('"image" is neither a PNG nor a JPEG.');
  const pixels = BigInt(size.width) * BigInt(size.height);
  if (pixels === 0n || pixels > MAX_PIXELS) {
    throw new InvalidInputError(`The image has ${pixels} pixels. Send one of 1 to ${MAX_PIXELS}.`);
  }
  return { image, pixels };
}

const DATA_URL = /^data:image\/(png|jpeg);base64,/;

const INPUT_SCHEMA = {
  type: "object",
  required: ["image"],
  properties: {
    image: { type: "string", description: "PNG or JPEG in base64, or a data: URL of one." },
  },
} as const satisfies JsonObject;

const CONFIDENCE = { type: "integer", minimum: 0, maximum: 100 } as const;

const OUTPUT_SCHEMA = {
  type: "object",
  required: ["object", "model", "text", "confidence", "lines"],
  properties: {
    object: { const: "image.text" },
    model: { type: "string" },
    text: { type: "string" },
    confidence: CONFIDENCE,
    lines: {
      type: "array",
      items: {
        type: "object",
        required: ["text", "confidence", "box"],
        properties: {
          text: { type: "string" },
          confidence: CONFIDENCE,
          box: {
            type: "array",
            description: "Left, top, right and bottom in pixels.",
            items: { type: "integer" },
            minItems: 4,
            maxItems: 4,
          },
        },
      },
    },
  },
} as const satisfies JsonObject;
