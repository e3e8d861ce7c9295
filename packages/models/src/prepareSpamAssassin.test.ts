import { expect } from "chai";
import { loadCorpus } from "../test/corpus.ts";
import type { Progress } from "./mail.ts";
import { prepareSpamAssassin, type PreparedCorpus } from "./prepareSpamAssassin.ts";
import { HoldOutShareError } from "./split.ts";

describe("prepareSpamAssassin", function () {
  this.timeout(30_000);
  let corpus: PreparedCorpus;

  before(async () => {
    corpus = await loadCorpus();
  });

  it("default: gives every mail one place: training, hold-out or dropped", () => {
    const { groups, training, holdOut, duplicates } = corpus;
    const ids = [training, holdOut, duplicates].flat().map(({ id }) => id);

    expect(new Set(ids)).to.deep.equal(
      new Set(groups.flatMap(({ mails }) => mails.map(({ id }) => id))),
    );
    expect(ids).to.have.length(6_046);
    expect([training, holdOut].map((samples) => samples.length)).to.deep.equal([4_591, 1_167]);
  });

  it("behavior: drops only what an earlier mail says too", () => {
    const order = corpus.groups.flatMap(({ mails }) => mails.map(({ id }) => id));
    const place = new Map(order.map((id, i) => [id, i]));
    const kept = new Map([...corpus.training, ...corpus.holdOut].map((s) => [s.contentKey, s.id]));

    for (const { id, contentKey } of corpus.duplicates) {
      const original = kept.get(contentKey) ?? "none";
      expect(place.get(original)).to.be.below(place.get(id) ?? -1);
    }
  });

  it("args: holdOutPercent, onProgress: passes on the share, counts reading and analysing", async () => {
    const reports: Progress[] = [];

    const { holdOut } = await prepareSpamAssassin({
      holdOutPercent: 50,
      onProgress: (progress) => reports.push(progress),
    });

    expect(holdOut.length).to.be.within(2_700, 3_050);
    expect(reports.map(({ done }) => done)).to.deep.equal(
      reports.map(({ done }) => done).toSorted((a, b) => a - b),
    );
    expect(reports.at(-1)).to.deep.equal({ done: 12_092, total: 12_092 });
  });

  it("error: refuses a share that leaves nothing to measure with", async () => {
    const error: unknown = await prepareSpamAssassin({ holdOutPercent: 0 }).catch(
      (e: unknown) => e,
    );

    expect(error).to.be.instanceOf(HoldOutShareError);
  });
});
