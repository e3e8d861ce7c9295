import { buildContributorTree } from "@sahara/sdk";
import { NoPositiveValueError } from "@sahara/attribution";
import { expect } from "chai";
import { loadCorpus } from "../test/corpus.ts";
import { mailOf, smallCorpus } from "../test/smallCorpus.ts";
import type { Mail } from "./mail.ts";
import { EmptySampleSetError } from "./sampleSet.ts";
import {
  FoldCountError,
  type MailValue,
  type MailValues,
  toContributors,
  valueMails,
} from "./valueMails.ts";

const accountOf = (place: number) => `0x${(place + 1).toString(16).padStart(40, "0")}`;

describe("valueMails", () => {
  describe("with the whole corpus", function () {
    this.timeout(120_000);
    let mails: Mail[];
    let result: MailValues;
    const progress: number[] = [];

    before(async () => {
      mails = (await loadCorpus()).groups.flatMap((group) => [...group.mails]);
      result = valueMails({ mails, onProgress: ({ done }) => progress.push(done) });
    });

    it("default: shares out all units among the mails that help", () => {
      const { values } = result;
      expect(values.map(({ id }) => id)).to.deep.equal(mails.map(({ id }) => id));
      expect(values.reduce((sum, { units }) => sum + units, 0n)).to.equal(100_000_000n);
      for (const { numerator, units } of values) {
        if (numerator <= 0n) expect(units).to.equal(0n);
      }
      // The corpus and every step are fixed, so these are the same on every machine.
      const count = (is: (value: MailValue) => boolean) => values.filter(is).length;
      expect(count(({ units }) => units > 0n)).to.equal(5_094);
      expect(count(({ numerator }) => numerator < 0n)).to.equal(280);
      expect(count(({ copyOf }) => copyOf !== undefined)).to.equal(672);
    });

    it("behavior: a copy has no value, and its original is an earlier mail that is none", () => {
      const placeOf = new Map(mails.map(({ id }, place) => [id, place]));
      const copies = result.values.filter(({ copyOf }) => copyOf !== undefined);

      for (const { id, copyOf, numerator, units } of copies) {
        const original = placeOf.get(copyOf!)!;
        expect({ numerator, units }).to.deep.equal({ numerator: 0n, units: 0n });
        expect(original).to.be.lessThan(placeOf.get(id)!);
        expect(result.values[original]!.copyOf).to.equal(undefined);
      }
      expect(result.tested).to.equal(mails.length - copies.length);
    });

    it("behavior: the values add up to the right neighbours of a mail, to their rounding", () => {
      const { values, denominator, hits, tested } = result;
      const sum = values.reduce((total, { numerator }) => total + numerator, 0n);

      const error = Number(sum * 5n - (denominator / BigInt(tested)) * BigInt(hits));
      expect(Math.abs(error / Number(denominator))).to.be.lessThan(1e-9);
      // 97 of 100 neighbours of a mail are what it is.
      expect(hits / (5 * tested)).to.be.within(0.96, 0.98);
    });

    it("behavior: pays each mail through one Merkle root", () => {
      const place = new Map(mails.map(({ id }, at) => [id, at]));

      const leaves = toContributors(result.values, (id) => accountOf(place.get(id)!));
      const tree = buildContributorTree(leaves);

      expect(tree.units).to.equal(100_000_000n);
      expect(tree.leaves.every(({ index, account }) => BigInt(account) === index + 1n)).to.equal(
        true,
      );
      expect(tree.leaves).to.have.length(result.values.filter(({ units }) => units > 0n).length);
    });

    it("args: onProgress: counts the mails twice over", () => {
      expect(progress).to.deep.equal(progress.toSorted((a, b) => a - b));
      expect(progress.at(-1)).to.equal(2 * mails.length);
    });
  });

  // ATT-4
  it("behavior: copies registered later earn nothing and take nothing from anybody", () => {
    const honest = smallCorpus();
    const copies = honest.map(({ label, bytes }, i) => ({
      ...{ label, bytes, group: "thief" },
      id: `copy-${i}`,
    }));

    const alone = valueMails({ mails: honest }).values;
    const attacked = valueMails({ mails: [...honest, ...copies, ...copies] }).values;

    expect(attacked.slice(0, honest.length)).to.deep.equal(alone);
    expect(attacked.slice(honest.length).every(({ units }) => units === 0n)).to.equal(true);
  });

  it("behavior: a mail with the wrong label is worth less", () => {
    const mails = smallCorpus();
    const mislabelled = mails.map((each, i) =>
      i === 4 ? { ...each, label: "spam" as const } : each,
    );

    const [right, wrong] = [mails, mislabelled].map(
      (corpus) => valueMails({ mails: corpus }).values[4]!,
    );

    expect(wrong!.numerator < right!.numerator).to.equal(true);
  });

  it("args: folds, k, units: are used as they are named", () => {
    const { values, tested, hits } = valueMails({
      mails: smallCorpus(),
      folds: 2,
      k: 1,
      units: 7n,
    });

    expect(values.reduce((sum, { units }) => sum + units, 0n)).to.equal(7n);
    expect(hits).to.be.within(1, tested);
  });

  it("error: refuses no mail, one part, and mails that teach nothing", () => {
    expect(() => valueMails({ mails: [] })).to.throw(EmptySampleSetError);
    for (const folds of [1, 2.5, 101]) {
      expect(() => valueMails({ mails: smallCorpus(), folds })).to.throw(FoldCountError);
    }
    expect(() => valueMails({ mails: [mailOf("ham", "alone", "1")] })).to.throw(
      NoPositiveValueError,
    );
  });
});
