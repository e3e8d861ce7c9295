import { expect } from "chai";

import { runModel } from "../../test/runModel.ts";
import type { ServedModel } from "./ServedModel.ts";
import { MAX_TEXTS } from "./textClassifier.ts";
import { textLanguage } from "./textLanguage.ts";

type Results = { label: string; score: number }[];

describe("textLanguage", function () {
  this.timeout(30_000);
  let model: ServedModel;

  const open = () =>
    textLanguage.open({ id: "text-language", assetId: 4n, options: {}, folder: "." });

  before(async () => {
    model = await open();
  });

  it("default: names languages in six scripts", async () => {
    const texts = [
      ["Où est la gare, s'il vous plaît ?", "fr"],
      ["Der Bahnhof liegt gleich hinter dem Marktplatz.", "de"],
      ["The station is just behind the market square.", "en"],
      ["Вокзал находится сразу за рыночной площадью.", "ru"],
      ["駅は市場の広場のすぐ裏にあります。", "ja"],
      ["המוצא של הרכבת נמצא מאחורי כיכר השוק", "he"],
      ["المحطة خلف ساحة السوق مباشرة", "ar"],
      ["ο σταθμός είναι ακριβώς πίσω από την πλατεία της αγοράς", "el"],
    ] as const;

    const { results } = await runModel(model, { input: texts.map(([text]) => text) });

    expect((results as Results).map(({ label }) => label)).to.deep.equal(
      texts.map(([, language]) => language),
    );
  });

  it("behavior: reads past the end of a line", async () => {
    const { results } = await runModel(model, {
      input: ["ok\nWo ist denn hier der nächste Bahnhof?\r\nIch habe es eilig.", " \n\t "],
    });

    expect((results as Results)[0]).to.include({ label: "de" });
    expect((results as Results)[1]?.score).to.be.below(500_000);
  });

  it("behavior: a second instance gives the same bytes, whatever either was asked before", async () => {
    const other = await open();
    const texts = ["buongiorno", "guten Tag", "god morgen", "dobrý den", "hyvää päivää"];

    const inOrder = await runModel(model, { input: texts });
    await runModel(other, { input: "something else first" });
    const again = await runModel(other, { input: texts });

    expect(JSON.stringify(again)).to.equal(JSON.stringify(inOrder));
  });

  it("behavior: holds no more memory after a hundred thousand texts", async () => {
    const input = Array<string>(MAX_TEXTS).fill("hello");
    await runModel(model, { input });
    const before = process.memoryUsage().external;

    for (let i = 0; i < 400; i++) await runModel(model, { input });

    expect(process.memoryUsage().external - before).to.be.below(8 * 2 ** 20);
  });

  it("default: is named by a root over weights and program", () => {
    expect(model.modelHash).to.equal(MODEL_HASH);
    expect(model.deterministic).to.equal(true);
    expect(model.source).to.deep.equal({
      name: "fasttext.wasm.js",
      version: "1.0.0",
      licence: "MIT AND CC-BY-SA-3.0",
    });
  });
});

/** Changes only with the package. */
const MODEL_HASH = "0x49dfc1c315c5549a5388c73172482ad9f7521a849692fbe2129a4ee960973601";
