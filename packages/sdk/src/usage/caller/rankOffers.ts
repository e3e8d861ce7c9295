import type { UsageOffer } from "../structs.ts";

/** An offer that could serve a call, with what is known of its operator from the chain. */
export type OfferChoice = {
  offer: UsageOffer;
  offerId: string;
  /** URL of the operator's node. */
  endpoint: string;
  /** Base units of SAHARA that the operator risks. */
  stake: bigint;
};

/** What is known of an operator from calls. */
export type OperatorRecord = {
  answered: number;
  /** Refused or unreachable. */
  failed: number;
  /** Signed or answered what an honest operator would not. */
  faults: number;
  /** Moving average of the answers' time. */
  latencyMs: number;
};

export const NO_RECORD: OperatorRecord = { answered: 0, failed: 0, faults: 0, latencyMs: 0 };

/** A second of waiting weighs as much as so large a part of the price. */
const LATENCY_WEIGHT = 0.5;
/** What each failure in ten calls, and each fault, adds to the price in thought. */
const FAILURE_WEIGHT = 2;
const FAULT_WEIGHT = 10;

/**
 * The offers, best first: the price cap, raised by how slow and how unreliable the operator was. Among equals the
 * larger stake goes first, since it risks more.
 */
export function rankOffers(
  choices: readonly OfferChoice[],
  recordOf: (operator: string) => OperatorRecord,
): OfferChoice[] {
  const scored = choices.map((choice) => ({
    choice,
    score: scoreOf(choice, recordOf(choice.offer.operator)),
  }));
  return scored
    .sort((a, b) => a.score - b.score || compare(b.choice.stake, a.choice.stake))
    .map(({ choice }) => choice);
}

function scoreOf({ offer }: OfferChoice, record: OperatorRecord): number {
  const tried = record.answered + record.failed;
  // One good call is assumed, so that a single failure does not condemn.
  const failing = record.failed / (tried + 1);
  const slowness = (record.latencyMs / 1000) * LATENCY_WEIGHT;
  const doubt = 1 + slowness + failing * FAILURE_WEIGHT + record.faults * FAULT_WEIGHT;
  // A free offer is not chosen for its price alone.
  return (Number(offer.maxPricePerCall) + 1) * doubt;
}

function compare(a: bigint, b: bigint): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
