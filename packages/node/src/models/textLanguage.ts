import { readFile } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";

import { contentRoot } from "@sahara/storage";

import { installedPackage } from "./installedPackage.ts";
import type { ModelKind } from "./ModelKind.ts";
import { createTextClassifier } from "./textClassifier.ts";
import { MILLIONTHS, toClassification } from "./toClassification.ts";

const PACKAGE = "fasttext.wasm.js";
const WEIGHTS = "dist/models/language-identification/assets/lid.176.ftz";
const PROGRAM = "dist/core/fastText.node.wasm";

const LABEL_PREFIX = "__label__";

/**
 * Tells 176 natural languages apart: fastText's lid.176. All arithmetic is WebAssembly's, which is the same on every
 * machine, and the hash covers that program too; so its answers are deterministic.
 */
export const textLanguage: ModelKind = {
  kind: "text-language",
  open: async ({ id, assetId }) => {
    const { folder, version } = installedPackage(PACKAGE);
    const weights = path.join(folder, WEIGHTS);
    const { digest: modelHash } = await contentRoot({
      files: [
        { path: "fastText.node.wasm", content: await readFile(path.join(folder, PROGRAM)) },
        { path: "lid.176.ftz", content: await readFile(weights) },
      ],
    });

    const network = await loadNetwork(weights);
    return createTextClassifier({
      id,
      assetId,
      modelHash,
      deterministic: true,
      description: "Names the language of a text, by the code of its Wikipedia.",
      source: { name: PACKAGE, version, licence: "MIT AND CC-BY-SA-3.0" },
      scoreMeaning: MILLIONTHS,
      classify: (text) => {
        // It reads up to the end of a line.
        const found = network.predict(text.toString().replaceAll(/\s+/g, " "), 5, 0);
        const ranked = Array.from({ length: found.size() }, (_, i) => found.get(i));
        // It lies in the program's memory, which nobody else clears.
        found.delete();
        return toClassification(
          ranked.map(([probability, label]) => ({
            label: label.slice(LABEL_PREFIX.length),
            probability,
          })),
        );
      },
    });
  },
};

/** The part of fastText that is used. Its own types name files without extensions, so they are not found. */
type Network = {
  predict: (text: string, labels: number, threshold: number) => Ranking;
};

/** Best first. */
type Ranking = {
  size: () => number;
  get: (index: number) => [probability: number, label: string];
  delete: () => void;
};

async function loadNetwork(weights: string): Promise<Network> {
  const { getLIDModel } = (await import("fasttext.wasm.js")) as {
    getLIDModel: (options: { modelPath: string }) => Promise<{ load: () => Promise<Network> }>;
  };
  return (await getLIDModel({ modelPath: pathToFileURL(weights).href })).load();
}
