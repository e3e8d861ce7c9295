import { setImmediate } from "node:timers/promises";

import type { JsonObject } from "../models/Json.ts";
import { InvalidInputError, type ServedModel } from "../models/ServedModel.ts";
import {
  allowMembers,
  InvalidSpecificationError,
  type JobContext,
  type JobProgram,
  rootMember,
} from "./JobProgram.ts";

const MEMBERS = ["program", "model", "input"];
const MAX_LINES = 1_000_000;

/**
 * Runs a served model over a file: one request a line, as JSON; one answer a line comes out, in the same order. A
 * request that the model cannot take gives a line with `error`.
 *
 * @example
 * { "program": "batch-inference-v1", "model": "0x…", "input": "0x…" }
 */
export function createBatchInference(models: readonly ServedModel[]): JobProgram {
  return {
    name: "batch-inference-v1",
    kind: "BATCH_INFERENCE",
    prepare: async (specification, content) => {
      allowMembers(specification, MEMBERS);
      const modelHash = rootMember(specification, "model");
      const model = models.find((served) => served.modelHash === modelHash);
      if (model === undefined) {
        throw new InvalidSpecificationError(`No model with the hash ${modelHash} is served here.`);
      }
      const input = rootMember(specification, "input");
      const requests = parseLines(await content.readFile(input));

      return async (context) => {
        const { lines, refused } = await runAll(model, requests, context);
        return {
          artefact: Buffer.from(lines.map((line) => `${line}\n`).join("")),
          programHash: modelHash,
          inputs: { input },
          parameters: { model: model.id, deterministic: model.deterministic },
          measures: { requests: requests.length, refused },
        };
      };
    },
  };
}

async function runAll(
  model: ServedModel,
  requests: readonly JsonObject[],
  { signal }: JobContext,
): Promise<{ lines: string[]; refused: number }> {
  const lines: string[] = [];
  let refused = 0;
  for (const request of requests) {
    signal.throwIfAborted();
    try {
      lines.push(await answerLine(model, request, signal));
    } catch (error) {
      if (!(error instanceof InvalidInputError)) throw error;
      lines.push(JSON.stringify({ error: error.message }));
      refused++;
    }
    await setImmediate();
  }
  return { lines, refused };
}

async function answerLine(
  model: ServedModel,
  request: JsonObject,
  signal: AbortSignal,
): Promise<string> {
  const answer = model.run(request, { signal });
  if ("then" in answer) return JSON.stringify((await answer).output);
  const pieces = [];
  for await (const { piece } of answer) pieces.push(piece);
  return JSON.stringify(pieces);
}

function parseLines(file: Uint8Array): JsonObject[] {
  const lines = Buffer.from(file).toString("utf8").split("\n");
  if (lines.at(-1) === "") lines.pop();
  if (lines.length === 0 || lines.length > MAX_LINES) {
    throw new InvalidSpecificationError(`The input must have 1 to ${MAX_LINES} lines.`);
  }
  return lines.map((line, i) => {
    const value = parseJson(line);
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
      throw new InvalidSpecificationError(`Line ${i + 1} of the input is no JSON object.`);
    }
    return value as JsonObject; // JSON.parse makes nothing else
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // no object, as the caller says with the number of the line
  }
}
