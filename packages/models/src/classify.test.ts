import { expect } from "chai";
import { bytesOf, loadCorpus } from "../test/corpus.ts";
import { classify, scoreUnit, spamProbability } from "./classify.ts";
import type { PreparedCorpus } from "./prepareSpamAssassin.ts";
import { toSample } from "./sample.ts";
import { createFloatWeights, quantise, type SpamModel } from "./spamModel.ts";
import { train } from "./train.ts";

const SPAM = bytesOf(
  "From: x@y\nSubject: Lose weight fast!!!\n\n" +
    "Click here to order now and receive your free bonus. Money back guarantee! $$$ " +
    "To be removed from our mailing list reply with remove in the subject.",
);
const HAM = bytesOf(
  "From: x@y\nSubject: Re: [ILUG] kernel patch\n\n" +
    "On Tue, Bob wrote:\n> the patch does not apply\nTry diff -u against the 2.4 tree, it works for me.",
);

describe("classify", function () {
  this.timeout(30_000);
  let corpus: PreparedCorpus;
  let model: SpamModel;

  before(async () => {
    corpus = await loadCorpus();
    model = train(corpus.training);
  });

  it("default: tells an advertisement from a reply on a mailing list", () => {
    expect(classify(model, SPAM).label).to.equal("spam");
    expect(classify(model, HAM).label).to.equal("ham");
  });

  it("behavior: gives exactly the score that arithmetic without rounding gives", () => {
    for (const { bytes, ...mail } of corpus.groups.flatMap(({ mails }) => mails.slice(0, 40))) {
      const { indices, values } = toSample({ ...mail, bytes }).features;
      let exact = BigInt(model.bias) * 512n;
      indices.forEach((feature, i) => {
        exact += BigInt(model.weights[feature] ?? 0) * BigInt(values[i] ?? 0);
      });

      const { score } = classify(model, bytes);

      expect(score).to.satisfy(Number.isSafeInteger);
      expect(BigInt(score)).to.equal(exact);
    }
  });

  it("behavior: pays no attention to headers other than the subject", () => {
    const forged = Buffer.concat([bytesOf("X-Spam: no viagra click free money\nTo: $$$\n"), HAM]);

    expect(classify(model, forged)).to.deep.equal(classify(model, HAM));
  });

  it("behavior: calls a mail ham when nothing speaks either way", () => {
    const empty = quantise(createFloatWeights(), undefined);

    expect(classify(empty, SPAM)).to.deep.equal({ label: "ham", score: 0 });
  });

  it("behavior: answers on bytes that are no mail at all", () => {
    const noise = Uint8Array.from(
      { length: 100_000 },
      (_, i) => Math.imul(i, 2_654_435_761) >>> 24,
    );

    for (const bytes of [new Uint8Array(), noise, new Uint8Array(10)]) {
      expect(classify(model, bytes).score).to.satisfy(Number.isSafeInteger);
    }
  });
});

describe("spamProbability", () => {
  it("default: turns scores into log-odds by the unit of the model", () => {
    const model = quantise(createFloatWeights(), undefined);

    const score = Math.log(3) / scoreUnit(model);

    expect(spamProbability(model, score)).to.be.closeTo(0.75, 1e-6);
    expect(spamProbability(model, 0)).to.equal(0.5);
    expect(spamProbability(model, -score)).to.be.closeTo(0.25, 1e-6);
  });
});
