import { PlayerCountError, shapleyToNumbers, toUnits } from "@sahara/attribution";
import { expect } from "chai";
import { loadCorpus, sampleOf } from "../test/corpus.ts";
import { evaluate } from "./evaluate.ts";
import {
  GroupMismatchError,
  groupShapley,
  type GroupShapley,
  UTILITY_SCALE,
} from "./groupShapley.ts";
import type { Progress } from "./mail.ts";
import type { Sample } from "./sample.ts";
import { SingleClassError } from "./sampleSet.ts";
import { SPAM_ASSASSIN_GROUPS } from "./spamAssassin.ts";
import { train } from "./train.ts";

const groups = SPAM_ASSASSIN_GROUPS.map(({ name }) => name);
const sum = (values: readonly bigint[]) => values.reduce((total, value) => total + value, 0n);

describe("groupShapley", function () {
  this.timeout(30_000);
  let training: Sample[];
  let holdOut: Sample[];
  let values: GroupShapley;
  const progress: Progress[] = [];

  before(async () => {
    ({ training, holdOut } = await loadCorpus());
    values = groupShapley({ groups, training, holdOut, onProgress: (p) => progress.push(p) });
  });

  it("default: values the five groups of the corpus", () => {
    expect(shapleyToNumbers(values, Number(UTILITY_SCALE))).to.deep.equal([
      0.09068507888333334, 0.08472866896666667, 0.04213798638333333, 0.13204015871666666,
      0.13638133205,
    ]);
    expect(toUnits(values.numerators, 10_000n).units).to.deep.equal([
      1866n,
      1744n,
      867n,
      2717n,
      2806n,
    ]);
  });

  it("behavior: shares out exactly what all groups together achieve", () => {
    const { numerators, denominator, utilities } = values;

    expect(denominator).to.equal(120n);
    expect(sum(numerators)).to.equal(denominator * (utilities[31] ?? 0n));
  });

  it("behavior: takes the balanced accuracy above guessing for the utility", () => {
    const { balancedAccuracy } = evaluate(train(training), holdOut);

    expect(Number(values.utilities[31])).to.be.closeTo((balancedAccuracy - 0.5) * 1e9, 1.01);
  });

  it("behavior: gives no utility to coalitions without ham or without spam", () => {
    const oneKind = values.utilities.filter((_, s) => (s & 0b00111) === 0 || (s & 0b11000) === 0);

    expect(oneKind).to.deep.equal(new Array(11).fill(0n));
    expect(values.utilities.filter((utility) => utility === 0n)).to.have.length(11);
  });

  it("behavior: gives each group the same value in whatever order they are named", () => {
    const some = training.filter((_, i) => i % 16 === 0);
    const valueOf = (order: readonly string[]) => {
      const { numerators } = groupShapley({ groups: order, training: some, holdOut });
      return Object.fromEntries(order.map((group, i) => [group, numerators[i]]));
    };

    expect(valueOf(groups.toReversed())).to.deep.equal(valueOf(groups));
  });

  it("behavior: gives a copy and its original the same value", () => {
    const some = training.filter((_, i) => i % 20 === 0);
    const named = (group: string, wanted: string) =>
      some.filter((sample) => sample.label === wanted).map((sample) => ({ ...sample, group }));
    const samples = [...named("ham", "ham"), ...named("one", "spam"), ...named("two", "spam")];

    const { numerators } = groupShapley({
      groups: ["ham", "one", "two"],
      training: samples,
      holdOut,
    });

    expect(numerators[1]).to.equal(numerators[2]);
  });

  it("args: onProgress: counts all 32 coalitions", () => {
    expect(progress).to.have.length(32);
    expect(progress.at(-1)).to.deep.equal({ done: 32, total: 32 });
  });

  context("when the input does not fit", () => {
    const ham = sampleOf("ham", "meet me for lunch", { group: "a" });
    const spam = sampleOf("spam", "buy pills now", { group: "b" });
    const both = [ham, spam];

    it("error: refuses a hold-out of one kind", () => {
      const attempt = () => groupShapley({ groups: ["a", "b"], training: both, holdOut: [ham] });

      expect(attempt).to.throw(SingleClassError).with.deep.property("missing", ["spam"]);
    });

    it("error: refuses groups that are unnamed, named twice or empty", () => {
      const refused = [
        [["a"], "b"],
        [["a", "b", "a"], "a"],
        [["a", "b", "c"], "c"],
      ] as const;
      for (const [named, group] of refused) {
        expect(() => groupShapley({ groups: named, training: both, holdOut: both }))
          .to.throw(GroupMismatchError)
          .with.property("group", group);
      }
    });

    it("error: refuses no groups at all", () => {
      expect(() => groupShapley({ groups: [], training: [], holdOut: both })).to.throw(
        PlayerCountError,
      );
    });
  });
});
