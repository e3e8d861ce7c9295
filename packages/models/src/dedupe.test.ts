import { expect } from "chai";
import { loadCorpus, sampleOf } from "../test/corpus.ts";
import { dedupe } from "./dedupe.ts";

describe("dedupe", () => {
  it("default: keeps the first of each, in order", () => {
    const samples = [
      sampleOf("ham", "hello world", { group: "first", id: "1" }),
      sampleOf("spam", "buy now", { group: "first", id: "2" }),
      sampleOf("ham", "Hello, world 2!", { group: "copier", id: "3" }),
      sampleOf("ham", "something new", { group: "copier", id: "4" }),
    ];

    expect(dedupe(samples).map(({ id }) => id)).to.deep.equal(["1", "2", "4"]);
  });

  it("behavior: leaves nothing to a contributor who copied everything", () => {
    const honest = ["a b", "c d", "e f"].map((body) => sampleOf("ham", body, { group: "honest" }));
    const copies = honest.map((sample) => ({ ...sample, group: "copier" }));

    expect(dedupe([...honest, ...copies, ...copies])).to.deep.equal(honest);
  });

  it("behavior: finds 288 copies in the corpus, and none a second time", async function () {
    this.timeout(30_000);
    const { training, holdOut, duplicates } = await loadCorpus();

    expect(duplicates).to.have.length(288);
    expect(training.length + holdOut.length).to.equal(6_046 - 288);
    expect(dedupe([...training, ...holdOut])).to.have.length(6_046 - 288);
    expect(duplicates.map(({ group }) => group)).to.not.include("hard-ham-1");
  });
});
