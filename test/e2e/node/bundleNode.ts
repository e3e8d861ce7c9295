import { rm } from "node:fs/promises";
import path from "node:path";

import { build } from "esbuild";

/** Packages with files of their own beside the code: binaries, weights. Models load them when they are opened. */
const WITH_FILES = ["secp256k1", "pg-native", "tesseract.js", "fasttext.wasm.js", "@vscode/*"];
const OPTIONAL = ["onnxruntime-node", "@stdlib/*", "@tesseract.js-data/*"];

/** The node in one file, which starts in a fraction of the time: for tests that start it often. */
export async function bundleNode() {
  // Inside the repository, so that the packages that are left out are found.
  const file = path.resolve("cache", `node-${process.pid}.mjs`);
  await build({
    entryPoints: [path.join("packages", "node", "src", "main.ts")],
    outfile: file,
    ...{ bundle: true, platform: "node", format: "esm", logLevel: "error" },
    external: [...WITH_FILES, ...OPTIONAL],
    banner: {
      js: 'import { createRequire as requireFrom } from "node:module"; const require = requireFrom(import.meta.url);',
    },
  });
  return {
    file,
    /** Removes it. */
    stop: () => rm(file, { force: true }),
  };
}
