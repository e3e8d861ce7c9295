import { readFile } from "node:fs/promises";

import { expect } from "chai";

import { runModel } from "../../test/runModel.ts";
import { codeLanguage } from "./codeLanguage.ts";
import type { ServedModel } from "./ServedModel.ts";

type Results = { label: string; score: number; alternatives: { score: number }[] }[];

describe("codeLanguage", function () {
  this.timeout(30_000);
  let model: ServedModel;

  before(async () => {
    model = await codeLanguage.open({
      id: "code-language",
      assetId: 3n,
      options: {},
      folder: ".",
    });
  });

  it("default: names the languages of this repository's own files", async () => {
    const files = [
      [new URL("../../../sdk/src/usage/receiptTree.ts", import.meta.url), "ts"],
      [new URL("../../../../.ci/run", import.meta.url), "sh"],
      [new URL("../../package.json", import.meta.url), "json"],
      [new URL("../../../../README.md", import.meta.url), "md"],
    ] as const;
    const input = await Promise.all(files.map(([file]) => readFile(file, "utf8")));

    const { results } = await runModel(model, { input });

    expect((results as Results).map(({ label }) => label)).to.deep.equal(
      files.map(([, language]) => language),
    );
  });

  it("behavior: scores in whole millionths, the best first", async () => {
    const { results } = await runModel(model, {
      input: 'fn main() {\n    let x: u32 = 3;\n    println!("{}", x);\n}\n',
    });

    const [{ label, score, alternatives }] = results as Results as [Results[0]];
    const scores = [score, ...alternatives.map((alternative) => alternative.score)];
    expect(label).to.equal("rs");
    expect(scores).to.have.length(5);
    expect(scores).to.satisfy((all: number[]) => all.every(Number.isSafeInteger));
    expect(scores).to.deep.equal(scores.toSorted((a, b) => b - a));
  });

  it("default: is named by a root over weights and topology, and promises no equal answers", () => {
    expect(model.modelHash).to.equal(MODEL_HASH);
    expect(model.deterministic).to.equal(false);
    expect(model.source).to.deep.equal({
      name: "@vscode/vscode-languagedetection",
      version: "1.0.23",
      licence: "MIT",
    });
  });
});

/** Changes only with the package. */
const MODEL_HASH = "0x25cf8f1e06d71eec81f34811611fe31a98875440fbe73b444b6633aaa204af22";
