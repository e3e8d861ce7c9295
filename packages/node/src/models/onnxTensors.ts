import type { Json, JsonObject } from "./Json.ts";
import type { OnnxRuntime, OnnxTensor, TensorData, TensorMetadata } from "./onnxRuntime.ts";
import { InvalidInputError } from "./ServedModel.ts";

type DataType = {
  /** Name in the Open Inference Protocol. */
  name: string;
  read: (numbers: readonly number[]) => TensorData;
};

/** By the name in ONNX Runtime. */
const DATA_TYPES: Readonly<Record<string, DataType>> = {
  float32: { name: "FP32", read: (numbers) => Float32Array.from(numbers) },
  float64: { name: "FP64", read: (numbers) => Float64Array.from(numbers) },
  int8: { name: "INT8", read: (numbers) => Int8Array.from(numbers) },
  int16: { name: "INT16", read: (numbers) => Int16Array.from(numbers) },
  int32: { name: "INT32", read: (numbers) => Int32Array.from(numbers) },
  int64: { name: "INT64", read: (numbers) => BigInt64Array.from(numbers, BigInt) },
  uint8: { name: "UINT8", read: (numbers) => Uint8Array.from(numbers) },
};

/** Numbers in all inputs of one request. */
export const MAX_NUMBERS = 4_000_000;

/** What floating-point outputs are multiplied by before they are rounded to whole numbers. */
export const OUTPUT_SCALE = 1_000_000;

/** Checks the `inputs` of a request against what the model takes. Throws `InvalidInputError`. */
export function readTensors(
  { inputs }: JsonObject,
  expected: readonly TensorMetadata[],
  Tensor: OnnxRuntime["Tensor"],
): Record<string, OnnxTensor> {
  if (!Array.isArray(inputs)) {
    throw new InvalidInputError('"inputs" must be a list of tensors: name, datatype, shape, data.');
  }
  const tensors = expected.map((metadata) => {
    const named = (inputs as readonly Json[]).filter((input) => isNamed(input, metadata.name));
    if (named.length !== 1) {
      throw new InvalidInputError(`Send one input "${metadata.name}", not ${named.length}.`);
    }
    return [metadata.name, readTensor(named[0] as JsonObject, metadata, Tensor)] as const;
  });
  if (inputs.length !== expected.length) {
    throw new InvalidInputError(`Send the inputs ${expected.map(({ name }) => name).join(", ")}.`);
  }
  return Object.fromEntries(tensors);
}

const isNamed = (input: Json, name: string) =>
  typeof input === "object" && input !== null && "name" in input && input.name === name;

function readTensor(
  { datatype, shape, data }: JsonObject,
  { name, type, shape: expectedShape }: TensorMetadata,
  Tensor: OnnxRuntime["Tensor"],
): OnnxTensor {
  const dataType = DATA_TYPES[type];
  if (dataType === undefined) throw new Error(`The model takes ${type}, which is not supported.`);
  if (datatype !== dataType.name) {
    throw new InvalidInputError(`The input "${name}" must be of the datatype ${dataType.name}.`);
  }
  const dims = readShape(name, shape, expectedShape);
  const whole = !type.startsWith("float");
  const numbers = readNumbers(name, data, { count: countOf(dims), whole });
  const read = dataType.read(numbers);
  // An integer that does not fit has become another one.
  if (whole && numbers.some((number, i) => Number(read[i]) !== number)) {
    throw new InvalidInputError(`The data of "${name}" must fit ${dataType.name}.`);
  }
  return new Tensor(type, read, dims);
}

function readShape(name: string, shape: unknown, expected: TensorMetadata["shape"]): number[] {
  const dims = Array.isArray(shape) ? (shape as unknown[]) : [];
  const fits = (dim: unknown, i: number): dim is number =>
    Number.isSafeInteger(dim) &&
    (dim as number) > 0 &&
    (typeof expected[i] === "string" || expected[i] === dim);
  if (dims.length !== expected.length || !dims.every(fits) || countOf(dims) > MAX_NUMBERS) {
    throw new InvalidInputError(
      `The input "${name}" must have the shape [${expected.join(", ")}].`,
    );
  }
  return dims;
}

function readNumbers(
  name: string,
  data: unknown,
  { count, whole }: { count: number; whole: boolean },
): number[] {
  const numbers = Array.isArray(data) ? (data as unknown[]) : [];
  const fits = (number: unknown): number is number =>
    whole ? Number.isSafeInteger(number) : Number.isFinite(number);
  if (numbers.length !== count || !numbers.every(fits)) {
    throw new InvalidInputError(
      `The data of "${name}" must be ${count} ${whole ? "whole " : ""}numbers in one flat list.`,
    );
  }
  return numbers;
}

const countOf = (dims: readonly number[]) => dims.reduce((product, dim) => product * dim, 1);

/** Writes what a model gave, floating-point numbers as whole ones. */
export function writeTensor(name: string, { type, data, dims }: OnnxTensor): JsonObject {
  const dataType = DATA_TYPES[type];
  if (dataType === undefined) throw new Error(`The model gives ${type}, which is not supported.`);
  const tensor = { name, datatype: dataType.name, shape: [...dims] };
  if (data instanceof BigInt64Array) return { ...tensor, data: Array.from(data, toJsonNumber) };
  if (!(data instanceof Float32Array || data instanceof Float64Array)) {
    return { ...tensor, data: [...data] };
  }
  return {
    ...tensor,
    parameters: { scale: OUTPUT_SCALE },
    data: Array.from(data, (number) => roundScaled(name, number)),
  };
}

/** JSON holds whole numbers up to 2^53; larger ones are written as text. */
function toJsonNumber(number: bigint): number | string {
  const small = Number(number);
  return Number.isSafeInteger(small) ? small : number.toString();
}

function roundScaled(name: string, number: number): number {
  if (!Number.isFinite(number)) throw new Error(`The output "${name}" is not finite.`);
  return Math.round(number * OUTPUT_SCALE);
}
