import { expect } from "chai";
import { sigmoid } from "./sigmoid.ts";

const points = Array.from({ length: 1_201 }, (_, i) => (i - 600) / 20);

describe("sigmoid", () => {
  it("default: follows the library's exponential to 1e-7", () => {
    for (const z of points) expect(sigmoid(z)).to.be.closeTo(1 / (1 + Math.exp(-z)), 1e-7);
  });

  it("behavior: rises, from almost 0 through exactly 1/2 to almost 1", () => {
    const values = points.map(sigmoid);

    expect(values.every((value, i) => i === 0 || value >= (values[i - 1] ?? 1))).to.equal(true);
    expect(sigmoid(0)).to.equal(0.5);
    expect(sigmoid(-1e9)).to.be.within(0, 1e-12);
    expect(sigmoid(1e9)).to.be.within(1 - 1e-12, 1);
  });

  it("behavior: gives the bits that every machine must give", () => {
    expect(points.reduce((sum, z) => sum + sigmoid(z) * z, 0)).to.equal(8982.105485329595);
  });
});
