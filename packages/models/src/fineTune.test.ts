import { expect } from "chai";
import { loadCorpus } from "../test/corpus.ts";
import { deserialize } from "./deserialize.ts";
import { evaluate } from "./evaluate.ts";
import { fineTune } from "./fineTune.ts";
import type { Sample } from "./sample.ts";
import { EmptySampleSetError } from "./sampleSet.ts";
import { serialize, weightsHash } from "./serialize.ts";
import type { SpamModel } from "./spamModel.ts";
import { train } from "./train.ts";

const isHardHam = ({ group }: Sample) => group === "hard-ham-1";

describe("fineTune", function () {
  this.timeout(30_000);
  let parent: SpamModel;
  let child: SpamModel;
  /** All training mails, those of hard-ham-1 three times. */
  let emphasised: Sample[];
  let holdOut: Sample[];

  before(async () => {
    const corpus = await loadCorpus();
    const hardHam = corpus.training.filter(isHardHam);
    emphasised = [...corpus.training, ...hardHam, ...hardHam];
    holdOut = corpus.holdOut;
    parent = train(corpus.training.filter((sample) => !isHardHam(sample)));
    child = fineTune(parent, emphasised);
  });

  it("default: learns the kind of mail that the parent had not seen", () => {
    const hardHam = holdOut.filter(isHardHam);

    expect(evaluate(parent, hardHam).accuracy).to.be.below(0.5);
    expect(evaluate(child, hardHam).accuracy).to.be.above(0.9);
  });

  it("default: keeps what the parent knew", () => {
    expect(evaluate(child, holdOut).accuracy).to.be.above(evaluate(parent, holdOut).accuracy);
    expect(evaluate(child, holdOut).accuracy).to.be.above(0.98);
  });

  it("behavior: records the parent by its hash, and has one of its own", () => {
    expect(child.parentHash).to.equal(weightsHash(parent));
    expect(weightsHash(child)).to.not.equal(weightsHash(parent));
    expect(parent.parentHash).to.equal(undefined);
  });

  it("behavior: can be repeated from the parent's file, in any order of samples", () => {
    const again = fineTune(deserialize(serialize(parent)), emphasised.toReversed());

    expect(weightsHash(again)).to.equal(weightsHash(child));
  });

  it("behavior: leaves the parent as it was", () => {
    const before = serialize(parent);

    fineTune(parent, emphasised.slice(0, 50));

    expect(serialize(parent)).to.deep.equal(before);
  });

  it("behavior: accepts samples of one kind", () => {
    const hardHam = holdOut.filter(isHardHam);

    const { accuracy } = evaluate(fineTune(parent, hardHam), hardHam);

    expect(accuracy).to.be.above(evaluate(parent, hardHam).accuracy);
  });

  it("behavior: can be repeated over generations", () => {
    expect(fineTune(child, holdOut.slice(0, 20)).parentHash).to.equal(weightsHash(child));
  });

  it("error: refuses to learn from nothing", () => {
    expect(() => fineTune(parent, [])).to.throw(EmptySampleSetError);
  });
});
