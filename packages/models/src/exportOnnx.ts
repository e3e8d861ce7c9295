import { FEATURE_ONE, FEATURES } from "./features.ts";
import { bytesField, messageField, numberField } from "./protobuf.ts";
import type { SpamModel } from "./spamModel.ts";

/** What the exported graph takes and gives, all INT64. */
export const ONNX_TENSORS = {
  /** Numbers of the features of one mail, shape [n]. */
  indices: "indices",
  /** Their values, shape [n]. */
  values: "values",
  /** The score as `classify` computes it, a scalar. */
  score: "score",
} as const;

const IR_VERSION = 8;
const OPSET_VERSION = 13;
const INT16 = 5;
const INT64 = 7;
const ATTRIBUTE_INT = 2;

/**
 * Writes a spam filter as an ONNX model for other runtimes: score = Σ weights[indices] · values + bias. The graph
 * computes in 64-bit integers alone, so any runtime gives the score of `classify`, to the bit. Features are
 * extracted outside of it, by `toSample`.
 *
 * Source: https://github.com/onnx/onnx/blob/main/onnx/onnx.proto.
 */
export function exportOnnx({ weights, bias }: SpamModel): Uint8Array {
  const { indices, values, score } = ONNX_TENSORS;
  const graph = [
    node("Gather", ["weights", indices], "chosen"),
    node("Cast", ["chosen"], "wide", { to: INT64 }),
    node("Mul", ["wide", values], "products"),
    node("ReduceSum", ["products"], "sum", { keepdims: 0 }),
    node("Add", ["sum", "bias"], score),
    bytesField(2, "spam-filter"),
    tensor("weights", INT16, [FEATURES], littleEndian16(weights)),
    tensor("bias", INT64, [], littleEndian64(bias * FEATURE_ONE)),
    tensorInfo(11, indices, ["n"]),
    tensorInfo(11, values, ["n"]),
    tensorInfo(12, score, []),
  ];
  return Buffer.concat([
    numberField(1, IR_VERSION),
    bytesField(2, "sahara"),
    messageField(7, ...graph),
    messageField(8, bytesField(1, ""), numberField(2, OPSET_VERSION)),
  ]);
}

function node(
  operator: string,
  inputs: readonly string[],
  output: string,
  attributes: Readonly<Record<string, number>> = {},
): Buffer {
  return messageField(
    1,
    ...inputs.map((input) => bytesField(1, input)),
    bytesField(2, output),
    bytesField(3, output),
    bytesField(4, operator),
    ...Object.entries(attributes).map(([name, value]) =>
      messageField(5, bytesField(1, name), numberField(3, value), numberField(20, ATTRIBUTE_INT)),
    ),
  );
}

function tensor(name: string, type: number, dims: readonly number[], data: Uint8Array): Buffer {
  return messageField(
    5,
    ...dims.map((dim) => numberField(1, dim)),
    numberField(2, type),
    bytesField(8, name),
    bytesField(9, data),
  );
}

/** Describes an input or output; each of `dims` is the name of a length that the caller chooses. */
function tensorInfo(field: number, name: string, dims: readonly string[]): Buffer {
  const shape = dims.map((dim) => messageField(1, bytesField(2, dim)));
  const type = messageField(1, numberField(1, INT64), messageField(2, ...shape));
  return messageField(field, bytesField(1, name), messageField(2, type));
}

function littleEndian16(numbers: Int16Array): Buffer {
  const bytes = Buffer.alloc(2 * numbers.length);
  numbers.forEach((number, i) => bytes.writeInt16LE(number, 2 * i));
  return bytes;
}

function littleEndian64(number: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64LE(BigInt(number));
  return bytes;
}
