import { expect } from "chai";

import { randomStruct } from "../../../test/randomStruct.ts";
import { NO_RECORD, type OfferChoice, type OperatorRecord, rankOffers } from "./rankOffers.ts";

function choiceOf(operator: string, maxPricePerCall: bigint, stake = 0n): OfferChoice {
  const offer = { ...randomStruct("Offer"), operator, maxPricePerCall };
  return { offer, offerId: operator, endpoint: "http://127.0.0.1", stake };
}

function rank(choices: OfferChoice[], records: Record<string, Partial<OperatorRecord>> = {}) {
  const recordOf = (operator: string) => ({ ...NO_RECORD, ...records[operator] });
  return rankOffers(choices, recordOf).map(({ offerId }) => offerId);
}

describe("rankOffers", () => {
  it("default: the cheapest first", () => {
    expect(rank([choiceOf("dear", 200n), choiceOf("cheap", 100n)])).to.deep.equal([
      "cheap",
      "dear",
    ]);
  });

  it("behavior: among equals the larger stake", () => {
    const choices = [choiceOf("small", 100n, 1n), choiceOf("large", 100n, 10n ** 24n)];
    expect(rank(choices)).to.deep.equal(["large", "small"]);
  });

  it("behavior: a quick one before a slow one that is a little cheaper", () => {
    const choices = [choiceOf("slow", 95n), choiceOf("quick", 100n)];
    const records = {
      slow: { answered: 5, latencyMs: 900 },
      quick: { answered: 5, latencyMs: 50 },
    };
    expect(rank(choices, records)).to.deep.equal(["quick", "slow"]);
  });

  it("behavior: a reliable one before one that fails", () => {
    const choices = [choiceOf("failing", 80n), choiceOf("reliable", 100n)];
    expect(rank(choices, { failing: { answered: 1, failed: 1 } })).to.deep.equal([
      "reliable",
      "failing",
    ]);
  });

  it("behavior: a faulty one last, though it costs nothing", () => {
    const choices = [choiceOf("faulty", 0n), choiceOf("honest", 5n)];
    expect(rank(choices, { faulty: { answered: 9, faults: 1 } })).to.deep.equal([
      "honest",
      "faulty",
    ]);
  });
});
