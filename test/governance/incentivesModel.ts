const BPS = 10_000n;
const UNITS = 100_000_000n;
const REWARD_BPS = 8_000n;

/** An offer in the model: its shares, all it took in, and what of that was reported. */
export type ModelOffer = {
  feeBps: bigint;
  operatorBps: bigint;
  passed: bigint;
  reported: bigint;
  /** Fees counted in the epoch that runs. */
  counted: bigint;
};

export const createOffer = (feeBps: bigint, operatorBps: bigint): ModelOffer => ({
  ...{ feeBps, operatorBps },
  ...{ passed: 0n, reported: 0n, counted: 0n },
});

const min = (a: bigint, b: bigint) => (a < b ? a : b);
export const feeOf = ({ feeBps }: ModelOffer, gross: bigint) => (gross * feeBps) / BPS;

/** The contract `Incentives` for one token, in bigints, and the protocol's account in the ledger beside it. */
export function createIncentivesModel() {
  let treasuryUnits = UNITS;
  let leastUnits = UNITS;
  let budget = 0n;
  let fees = 0n;
  const reported = new Set<ModelOffer>();

  return {
    /** Sets how much of the protocol's account is the treasury's; seen by the next report. */
    setTreasuryUnits: (units: bigint) => {
      treasuryUnits = units;
    },
    fund: (amount: bigint) => {
      leastUnits = min(leastUnits, treasuryUnits);
      budget += amount;
    },
    /** Income of an offer that is passed on at once; returns the fee. */
    use: (offer: ModelOffer, amount: bigint) => {
      const before = feeOf(offer, offer.passed);
      offer.passed += amount;
      return feeOf(offer, offer.passed) - before;
    },
    report: (offer: ModelOffer) => {
      leastUnits = min(leastUnits, treasuryUnits);
      const fee = feeOf(offer, offer.passed) - feeOf(offer, offer.reported);
      const counted = (fee * leastUnits) / UNITS;
      offer.reported = offer.passed;
      offer.counted += counted;
      fees += counted;
      reported.add(offer);
    },
    /** Ends the epoch: what each reported offer has earned, and what of the budget goes back. */
    endEpoch: () => {
      const rewards = new Map<ModelOffer, { toOperator: bigint; toAsset: bigint }>();
      for (const offer of reported) {
        const { counted, operatorBps } = offer;
        const part = fees === 0n ? 0n : (budget * counted) / fees;
        const reward = min(part, (counted * REWARD_BPS) / BPS);
        const toOperator = (reward * operatorBps) / BPS;
        rewards.set(offer, { toOperator, toAsset: reward - toOperator });
        offer.counted = 0n;
      }
      const spendable = (fees * REWARD_BPS) / BPS;
      const unspent = budget > spendable ? budget - spendable : 0n;
      [budget, fees] = [0n, 0n];
      reported.clear();
      return { rewards, unspent };
    },
  };
}

export type IncentivesModel = ReturnType<typeof createIncentivesModel>;
