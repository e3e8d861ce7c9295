import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

import { classify, deserialize, weightsHash } from "@sahara/models";
import { expect } from "chai";

import { rejection } from "../../test/rejection.ts";
import { runModel } from "../../test/runModel.ts";
import { type SpamFilters, trainSpamFilters } from "../../test/spamFilters.ts";
import { InvalidModelOptionError } from "./modelOptions.ts";
import { InvalidInputError } from "./ServedModel.ts";
import { spamFilter } from "./spamFilter.ts";

describe("spamFilter", function () {
  this.timeout(30_000);
  let filters: SpamFilters;
  let folder: string;

  before(async () => {
    filters = await trainSpamFilters();
    folder = await mkdtemp(path.join(tmpdir(), "sahara-models-"));
    await writeFile(path.join(folder, "base.ssfm"), filters.base);
    await writeFile(path.join(folder, "tuned.ssfm"), filters.tuned);
  });

  after(() => rm(folder, { recursive: true }));

  const open = (artefact: string, modelHash?: string) =>
    spamFilter.open({
      id: "spam-filter",
      assetId: 2n,
      options: modelHash === undefined ? { artefact } : { artefact, modelHash },
      folder,
    });

  it("default: answers with label and integer score as the library computes them", async () => {
    const model = await open("base.ssfm");
    const reference = deserialize(filters.base);
    const mails = filters.heldOut.slice(0, 50);

    const answer = await runModel(model, {
      input: mails.map(({ bytes }) => Buffer.from(bytes).toString("base64")),
      encoding: "base64",
    });

    expect(answer).to.deep.equal({
      object: "classification",
      model: "spam-filter",
      results: mails.map(({ bytes }) => classify(reference, bytes)),
    });
  });

  it("default: tells an advertisement from a reply, given as plain text", async () => {
    const advertisement =
      "Subject: Lose weight fast!!!\n\nClick here to order now! $$$ Free bonus!";
    const reply = "Subject: Re: [ILUG] kernel patch\n\nTry diff -u against the 2.4 tree.";

    const answer = await runModel(await open("base.ssfm"), { input: [advertisement, reply] });

    const labels = (answer.results as { label: string }[]).map(({ label }) => label);
    expect(labels).to.deep.equal(["spam", "ham"]);
  });

  it("default: is named by the content root of its file, and says what it was tuned from", async () => {
    const [base, tuned] = [await open("base.ssfm"), await open("tuned.ssfm")];

    expect(base.modelHash).to.equal(weightsHash(deserialize(filters.base)));
    expect(tuned.modelHash).to.not.equal(base.modelHash);
    expect(tuned.description).to.include(base.modelHash);
    expect(base.deterministic && tuned.deterministic).to.equal(true);
    expect(base.source).to.include({ licence: "MIT" });
  });

  it("args: input: is charged by the number of texts", async () => {
    const model = await open("base.ssfm");

    expect(model.units({ input: "Subject: x\n\ny" })).to.equal(1n);
    expect(model.units({ input: ["a", "b", "c"] })).to.equal(3n);
  });

  it("behavior: stops between two texts when the call is over", async () => {
    const model = await open("base.ssfm");
    const answer = model.run({ input: ["a", "b"] }, { signal: AbortSignal.abort() });

    expect((await rejection(answer as Promise<unknown>)).name).to.equal("AbortError");
  });

  it("error: refuses an input that is no text, before anything is charged", async () => {
    const model = await open("base.ssfm");
    const refused = [
      {},
      { input: "" },
      { input: [] },
      { input: 7 },
      { input: ["a", ""] },
      { input: Array<string>(257).fill("a") },
      { input: "a", encoding: "utf16" },
    ];

    for (const input of refused) {
      expect(() => model.units(input), JSON.stringify(input).slice(0, 40)).to.throw(
        InvalidInputError,
      );
    }
  });

  it("error: refuses another file than the one the configuration names", async () => {
    const { modelHash } = await open("base.ssfm");

    expect(await rejection(open("tuned.ssfm", modelHash)))
      .to.be.instanceOf(InvalidModelOptionError)
      .with.property("option", "modelHash");
    expect(await rejection(open("missing.ssfm")))
      .to.be.instanceOf(InvalidModelOptionError)
      .with.property("option", "artefact");
  });

  it("error: refuses a damaged file", async () => {
    const damaged = Uint8Array.from(filters.base, (byte, i) => (i === 1_000 ? byte ^ 1 : byte));
    await writeFile(path.join(folder, "damaged.ssfm"), damaged);

    expect((await rejection(open("damaged.ssfm"))).name).to.equal("ModelFileError");
  });
});
