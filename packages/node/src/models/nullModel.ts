import { keccak256, toUtf8Bytes } from "ethers";

import type { ModelKind } from "./ModelKind.ts";

/** A model that computes nothing: what a paid call costs without one. For benchmarks. */
export const nullModel: ModelKind = {
  kind: "null",
  open: ({ id, assetId }) =>
    Promise.resolve({
      id,
      assetId,
      modelHash: NULL_MODEL_HASH,
      deterministic: true,
      description: "Computes nothing, for benchmarks.",
      routes: [],
      inputSchema: { type: "object" },
      outputSchema: { type: "object", additionalProperties: false },
      concurrency: 1024,
      units: () => 1n,
      run: () => Promise.resolve({ output: {} }),
    }),
};

/** The null model has no artefact; this stands for it in its offer. */
export const NULL_MODEL_HASH = keccak256(toUtf8Bytes("sahara.model.null"));
