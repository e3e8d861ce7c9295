import { expect } from "chai";

import { UNITS } from "../governance/deployIncentives.ts";
import {
  createIncentivesModel,
  createOffer,
  type IncentivesModel,
  type ModelOffer,
} from "../governance/incentivesModel.ts";
import { createSeededRandom, type SeededRandom } from "../helpers/seededRandom.ts";

const EPOCHS = 1_000;
const SEED = 20_261_127n;
const FEE_BPS = 500n;

/** What a washer does in an epoch; it is operator, owner and payer of its offers, and may have a rival. */
type Strategy = (world: {
  epoch: number;
  model: IncentivesModel;
  own: ModelOffer[];
  rival: ModelOffer;
  random: SeededRandom;
  /** Pays itself through an offer. */
  wash: (offer: ModelOffer, amount: bigint) => void;
}) => void;

const THOUSAND = 1_000n * 10n ** 18n;

/** By what one might hope to get out more than one paid. */
const STRATEGIES: Readonly<Record<string, Strategy>> = {
  "alone, the same each epoch": ({ model, own, wash }) => {
    model.fund(THOUSAND);
    wash(own[0]!, THOUSAND);
    model.report(own[0]!);
  },
  "with far more than the budget, against a rival": ({ model, own, rival, wash }) => {
    model.fund(THOUSAND);
    model.use(rival, THOUSAND);
    model.report(rival);
    wash(own[0]!, 1_000_000n * THOUSAND);
    model.report(own[0]!);
  },
  "in payments too small for a fee, over many offers": ({ model, own, random, wash }) => {
    model.fund(THOUSAND);
    for (const offer of own) {
      wash(offer, BigInt(random.below(41)));
      model.report(offer);
    }
  },
  "with fees kept for epochs without a rival": ({ epoch, model, own, rival, random, wash }) => {
    model.fund(THOUSAND / 10n);
    wash(own[0]!, BigInt(random.below(1_000_000)) * 10n ** 15n);
    if (epoch % 7 === 6) model.report(own[0]!);
    else {
      model.use(rival, THOUSAND);
      model.report(rival);
    }
  },
  "at random": ({ model, own, rival, random, wash }) => {
    if (random.below(4) > 0) model.fund(BigInt(random.below(1_000_000)) * 10n ** 14n);
    for (const offer of own) {
      if (random.below(2) > 0)
        wash(offer, 10n ** BigInt(random.below(24)) + BigInt(random.below(99)));
      if (random.below(2) > 0) model.report(offer);
    }
    model.use(rival, BigInt(random.below(1_000_000)) * 10n ** 12n);
    model.report(rival);
  },
};

/** Parts of the protocol's account that the washer owns, say by way of the staking pool. */
const PARTS = [0n, UNITS / 2n, UNITS - 1n];

/** Whoever is paid for usage is tempted to be its own customer. */
describe("finding 18: who buys from itself loses (INC-3)", () => {
  for (const [name, strategy] of Object.entries(STRATEGIES)) {
    it(`${name}: no profit after any of ${EPOCHS.toLocaleString("en")} epochs`, () => {
      for (const part of PARTS) {
        const model = createIncentivesModel();
        model.setTreasuryUnits(UNITS - part);
        const own = Array.from({ length: 4 }, (_, i) => createOffer(FEE_BPS - BigInt(i), 5_000n));
        const rival = createOffer(FEE_BPS, 5_000n);
        const random = createSeededRandom(SEED);
        let [paid, rewarded] = [0n, 0n];
        const wash = (offer: ModelOffer, amount: bigint) => {
          paid += model.use(offer, amount);
        };

        for (let epoch = 0; epoch < EPOCHS; ++epoch) {
          strategy({ epoch, model, own, rival, random, wash });
          const { rewards } = model.endEpoch();
          for (const offer of own) {
            const { toOperator, toAsset } = rewards.get(offer) ?? { toOperator: 0n, toAsset: 0n };
            rewarded += toOperator + toAsset;
          }
          // All else that was paid came back: the washer is operator and owner.
          const back = (paid * part) / UNITS;
          expect(rewarded + back <= paid, `part ${part}, epoch ${epoch}`).to.equal(true);
        }
        expect(paid > 0n).to.equal(true);
      }
    });
  }
});
