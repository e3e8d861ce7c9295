import { expect } from "chai";

import type { OnnxTensor, TensorData } from "./onnxRuntime.ts";
import { readTensors, writeTensor } from "./onnxTensors.ts";
import { InvalidInputError } from "./ServedModel.ts";

describe("writeTensor", () => {
  it("default: rounds floating-point numbers to whole millionths", () => {
    const data = Float32Array.from([0.5, -0.1, 0.123456789]);

    expect(writeTensor("p", { type: "float32", data, dims: [1, 3] })).to.deep.equal({
      name: "p",
      datatype: "FP32",
      shape: [1, 3],
      parameters: { scale: 1_000_000 },
      data: [500_000, -100_000, 123_457],
    });
  });

  it("default: writes whole numbers as they are, as text beyond 2^53", () => {
    const data = BigInt64Array.from([1n, -(2n ** 60n)]);

    expect(writeTensor("n", { type: "int64", data, dims: [2] }).data).to.deep.equal([
      1,
      "-1152921504606846976",
    ]);
  });

  it("error: gives no answer that is not finite, or of a kind that JSON lacks", () => {
    const infinite = { type: "float64", data: Float64Array.of(Infinity), dims: [1] };

    expect(() => writeTensor("p", infinite)).to.throw("not finite");
    expect(() => writeTensor("p", { ...infinite, type: "complex64" })).to.throw("complex64");
  });
});

describe("readTensors", () => {
  /** As ONNX Runtime's: it keeps what it is given. */
  class Tensor implements OnnxTensor {
    readonly type: string;
    readonly data: TensorData;
    readonly dims: readonly number[];

    constructor(type: string, data: TensorData, dims: readonly number[]) {
      this.type = type;
      this.data = data;
      this.dims = dims;
    }
  }

  const read = (type: string, datatype: string, data: number[]) =>
    readTensors(
      { inputs: [{ name: "x", datatype, shape: [data.length], data }] },
      [{ name: "x", type, shape: ["n"] }],
      Tensor,
    );

  it("default: makes the array that the model's type needs", () => {
    expect(read("float32", "FP32", [0.1]).x?.data).to.deep.equal(Float32Array.of(0.1));
    expect(read("int64", "INT64", [-7]).x?.data).to.deep.equal(BigInt64Array.of(-7n));
    expect(read("uint8", "UINT8", [255]).x?.data).to.deep.equal(Uint8Array.of(255));
  });

  it("error: refuses a number that the type cannot hold, rather than another one in its place", () => {
    expect(() => read("uint8", "UINT8", [256])).to.throw(InvalidInputError);
    expect(() => read("int8", "INT8", [-129])).to.throw(InvalidInputError);
  });
});
