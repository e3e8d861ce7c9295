import { readFile } from "node:fs/promises";

import { expect } from "chai";

import { rejection } from "../../test/rejection.ts";
import { runModel } from "../../test/runModel.ts";
import { imageText, MAX_PIXELS } from "./imageText.ts";
import { InvalidInputError, type ServedModel } from "./ServedModel.ts";

const FIXTURE = new URL("../../test/fixtures/invoice.png", import.meta.url);
const LINES = ["Invoice 2026-117", "Sahara market, stall 42", "Total due: 1,250.75 SAHARA"];

describe("imageText", function () {
  this.timeout(60_000);
  let model: ServedModel;
  let image: Buffer;

  before(async () => {
    image = await readFile(FIXTURE);
    model = await imageText.open({ id: "image-text", assetId: 5n, options: {}, folder: "." });
  });

  after(() => model.close?.());

  it("default: reads a screenshot of an invoice", async () => {
    const answer = await runModel(model, { image: image.toString("base64") });

    expect(answer).to.include({ object: "image.text", model: "image-text" });
    expect(answer.text).to.equal(`${LINES.join("\n")}\n`);
    expect(answer.confidence).to.be.within(90, 100);
  });

  it("default: says where each line stands", async () => {
    const { lines } = await runModel(model, {
      image: `data:image/png;base64,${image.toString("base64")}`,
    });

    const found = lines as { text: string; confidence: number; box: number[] }[];
    expect(found.map(({ text }) => text)).to.deep.equal(LINES);
    const tops = found.map(({ box }) => box[1] ?? 0);
    expect(tops).to.deep.equal(tops.toSorted((a, b) => a - b));
    for (const { box, confidence } of found) {
      expect([...box, confidence]).to.satisfy((all: number[]) => all.every(Number.isSafeInteger));
      expect(box[2]).to.be.within(1, 420);
    }
  });

  it("args: image: is charged by the pixel", () => {
    expect(model.units({ image: image.toString("base64") })).to.equal(420n * 150n);
  });

  it("behavior: gives up a call that is over, and reads the next image", async () => {
    const call = model.run(
      { image: image.toString("base64") },
      { signal: AbortSignal.timeout(20) },
    );

    expect((await rejection(call as Promise<unknown>)).name).to.equal("TimeoutError");
    const { text } = await runModel(model, { image: image.toString("base64") });
    expect(text).to.equal(`${LINES.join("\n")}\n`);
  });

  it("behavior: survives an image that is damaged behind its header", async () => {
    const damaged = Buffer.from(image);
    damaged.fill(0, 40);

    const refusal = await rejection(runModel(model, { image: damaged.toString("base64") }));

    expect(refusal).to.be.instanceOf(InvalidInputError);
    const { text } = await runModel(model, { image: image.toString("base64") });
    expect(text).to.equal(`${LINES.join("\n")}\n`);
  });

  it("error: refuses what is no image, names of files and addresses above all", () => {
    const refused = [
      {},
      { image: 7 },
      { image: "" },
      { image: "/etc/passwd" },
      { image: "http://127.0.0.1/x.png" },
      { image: "file:///etc/passwd" },
      { image: Buffer.from("%PDF-1.7").toString("base64") },
    ];
    for (const input of refused) {
      expect(() => model.units(input), JSON.stringify(input)).to.throw(InvalidInputError);
    }
  });

  it("error: refuses an image that would take all memory once decoded", () => {
    const bomb = Buffer.from(image);
    bomb.writeUInt32BE(MAX_PIXELS, 16);
    bomb.writeUInt32BE(2, 20);

    expect(() => model.units({ image: bomb.toString("base64") })).to.throw(InvalidInputError);
  });

  it("default: is named by the root of its weights, and promises no equal answers", () => {
    expect(model.modelHash).to.equal(MODEL_HASH);
    expect(model.deterministic).to.equal(false);
    expect(model.source).to.deep.equal({
      name: "tesseract.js",
      version: "7.0.0",
      licence: "Apache-2.0",
    });
  });
});

/** Changes only with the package. */
const MODEL_HASH = "0xa72b7d06ea0ca7c75fd592459f8601d07de9137d6ba0ee6335fcf132c7e94b53";
