import { expect } from "chai";

import { ethers, networkHelpers } from "../helpers/chain.ts";
import {
  CLAIM,
  DAY,
  DEAREST_RATIO,
  DEPOSIT,
  HOUR,
  loadMetering,
  NO_SUCH_OFFER,
  STATUS,
  YEAR,
} from "./deployMetering.ts";

describe("Redemptions", () => {
  describe("redeem", () => {
    context("a voucher of the payer", () => {
      it("moves the claim from the account to the offer (USE-1)", async () => {
        const { meter, token, voucher, asStranger, balanceOf, grossOf } = await loadMetering();
        const redemption = asStranger.redeem([await voucher()]);

        await expect(redemption).to.changeTokenBalance(ethers, token, meter, 0n);
        expect(await balanceOf()).to.equal(DEPOSIT - CLAIM);
        expect(await grossOf()).to.equal(CLAIM);
      });

      it("keeps sum, sequence and root of the lane", async () => {
        const { meter, accountId, offerId, voucher, redeem } = await loadMetering();
        const receiptsRoot = ethers.id("root");
        await redeem(await voucher({ lane: 3n, seq: 1_000n, receiptsRoot }));

        expect(await meter.laneOf(accountId, offerId, 3n, 0n)).to.deep.equal([
          CLAIM,
          1_000n,
          receiptsRoot,
        ]);
        expect(await meter.laneOf(accountId, offerId, 3n, 1n)).to.deep.equal([
          0n,
          0n,
          ethers.ZeroHash,
        ]);
      });

      it("tells all of it", async () => {
        const { meter, accountId, offerId, dataset, voucher, asStranger, redeem } =
          await loadMetering();
        await redeem(await voucher());
        const next = await voucher({ claim: 3n * CLAIM, seq: 9n });

        await expect(asStranger.redeem([next]))
          .to.emit(meter, "UsageSettled")
          .withArgs(
            ...[offerId, accountId, dataset, 0n, 0n, 9n, 2n * CLAIM, 3n * CLAIM],
            ...[next.receiptsRoot, ethers.ZeroAddress],
          );
      });

      it("may be claimed below its ceiling, in steps", async () => {
        const { voucher, redeem, redeemedOf } = await loadMetering();
        const item = await voucher({ claim: 1n, maxCumulative: CLAIM });
        for (const claim of [1n, 2n, CLAIM]) {
          expect(await redeem({ ...item, claim })).to.deep.equal([STATUS.settled]);
        }

        expect(await redeemedOf()).to.equal(CLAIM);
      });

      it("pays the difference to what the lane has paid (USE-2)", async () => {
        const { voucher, redeem, redeemedOf, balanceOf } = await loadMetering();
        await redeem(await voucher());
        await redeem(await voucher({ claim: CLAIM + 1n, seq: 2n }));
        await redeem(await voucher({ lane: 1n }));

        expect(await redeemedOf()).to.equal(CLAIM + 1n);
        expect(await redeemedOf(1n)).to.equal(CLAIM);
        expect(await balanceOf()).to.equal(DEPOSIT - 2n * CLAIM - 1n);
      });

      it("is also paid while entries are paused (USE-13)", async () => {
        const { meter, council, voucher, redeem } = await loadMetering();
        await meter.connect(council).pause(HOUR);

        expect(await redeem(await voucher())).to.deep.equal([STATUS.settled]);
      });

      it("is paid from what thaws last, and then from that (USE-9)", async () => {
        const { meter, terms, accountId, asPayer, voucher, redeem } = await loadMetering();
        await asPayer.requestWithdrawal(terms, DEPOSIT - CLAIM);
        const { thawEnd } = await meter.accountOf(accountId);
        await redeem(await voucher());
        expect((await meter.accountOf(accountId)).thawing).to.equal(DEPOSIT - CLAIM);
        await redeem(await voucher({ claim: CLAIM + 7n, seq: 2n }));

        const left = DEPOSIT - CLAIM - 7n;
        expect(await meter.accountOf(accountId)).to.deep.equal([left, left, thawEnd, 0n]);
      });
    });

    context("items that it refuses (USE-6)", () => {
      it("an offer that nobody published", async () => {
        const { voucher, redeem, meter, asStranger } = await loadMetering();
        const item = await voucher({ offerId: NO_SUCH_OFFER });

        await expect(asStranger.redeem([item]))
          .to.emit(meter, "RedemptionRefused")
          .withArgs(NO_SUCH_OFFER, ethers.ZeroHash, 0n, STATUS.unknownOffer);
        expect(await redeem(item)).to.deep.equal([STATUS.unknownOffer]);
      });

      it("an offer before and after its window", async () => {
        const { now, publish, voucher, redeem } = await loadMetering();
        const [validFrom, validUntil] = [(await now()) + DAY, (await now()) + 2n * DAY];
        const offerId = await publish({ validFrom, validUntil });
        const item = await voucher({ offerId });
        expect(await redeem(item)).to.deep.equal([STATUS.offerNotLive]);
        await networkHelpers.time.increaseTo(validFrom);
        expect(await redeem(item)).to.deep.equal([STATUS.settled]);
        await networkHelpers.time.increaseTo(validUntil + 1n);

        expect(await redeem({ ...item })).to.deep.equal([STATUS.offerNotLive]);
      });

      it("a voucher of another epoch", async () => {
        const { voucher, redeem } = await loadMetering();

        for (const epoch of [1n, 2n ** 24n, 2n ** 32n - 1n]) {
          expect(await redeem(await voucher({ epoch }))).to.deep.equal([STATUS.staleEpoch]);
        }
      });

      it("a voucher that expired", async () => {
        const { now, voucher, redeem } = await loadMetering();
        const validUntil = (await now()) + HOUR;
        const [item, later] = [await voucher({ validUntil }), { lane: 1n, validUntil }];
        await networkHelpers.time.increaseTo(validUntil - 2n);
        expect(await redeem(item)).to.deep.equal([STATUS.settled]);
        await networkHelpers.time.increaseTo(validUntil + 1n);

        expect(await redeem(await voucher(later))).to.deep.equal([STATUS.expired]);
      });

      it("a replay, a smaller claim, and an earlier voucher (USE-2)", async () => {
        const { voucher, redeem, redeemedOf } = await loadMetering();
        const item = await voucher({ seq: 5n });
        await redeem(item);

        for (const options of [
          { seq: 5n },
          { seq: 6n, claim: CLAIM - 1n },
          { seq: 4n, claim: CLAIM + 1n },
        ]) {
          expect(await redeem(await voucher(options))).to.deep.equal([STATUS.nothingNew]);
        }
        expect(await redeem(await voucher({ lane: 1n, claim: 0n }))).to.deep.equal([
          STATUS.nothingNew,
        ]);
        expect(await redeemedOf()).to.equal(CLAIM);
      });

      it("a claim above the ceiling", async () => {
        const { voucher, redeem } = await loadMetering();

        expect(await redeem(await voucher({ maxCumulative: CLAIM - 1n }))).to.deep.equal([
          STATUS.overCeiling,
        ]);
      });

      it("a voucher with anything changed after it was signed (USE-7)", async () => {
        const { meter, terms, offerId, publish, makeTerms, asPayer, voucher, redeem } =
          await loadMetering();
        await asPayer.deposit(makeTerms({ salt: ethers.ZeroHash }), DEPOSIT);
        await asPayer.deposit(makeTerms({ withdrawDelay: DAY }), DEPOSIT);
        const item = await voucher();

        for (const change of [
          { salt: ethers.ZeroHash },
          { withdrawDelay: DAY },
          { offerId: await publish() },
          { lane: 1n },
          { seq: 2n },
          { maxCumulative: CLAIM + 1n },
          { receiptsRoot: ethers.ZeroHash },
          { validUntil: YEAR * 100n },
        ]) {
          expect(await redeem({ ...item, ...change }), JSON.stringify(Object.keys(change)))
            .to.deep //
            .equal([STATUS.badSignature]);
        }
        expect((await meter.laneOf(await meter.accountIdOf(terms), offerId, 0n, 0n)).seq).to.equal(
          0n,
        );
      });

      it("a voucher that somebody else signed", async () => {
        const { operator, owner, voucher, redeem } = await loadMetering();

        for (const signer of [operator, owner]) {
          expect(await redeem(await voucher({ signer }))).to.deep.equal([STATUS.badSignature]);
        }
      });

      it("a voucher for another operator's offer: that account is empty (USE-7)", async () => {
        const { otherOperator, publish, makeTerms, voucher, redeem } = await loadMetering();
        const offerId = await publish({ operator: otherOperator.address });
        const terms = makeTerms({ operator: otherOperator.address });

        expect(await redeem(await voucher({ offerId }))).to.deep.equal([STATUS.badSignature]);
        expect(await redeem(await voucher({ offerId, terms }))).to.deep.equal([STATUS.noFunds]);
      });
    });

    context("an account that does not reach far enough (USE-3)", () => {
      it("pays what there is and leaves the rest redeemable", async () => {
        const { terms, asPayer, voucher, redeem, redeemedOf, balanceOf, meter, ...rest } =
          await loadMetering();
        const item = await voucher({ claim: DEPOSIT + CLAIM });
        expect(await redeem(item)).to.deep.equal([STATUS.partial]);
        expect(await redeemedOf()).to.equal(DEPOSIT);
        expect(await meter.accountOf(rest.accountId)).to.deep.equal([0n, 0n, 0n, 0n]);
        expect(await redeem(item)).to.deep.equal([STATUS.noFunds]);
        await asPayer.deposit(terms, 2n * CLAIM);

        expect(await redeem(item)).to.deep.equal([STATUS.settled]);
        expect(await redeemedOf()).to.equal(DEPOSIT + CLAIM);
        expect(await balanceOf()).to.equal(CLAIM);
      });
    });

    context("an operator whose stake does not reach far enough (USE-12)", () => {
      async function withRatio() {
        const metering = await loadMetering();
        const { operators, council, currency } = metering;
        await operators.connect(council).setStakeRatio(currency, DEAREST_RATIO);
        return metering;
      }
      const CAPACITY = 10_000n;

      it("is paid as far as it does, until stake is free again", async () => {
        const { operators, operator, currency, voucher, redeem, redeemedOf } = await withRatio();
        expect(await operators.capacityIn(operator, currency)).to.equal(CAPACITY);
        const item = await voucher({ claim: CAPACITY + 5n });
        expect(await redeem(item)).to.deep.equal([STATUS.partial]);
        expect(await redeemedOf()).to.equal(CAPACITY);
        expect(await redeem(item)).to.deep.equal([STATUS.noStake]);
        await networkHelpers.time.increase(8n * DAY);

        expect(await redeem(item)).to.deep.equal([STATUS.settled]);
      });

      it("shares it between the items of a batch, and locks once", async () => {
        const { operators, operator, currency, voucher, asStranger, redeem, meter } =
          await withRatio();
        const claims = [6_000n, 3_000n, 2_000n, 1n];
        const items = await Promise.all(
          claims.map((claim, lane) => voucher({ claim, lane: BigInt(lane) })),
        );
        expect(await asStranger.redeem.staticCall(items)).to.deep.equal([
          STATUS.settled,
          STATUS.settled,
          STATUS.partial,
          STATUS.noStake,
        ]);
        const redemption = await asStranger.redeem(items);
        const receipt = await redemption.wait();
        const { topicHash } = operators.interface.getEvent("StakeLocked");

        expect(receipt?.logs.filter(({ topics }) => topics[0] === topicHash).length).to.equal(1);
        expect(await operators.capacityIn(operator, currency)).to.equal(0n);
        expect(await redeem(items[3]!)).to.deep.equal([STATUS.noStake]);
        expect(await meter.OPERATORS()).to.equal(operators);
      });

      it("counts operators apart, also where they alternate", async () => {
        const { operators, operator, otherOperator, currency, publish, ...rest } =
          await withRatio();
        const { makeTerms, asPayer, voucher, redeem } = rest;
        const theirs = makeTerms({ operator: otherOperator.address });
        const offerId = await publish({ operator: otherOperator.address });
        await asPayer.deposit(theirs, DEPOSIT);
        const ofTheirs = { terms: theirs, offerId };

        expect(
          await redeem(
            await voucher({ claim: 9_000n }),
            await voucher({ ...ofTheirs, claim: 4_000n }),
            await voucher({ claim: 2_000n, lane: 1n }),
            await voucher({ ...ofTheirs, claim: 4_000n, lane: 1n }),
          ),
        ).to.deep.equal([STATUS.settled, STATUS.settled, STATUS.partial, STATUS.settled]);
        expect(await operators.capacityIn(operator, currency)).to.equal(0n);
        expect(await operators.capacityIn(otherOperator, currency)).to.equal(2_000n);
      });
    });

    context("a batch", () => {
      it("may be empty", async () => {
        const { redeem } = await loadMetering();

        expect(await redeem()).to.deep.equal([]);
      });

      it("may hold vouchers of one lane, and the same twice", async () => {
        const { voucher, redeem, redeemedOf } = await loadMetering();
        const [first, second] = [await voucher(), await voucher({ claim: 2n * CLAIM, seq: 2n })];

        expect(await redeem(first, second, second, first)).to.deep.equal([
          STATUS.settled,
          STATUS.settled,
          STATUS.nothingNew,
          STATUS.nothingNew,
        ]);
        expect(await redeemedOf()).to.equal(2n * CLAIM);
      });

      it("names what it refused", async () => {
        const { meter, accountId, offerId, voucher, asStranger } = await loadMetering();
        const items = [await voucher(), await voucher({ lane: 7n, epoch: 1n })];

        await expect(asStranger.redeem(items))
          .to.emit(meter, "RedemptionRefused")
          .withArgs(offerId, accountId, 7n, STATUS.staleEpoch);
      });
    });
  });
});
