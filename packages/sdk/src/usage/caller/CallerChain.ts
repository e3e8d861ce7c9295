import type { AccountTerms } from "../structs.ts";
import type { LanePlace } from "./CallStore.ts";
import type { OfferChoice } from "./rankOffers.ts";

/** What a caller asks of the chain, which it believes; nodes it does not. */
export type CallerChain = {
  /** Offers of an asset that are live now, by operators with an endpoint. */
  findOffers: (assetId: bigint) => Promise<readonly OfferChoice[]>;
  /** One offer; undefined if it is not live or its operator has no endpoint. */
  findOffer: (offerId: string) => Promise<OfferChoice | undefined>;
  account: (accountId: string) => Promise<{ balance: bigint; thawing: bigint; epoch: number }>;
  /** What the lane has paid so far. */
  redeemed: (place: LanePlace) => Promise<bigint>;
  deposit: (terms: AccountTerms, amount: bigint) => Promise<void>;
  /** Whether the key signed for the operator at that time, and still does. */
  isOperatorKey: (operator: string, key: string, time: number) => Promise<boolean>;
  /** Unix time of the latest block. */
  now: () => Promise<number>;
};
