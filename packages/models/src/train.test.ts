import { expect } from "chai";
import { loadCorpus, sampleOf } from "../test/corpus.ts";
import { scoreFeatures } from "./classify.ts";
import { descend, TrainingOptionError } from "./descend.ts";
import { evaluate } from "./evaluate.ts";
import type { PreparedCorpus } from "./prepareSpamAssassin.ts";
import { SingleClassError } from "./sampleSet.ts";
import { weightsHash } from "./serialize.ts";
import { createFloatWeights, type SpamModel } from "./spamModel.ts";
import { train } from "./train.ts";

const few = [sampleOf("ham", "meet me for lunch"), sampleOf("spam", "buy pills now")];

describe("train", function () {
  this.timeout(30_000);
  let corpus: PreparedCorpus;
  let model: SpamModel;

  before(async () => {
    corpus = await loadCorpus();
    model = train(corpus.training);
  });

  it("default: judges at least 98 of 100 mails it has not seen rightly", () => {
    const { accuracy, balancedAccuracy } = evaluate(model, corpus.holdOut);

    expect(accuracy).to.be.above(0.98);
    expect(balancedAccuracy).to.be.above(0.98);
  });

  it("default: gives a model with one and the same hash on every machine", () => {
    expect(weightsHash(model)).to.equal(
      "0x947b8893e03e3fe14bbca6cc2a9f885e53f2e42fe9f22c21912fde2b97498758",
    );
  });

  it("behavior: gives the same model for the same samples in another order", () => {
    expect(weightsHash(train(corpus.training.toReversed()))).to.equal(weightsHash(model));
  });

  it("behavior: gives another model when one label is flipped", () => {
    const [first, ...rest] = corpus.training;
    if (first === undefined) return expect.fail("no samples");

    const poisoned = train([{ ...first, label: first.label === "ham" ? "spam" : "ham" }, ...rest]);

    expect(weightsHash(poisoned)).to.not.equal(weightsHash(model));
  });

  it("behavior: learns nothing when the labels carry no information", () => {
    const random = corpus.training.map((sample, i) => ({
      ...sample,
      label: i % 2 === 0 ? ("ham" as const) : ("spam" as const),
    }));

    const { balancedAccuracy } = evaluate(train(random), corpus.holdOut);

    expect(balancedAccuracy).to.be.within(0.3, 0.7);
  });

  it("behavior: loses nothing by rounding the weights to 16 bits", () => {
    const floats = createFloatWeights();
    const options = { epochs: 8, learningRate: 0.1, seed: 1, initialSquares: 1e-8 };
    descend(floats, corpus.training, options);

    const changed = corpus.holdOut.filter(({ features: { indices, values } }) => {
      const exact = indices.reduce(
        (sum, feature, i) => sum + (floats[feature] ?? 0) * (values[i] ?? 0),
        (floats.at(-1) ?? 0) * 512,
      );
      return exact > 0 !== scoreFeatures(model, { indices, values }) > 0;
    });

    expect(changed).to.deep.equal([]);
  });

  it("args: seed, epochs, learningRate: each gives another model", () => {
    const variants = [{}, { seed: 2 }, { epochs: 2 }, { learningRate: 0.2 }];
    const samples = corpus.training.filter((_, i) => i % 20 === 0);

    const hashes = variants.map((options) => weightsHash(train(samples, options)));

    expect(new Set(hashes).size).to.equal(variants.length);
  });

  it("error: refuses samples of one kind", () => {
    const [ham, spam] = few;
    if (ham === undefined || spam === undefined) return expect.fail("no samples");

    const missing = (samples: typeof few) =>
      expect(() => train(samples)).to.throw(SingleClassError);
    missing([ham]).with.deep.property("missing", ["spam"]);
    missing([spam]).with.deep.property("missing", ["ham"]);
    missing([]).with.deep.property("missing", ["ham", "spam"]);
  });

  it("error: refuses options out of range", () => {
    const refused = [
      { epochs: 0 },
      { epochs: 1.5 },
      { epochs: 1_001 },
      { learningRate: 0 },
      { learningRate: 1.1 },
      { learningRate: Number.NaN },
      { seed: -1 },
      { seed: 2 ** 32 },
      { seed: 0.5 },
    ];
    for (const options of refused) {
      expect(() => train(few, options), JSON.stringify(options))
        .to.throw(TrainingOptionError)
        .with.property("option", Object.keys(options)[0]);
    }
  });
});
