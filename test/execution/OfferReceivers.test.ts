import { expect } from "chai";

import { ethers, networkHelpers } from "../helpers/chain.ts";
import {
  DAY,
  DEAREST_RATIO,
  HOUR,
  loadMetering,
  NO_SUCH_OFFER,
  sharesOf,
} from "./deployMetering.ts";
import { loadMeteringWith } from "./meteringWith.ts";

const AMOUNT = 50_000n;

/** `send` makes a plain transfer to the receiver of the offer. */
async function withReceiver() {
  const metering = await loadMetering();
  const { receivers, token, payer, stranger, offerId } = metering;
  const receiver = await receivers.receiverOf(offerId);
  const send = async (amount: bigint) => await token.connect(payer).transfer(receiver, amount);
  return { ...metering, receiver, send, sweeper: receivers.connect(stranger) };
}

describe("OfferReceivers", () => {
  describe("receiverOf", () => {
    it("is another address for each offer, known before anything is there", async () => {
      const { receivers, offerId, receiver, publish } = await withReceiver();
      const other = await receivers.receiverOf(await publish());

      expect(other).not.to.equal(receiver);
      expect(await receivers.receiverOf(offerId)).to.equal(receiver);
      expect(await ethers.provider.getCode(receiver)).to.equal("0x");
    });
  });

  describe("sweep", () => {
    it("credits the offer with all but one base unit (USE-17)", async () => {
      const { meter, token, receivers, receiver, offerId, dataset, send, sweeper, grossOf } =
        await withReceiver();
      await send(AMOUNT);
      expect(await sweeper.sweep.staticCall(offerId)).to.equal(AMOUNT - 1n);
      const sweep = sweeper.sweep(offerId);

      await expect(sweep).to.changeTokenBalances(
        ethers,
        token,
        [receiver, receivers, meter],
        [1n - AMOUNT, 0n, AMOUNT - 1n],
      );
      await expect(sweep)
        .to.emit(meter, "OfferCredited")
        .withArgs(offerId, dataset, receiver, AMOUNT - 1n);
      expect(await grossOf()).to.equal(AMOUNT - 1n);
    });

    it("splits what was paid directly as the offer says (USE-5)", async () => {
      const { ledger, dataset, currency, operator, offerId, send, sweeper, ...rest } =
        await withReceiver();
      await send(AMOUNT + 1n);
      await sweeper.sweep(offerId);
      await rest.asStranger.passRevenue([offerId]);
      const { toAsset, toOperator } = sharesOf(AMOUNT);

      expect((await ledger.streamOf(dataset, currency)).accrued).to.equal(toAsset);
      expect(await rest.asOperator.withdrawEarnings.staticCall([offerId], operator)).to.equal(
        toOperator,
      );
    });

    it("deploys the receiver the first time and never again", async () => {
      const { receivers, receiver, offerId, send, sweeper } = await withReceiver();
      await send(AMOUNT);

      await expect(sweeper.sweep(offerId))
        .to.emit(receivers, "ReceiverDeployed")
        .withArgs(offerId, receiver);
      await send(AMOUNT);
      await expect(sweeper.sweep(offerId)).not.to.emit(receivers, "ReceiverDeployed");
    });

    it("takes as much as the operator's stake covers, and the rest later (USE-12)", async () => {
      const { operators, council, operator, currency, offerId, send, sweeper, ...rest } =
        await withReceiver();
      const { receivers, grossOf } = rest;
      await operators.connect(council).setStakeRatio(currency, DEAREST_RATIO);
      await send(AMOUNT);
      await sweeper.sweep(offerId);
      expect(await grossOf()).to.equal(10_000n);

      await expect(sweeper.sweep(offerId))
        .to.be.revertedWithCustomError(receivers, "OfferReceivers_NoCapacity")
        .withArgs(offerId, operator);
      await networkHelpers.time.increase(8n * DAY);
      await sweeper.sweep(offerId);
      expect(await grossOf()).to.equal(20_000n);
    });

    for (const held of [0n, 1n]) {
      it(`refuses a receiver with ${held} base units`, async () => {
        const { receivers, offerId, send, sweeper } = await withReceiver();
        await send(held);

        await expect(sweeper.sweep(offerId))
          .to.be.revertedWithCustomError(receivers, "OfferReceivers_NothingToSweep")
          .withArgs(offerId);
      });
    }

    it("refuses an offer that nobody published", async () => {
      const { receivers, sweeper } = await withReceiver();

      await expect(sweeper.sweep(NO_SUCH_OFFER))
        .to.be.revertedWithCustomError(receivers, "OfferReceivers_UnknownOffer")
        .withArgs(NO_SUCH_OFFER);
    });

    it("keeps the money in the receiver while entries are paused", async () => {
      const { meter, token, council, receiver, offerId, send, sweeper } = await withReceiver();
      await send(AMOUNT);
      await meter.connect(council).pause(HOUR);

      await expect(sweeper.sweep(offerId))
        .to.be.revertedWithCustomError(meter, "EntryPause_Paused")
        .withArgs(await meter.pausedUntil());
      expect(await token.balanceOf(receiver)).to.equal(AMOUNT);
      await networkHelpers.time.increase(HOUR);
      await sweeper.sweep(offerId);
    });

    for (const name of ["NoReturnToken", "PlainToken"] as const) {
      it(`works with a ${name}, again and again`, async () => {
        const args = name === "PlainToken" ? [6n] : [];
        const metering = await loadMeteringWith(name, ...args);
        const { receivers, odd, oddOffer, grossOf } = metering;
        const receiver = await receivers.receiverOf(oddOffer);
        for (let i = 0; i < 2; i++) {
          await odd.mint(receiver, AMOUNT);
          await receivers.sweep(oddOffer);
        }

        expect(await grossOf(oddOffer)).to.equal(2n * AMOUNT - 1n);
      });
    }
  });

  describe("onCollect", () => {
    it("refuses anyone but the meter (USE-17)", async () => {
      const { receivers, stranger, receiver, currency, sweeper } = await withReceiver();

      await expect(sweeper.onCollect(receiver, currency, AMOUNT))
        .to.be.revertedWithCustomError(receivers, "OfferReceivers_NotMeter")
        .withArgs(stranger);
    });
  });
});

describe("OfferReceiver", () => {
  async function deployed() {
    const metering = await withReceiver();
    await metering.send(AMOUNT);
    await metering.sweeper.sweep(metering.offerId);
    const contract = await ethers.getContractAt("OfferReceiver", metering.receiver);
    return { ...metering, contract: contract.connect(metering.stranger) };
  }

  it("takes orders from the OfferReceivers contract alone", async () => {
    const { receivers, stranger, currency, contract } = await deployed();
    expect(await contract.RECEIVERS()).to.equal(receivers);

    await expect(contract.approve(currency))
      .to.be.revertedWithCustomError(contract, "OfferReceiver_NotReceivers")
      .withArgs(stranger);
  });

  it("takes no native coin, which no offer is priced in", async () => {
    const { stranger, receiver } = await deployed();

    await expect(stranger.sendTransaction({ to: receiver, value: 1n })).to.be.revert(ethers);
  });
});
