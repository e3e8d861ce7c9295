import { expect } from "chai";
import { sampleOf } from "../test/corpus.ts";
import { evaluate } from "./evaluate.ts";
import { extractFeatures } from "./features.ts";
import { EmptySampleSetError } from "./sampleSet.ts";
import { createFloatWeights, quantise } from "./spamModel.ts";

/** Calls a mail spam when its body holds the word "buy". */
const floats = createFloatWeights();
const [buy = 0] = extractFeatures({ subject: new Uint8Array(), body: Buffer.from("buy") }).indices;
floats[buy] = 1;
const model = quantise(floats, undefined);

const repeat = (count: number, label: "ham" | "spam", body: string) =>
  Array.from({ length: count }, () => sampleOf(label, body));

describe("evaluate", () => {
  it("default: counts the four outcomes and derives the ratios", () => {
    const samples = [
      ...repeat(3, "spam", "buy it"),
      ...repeat(1, "spam", "hello"),
      ...repeat(2, "ham", "buy milk"),
      ...repeat(8, "ham", "hello"),
    ];

    expect(evaluate(model, samples)).to.deep.equal({
      confusion: { truePositives: 3, falsePositives: 2, trueNegatives: 8, falseNegatives: 1 },
      accuracy: 11 / 14,
      balancedAccuracy: (3 / 4 + 8 / 10) / 2,
      precision: 3 / 5,
      recall: 3 / 4,
    });
  });

  it("behavior: leaves undefined what would be a ratio over nothing", () => {
    const { balancedAccuracy, precision, recall } = evaluate(model, repeat(4, "ham", "hello"));

    expect({ balancedAccuracy, precision, recall }).to.deep.equal({
      balancedAccuracy: 1,
      precision: undefined,
      recall: undefined,
    });
  });

  it("behavior: balances over spam alone when there is no ham", () => {
    const samples = [...repeat(1, "spam", "buy"), ...repeat(3, "spam", "hello")];

    expect(evaluate(model, samples)).to.include({ balancedAccuracy: 1 / 4, precision: 1 });
  });

  it("error: refuses to measure on nothing", () => {
    expect(() => evaluate(model, [])).to.throw(EmptySampleSetError);
  });
});
