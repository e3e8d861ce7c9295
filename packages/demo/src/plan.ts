import { parseAmount } from "@sahara/sdk";

const sahara = (amount: string) => parseAmount(amount, 18);

/** The prices and shares of the story; everything else is measured. */
export const PLAN = {
  /** What each buyer has to spend. */
  allowance: sahara("10000"),
  dataset: { price: sahara("400"), royaltyBps: 2_000 },
  model: { price: sahara("300"), royaltyBps: 3_000 },
  tuned: { price: sahara("200"), royaltyBps: 3_000 },
  agent: { price: sahara("45"), duration: 30 * 24 * 3_600 },
  /** What one mail sorted by the agent costs. */
  pricePerMail: sahara("0.05"),
  /** Mails of the hold-out that each customer has sorted. */
  mailsPerCustomer: 300,
  /** What an operator stakes, and its share of what a call costs. */
  stake: sahara("1000"),
  operatorBps: 4_000,
  /** What one call costs, by the model that answers. */
  pricePerCall: { filter: sahara("0.01"), tuned: sahara("0.02") },
  /** Calls that each customer makes to each offer, one after the other in one lane. */
  callsPerLane: 200,
  /** What an analyst pays for an answer, of which the data set gets a part. */
  computeReward: sahara("40"),
  computeBps: 7_000n,
  /** What one answer may say about a single mail, and all together (epsilon of differential privacy). */
  epsilon: 1,
  privacyBudget: 2.5,
  /** Contributors who claim before our eyes; of the others each claim is tried by a call. */
  contributorsClaiming: 40,
  /** Mails of the best earners that the copycat brings again, disguised. */
  mailsCopied: 100,
  /** The auction of the tuned filter: who bids how much, by the customers' order, and how many hours after the one before. */
  auction: {
    reserve: sahara("500"),
    stepBps: 500n,
    hours: 48,
    bids: [
      { customer: 0, amount: sahara("500"), hours: 3 },
      { customer: 1, amount: sahara("560"), hours: 9 },
      { customer: 2, amount: sahara("650"), hours: 5 },
      { customer: 0, amount: sahara("720"), hours: 14 },
      { customer: 2, amount: sahara("815.25"), hours: 11 },
    ],
  },
  /** Units of the spam filter's revenue, of 100,000,000, and what they are sold for together. */
  unitSale: { units: 5_000_000n, price: sahara("90") },
  /** What a licence of the stolen copy costs. */
  stolen: { price: sahara("60") },
  /** Every so manyth weight of the stolen copy is another by one, so that its bytes are new. */
  weightsTouched: 16,
  /** The vote on the first fee: what each holder has, how much of it is staked, and what it votes. */
  vote: {
    licenseFeeBps: 250n,
    /** Of the 100,000,000 units of the protocol's revenue: the part that is shared among those who stake. */
    stakersUnits: 50_000_000n,
    holders: [
      { who: "steward", has: sahara("300000000"), stakes: sahara("0"), support: "FOR" },
      { who: "builder", has: sahara("250000000"), stakes: sahara("100000000"), support: "FOR" },
      {
        who: "agentMaker",
        has: sahara("250000000"),
        stakes: sahara("200000000"),
        support: "AGAINST",
      },
    ],
  },
  /** What a customer brings to the account with an operator at a time. */
  topUp: sahara("10"),
} as const;
