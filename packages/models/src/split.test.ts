import { expect } from "chai";
import { loadCorpus, sampleOf } from "../test/corpus.ts";
import type { Sample } from "./sample.ts";
import { HoldOutShareError, split } from "./split.ts";

const samples = Array.from({ length: 400 }, (_, i) =>
  sampleOf("ham", `word ${i.toString(2).replaceAll("0", "a").replaceAll("1", "b")}`),
);

const describeFeatures = ({ features }: Sample) => `${features.indices}/${features.values}`;

describe("split", () => {
  it("default: holds out about a fifth, and loses nothing", () => {
    const { training, holdOut } = split(samples);

    expect(holdOut.length).to.be.within(60, 100);
    expect([...training, ...holdOut])
      .to.have.length(samples.length)
      .and.to.include.members(samples);
  });

  it("args: holdOutPercent: a larger hold-out contains the smaller one", () => {
    const { holdOut: small } = split(samples, 10);
    const { holdOut: large } = split(samples, 50);

    expect(large.length).to.be.within(160, 240);
    expect(large).to.include.members(small);
  });

  it("behavior: does not move a sample when others come, go or change places", () => {
    const { holdOut } = split(samples);

    const { holdOut: again } = split(samples.slice(100).toReversed());

    const stayed = holdOut.filter((sample) => samples.indexOf(sample) >= 100);
    expect(again).to.deep.equal(stayed.toReversed());
  });

  it("behavior: keeps copies on one side", () => {
    const copies = samples.map((sample) => ({ ...sample, id: `copy of ${sample.id}` }));

    const { holdOut } = split([...samples, ...copies]);

    expect(holdOut.length).to.equal(2 * split(samples).holdOut.length);
  });

  it("behavior: lets nothing of the corpus leak from training into the hold-out", async function () {
    this.timeout(30_000);
    const { training, holdOut } = await loadCorpus();

    for (const nameOf of [({ contentKey }: Sample) => contentKey, ({ id }: Sample) => id]) {
      const trained = new Set(training.map(nameOf));
      expect(holdOut.filter((sample) => trained.has(nameOf(sample)))).to.deep.equal([]);
    }
    const trained = new Set(training.map(describeFeatures));
    expect(holdOut.filter((sample) => trained.has(describeFeatures(sample)))).to.deep.equal([]);
  });

  it("error: refuses a share that leaves one side empty", () => {
    for (const percent of [0, 100, -1, 101, Number.POSITIVE_INFINITY]) {
      expect(() => split(samples, percent))
        .to.throw(HoldOutShareError)
        .with.property("holdOutPercent", percent);
    }
    expect(() => split(samples, Number.NaN)).to.throw(HoldOutShareError);
  });
});
