import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";

import { contentRoot } from "@sahara/storage";
import type * as Detection from "@vscode/vscode-languagedetection";

import { installedPackage } from "./installedPackage.ts";
import type { ModelKind } from "./ModelKind.ts";
import { createTextClassifier } from "./textClassifier.ts";
import { MILLIONTHS, toClassification } from "./toClassification.ts";

const PACKAGE = "@vscode/vscode-languagedetection";

/**
 * Tells programming languages apart: the neural network of guesslang, on the first 100,000 characters. It computes in
 * floating point by the functions of the engine, so machines may differ in the last place of a score.
 */
export const codeLanguage: ModelKind = {
  kind: "code-language",
  open: async ({ id, assetId }) => {
    const { folder, version } = installedPackage(PACKAGE);
    const weights = await readFile(path.join(folder, "model", "group1-shard1of1.bin"));
    const topology = await readFile(path.join(folder, "model", "model.json"));
    const { digest: modelHash } = await contentRoot({
      files: [
        { path: "group1-shard1of1.bin", content: weights },
        { path: "model.json", content: topology },
      ],
    });

    const network = loadNetwork(weights, topology);
    return createTextClassifier({
      id,
      assetId,
      modelHash,
      deterministic: false,
      description: "Names the programming language of a text, by its file extension.",
      source: { name: PACKAGE, version, licence: "MIT" },
      scoreMeaning: MILLIONTHS,
      classify: async (text) => {
        const ranked = await network.runModel(text.toString());
        return toClassification(
          ranked.map(({ languageId, confidence }) => ({
            label: languageId,
            probability: confidence,
          })),
        );
      },
    });
  },
};

function loadNetwork(weights: Buffer, topology: Buffer) {
  // A CommonJS bundle whose exports an import does not see. Its own types describe it.
  const { ModelOperations } = createRequire(import.meta.url)(PACKAGE) as typeof Detection;
  return new ModelOperations({
    minContentSize: 1,
    modelJsonLoaderFunc: () =>
      Promise.resolve(JSON.parse(topology.toString()) as Record<string, unknown>),
    weightsLoaderFunc: () =>
      Promise.resolve(
        weights.buffer.slice(
          weights.byteOffset,
          weights.byteOffset + weights.byteLength,
        ) as ArrayBuffer,
      ),
  });
}
