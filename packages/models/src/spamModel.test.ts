import { expect } from "chai";
import { createFloatWeights, dequantise, MAX_WEIGHT, quantise } from "./spamModel.ts";

function weightsOf(...first: number[]): Float64Array {
  const floats = createFloatWeights();
  floats.set(first);
  return floats;
}

describe("quantise", () => {
  it("default: uses as many binary places as the largest weight allows", () => {
    const places = [0.9, 1.2, 3.9, 4, 1_000].map(
      (w) => quantise(weightsOf(w), undefined).fractionBits,
    );

    expect(places).to.deep.equal([15, 14, 13, 12, 5]);
  });

  it("behavior: is off by at most half a unit", () => {
    const floats = weightsOf(1.7, -0.3, 1e-5, -1.2345678);

    const back = dequantise(quantise(floats, undefined));

    for (let i = 0; i < 4; i++) expect(back[i]).to.be.closeTo(floats[i] ?? 0, 2 ** -15);
  });

  it("behavior: keeps the bias, which comes last", () => {
    const floats = createFloatWeights();
    floats[floats.length - 1] = -0.5;

    const model = quantise(floats, undefined);

    expect(model.bias).to.equal(-(2 ** 14));
    expect(dequantise(model)).to.deep.equal(floats);
  });

  it("behavior: is stable: what was quantised once does not change again", () => {
    const once = quantise(weightsOf(1.7, -0.3, 0.001), undefined);

    expect(quantise(dequantise(once), undefined)).to.deep.equal(once);
  });

  it("behavior: clips weights that no number of places can hold", () => {
    const { weights } = quantise(weightsOf(1e9, -1e9), undefined);

    expect([...weights.subarray(0, 2)]).to.deep.equal([MAX_WEIGHT, -MAX_WEIGHT]);
  });
});
