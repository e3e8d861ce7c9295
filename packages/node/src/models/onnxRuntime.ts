import { createRequire } from "node:module";
import path from "node:path";

import { installedPackage } from "./installedPackage.ts";

/** The arrays that tensors of numbers are made of. */
export type TensorData =
  BigInt64Array | Float32Array | Float64Array | Int8Array | Int16Array | Int32Array | Uint8Array;

/** The part of onnxruntime-node that is used. The package is not installed by default, so its types can't be imported. */
export type OnnxRuntime = {
  Tensor: new (type: string, data: TensorData, dims: readonly number[]) => OnnxTensor;
  InferenceSession: {
    create: (model: Uint8Array, options: SessionOptions) => Promise<OnnxSession>;
  };
};

export type OnnxTensor = { type: string; data: TensorData; dims: readonly number[] };

export type OnnxSession = {
  inputMetadata: readonly TensorMetadata[];
  run: (feeds: Readonly<Record<string, OnnxTensor>>) => Promise<Record<string, OnnxTensor>>;
  release: () => Promise<void>;
};

/** A dimension with a name has the length that the caller chooses. */
export type TensorMetadata = { name: string; type: string; shape: readonly (number | string)[] };

/** One thread: how a sum is cut into parts must not depend on the machine. */
type SessionOptions = { intraOpNumThreads: 1; interOpNumThreads: 1; logSeverityLevel: number };

export const ONNX_PACKAGE = "onnxruntime-node";

/** Its own script would download what Linux does not need, hence no scripts. */
const COMMAND =
  "npm install --prefix .toolchain/onnxruntime --ignore-scripts onnxruntime-node@1.30.0";

/**
 * Loads onnxruntime-node from `folder` or a folder above it. It takes 291 MB, so operators who need it install it.
 *
 * @throws {PackageMissingError} When it is not installed.
 */
export function loadOnnxRuntime(folder: string): { runtime: OnnxRuntime; version: string } {
  const { version } = installedPackage(ONNX_PACKAGE, { from: folder, command: COMMAND });
  const load = createRequire(path.join(folder, "index.js"));
  // Version 1 has what OnnxRuntime says; the test runs it.
  return { runtime: load(ONNX_PACKAGE) as OnnxRuntime, version };
}
