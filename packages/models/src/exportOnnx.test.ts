import { expect } from "chai";

import { sampleOf } from "../test/corpus.ts";
import { exportOnnx } from "./exportOnnx.ts";
import { FEATURES } from "./features.ts";
import { train } from "./train.ts";

const model = train([sampleOf("ham", "meet me for lunch"), sampleOf("spam", "buy pills now")]);

describe("exportOnnx", () => {
  it("default: carries every weight, in one file that is always the same", () => {
    const file = Buffer.from(exportOnnx(model));

    const weights = Buffer.alloc(2 * FEATURES);
    model.weights.forEach((weight, i) => weights.writeInt16LE(weight, 2 * i));
    expect(file.includes(weights)).to.equal(true);
    expect(file.length).to.be.within(2 * FEATURES, 2 * FEATURES + 600);
    expect(exportOnnx(model)).to.deep.equal(exportOnnx({ ...model }));
  });

  it("behavior: depends on the bias", () => {
    expect(exportOnnx({ ...model, bias: model.bias + 1 })).to.not.deep.equal(exportOnnx(model));
  });
});
