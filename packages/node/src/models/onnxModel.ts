import path from "node:path";

import type { JsonObject } from "./Json.ts";
import type { ModelKind } from "./ModelKind.ts";
import { InvalidModelOptionError, readArtefact, textOption } from "./modelOptions.ts";
import { loadOnnxRuntime, ONNX_PACKAGE } from "./onnxRuntime.ts";
import { OUTPUT_SCALE, readTensors, writeTensor } from "./onnxTensors.ts";

/**
 * Any model in the ONNX format, by tensors in the JSON of the Open Inference Protocol: `POST /v1/models/{id}/invoke`.
 * Say `deterministic` only of a graph of integers: other graphs differ between processors.
 *
 * @example
 * {
 *   "kind": "onnx",
 *   "options": { "artefact": "filter.onnx", "runtime": ".toolchain/onnxruntime", "deterministic": true }
 * }
 */
export const onnxModel: ModelKind = {
  kind: "onnx",
  open: async ({ id, assetId, options, folder }) => {
    const { bytes, modelHash } = await readArtefact({ options, folder });
    const place = options.runtime === undefined ? "." : textOption(options, "runtime");
    const { runtime, version } = loadOnnxRuntime(path.resolve(folder, place));
    const session = await runtime.InferenceSession.create(bytes, {
      intraOpNumThreads: 1,
      interOpNumThreads: 1,
      logSeverityLevel: 4, // Fatal: errors are thrown all the same.
    });

    const readInput = (input: JsonObject) =>
      readTensors(input, session.inputMetadata, runtime.Tensor);
    return {
      id,
      assetId,
      modelHash,
      deterministic: deterministicOption(options),
      description: options.description === undefined ? id : textOption(options, "description"),
      source: {
        name: ONNX_PACKAGE,
        version,
        licence: options.licence === undefined ? "MIT" : textOption(options, "licence"),
      },
      routes: [],
      inputSchema: INPUT_SCHEMA,
      outputSchema: OUTPUT_SCHEMA,
      concurrency: 2,
      units: (input) => {
        readInput(input);
        return 1n;
      },
      run: async (input, { signal }) => {
        signal.throwIfAborted();
        const outputs = await session.run(readInput(input));
        const tensors = Object.entries(outputs).map(([name, tensor]) => writeTensor(name, tensor));
        return { output: { object: "inference", model: id, outputs: tensors } };
      },
      close: () => session.release(),
    };
  },
};

function deterministicOption({ deterministic = false }: JsonObject): boolean {
  if (typeof deterministic !== "boolean") {
    throw new InvalidModelOptionError("deterministic", "must be true or false");
  }
  return deterministic;
}

const TENSOR_SCHEMA = {
  type: "object",
  required: ["name", "datatype", "shape", "data"],
  properties: {
    name: { type: "string" },
    datatype: { enum: ["FP32", "FP64", "INT8", "INT16", "INT32", "INT64", "UINT8"] },
    shape: { type: "array", items: { type: "integer" } },
    data: { type: "array", description: "One flat list, the last dimension running fastest." },
  },
} as const satisfies JsonObject;

const INPUT_SCHEMA = {
  type: "object",
  required: ["inputs"],
  properties: { inputs: { type: "array", items: TENSOR_SCHEMA } },
} as const satisfies JsonObject;

const OUTPUT_SCHEMA = {
  type: "object",
  required: ["object", "model", "outputs"],
  properties: {
    object: { const: "inference" },
    model: { type: "string" },
    outputs: {
      type: "array",
      description: `Floating-point numbers are rounded to whole multiples of 1/${OUTPUT_SCALE}.`,
      items: TENSOR_SCHEMA,
    },
  },
} as const satisfies JsonObject;
