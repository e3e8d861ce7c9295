import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

import { classify, deserialize, exportOnnx, toSample } from "@sahara/models";
import { contentRoot } from "@sahara/storage";
import { expect } from "chai";

import { rejection } from "../../test/rejection.ts";
import { runModel } from "../../test/runModel.ts";
import { trainSpamFilters } from "../../test/spamFilters.ts";
import { PackageMissingError } from "./installedPackage.ts";
import type { JsonObject } from "./Json.ts";
import { onnxModel } from "./onnxModel.ts";
import { InvalidInputError, type ServedModel } from "./ServedModel.ts";

const RUNTIME = fileURLToPath(new URL("../../../../.toolchain/onnxruntime", import.meta.url));

describe("onnxModel", function () {
  this.timeout(60_000);
  let folder: string;
  let model: ServedModel;

  const open = (options: JsonObject) =>
    onnxModel.open({ id: "filter", assetId: 6n, options, folder });

  before(async () => {
    const { base } = await trainSpamFilters();
    folder = await mkdtemp(path.join(tmpdir(), "sahara-onnx-"));
    await writeFile(path.join(folder, "filter.onnx"), exportOnnx(deserialize(base)));
    model = await open({ artefact: "filter.onnx", runtime: RUNTIME, deterministic: true });
  });

  after(async () => {
    await model.close?.();
    await rm(folder, { recursive: true });
  });

  it("default: gives, on real mail, exactly the scores of the filter that it was exported from", async () => {
    const { base, heldOut } = await trainSpamFilters();
    const filter = deserialize(base);
    const mails = heldOut.filter((_, i) => i % 12 === 0);

    const scores = [];
    for (const mail of mails) {
      const { indices, values } = toSample(mail).features;
      const answer = await runModel(model, {
        inputs: [tensor("indices", [...indices]), tensor("values", [...values])],
      });
      scores.push(answer.outputs);
    }

    expect(mails.length).to.be.above(90);
    expect(scores).to.deep.equal(
      mails.map(({ bytes }) => [
        { name: "score", datatype: "INT64", shape: [], data: [classify(filter, bytes).score] },
      ]),
    );
  });

  it("default: is named by the root of its file", async () => {
    const { base } = await trainSpamFilters();

    expect(model.modelHash).to.equal((await contentRoot(exportOnnx(deserialize(base)))).digest);
    expect(model.deterministic).to.equal(true);
    expect(model.source).to.deep.equal({
      name: "onnxruntime-node",
      version: "1.30.0",
      licence: "MIT",
    });
  });

  it("error: refuses inputs that the graph does not take", () => {
    const good = tensor("indices", [1]);
    const refused: JsonObject[] = [
      {},
      { inputs: [] },
      { inputs: [good] },
      { inputs: [good, good] },
      { inputs: [good, tensor("values", [1]), tensor("more", [1])] },
      { inputs: [good, { ...tensor("values", [1]), datatype: "FP32" }] },
      { inputs: [good, { ...tensor("values", [1]), shape: [2] }] },
      { inputs: [good, { ...tensor("values", [1]), shape: [1, 1] }] },
      { inputs: [good, { ...tensor("values", [1]), shape: [5e9] }] },
      { inputs: [good, tensor("values", [0.5])] },
      { inputs: [good, { ...tensor("values", [1]), data: ["1"] }] },
      { inputs: [good, null] },
    ];
    for (const input of refused) {
      expect(() => model.units(input), JSON.stringify(input)).to.throw(InvalidInputError);
    }
  });

  it("error: fails, and goes on, when the graph refuses a value", async () => {
    const outside = { inputs: [tensor("indices", [40_000]), tensor("values", [1])] };

    expect((await rejection(runModel(model, outside))).message).to.include("out of data bounds");

    const inside = { inputs: [tensor("indices", [4]), tensor("values", [0])] };
    expect(await runModel(model, inside)).to.include({ object: "inference" });
  });

  it("error: says how to get the runtime where it is missing", async () => {
    expect(await rejection(open({ artefact: "filter.onnx" })))
      .to.be.instanceOf(PackageMissingError)
      .with.property("packageName", "onnxruntime-node");
  });
});

function tensor(name: string, data: number[]): JsonObject {
  return { name, datatype: "INT64", shape: [data.length], data };
}
