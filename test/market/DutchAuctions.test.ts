import { expect } from "chai";

import { ethers, networkHelpers } from "../helpers/chain.ts";
import {
  type DutchTerms,
  FEE_BPS,
  loadAuctions,
  RESERVE,
  ROYALTY_BPS,
  sharesOf,
  STATE,
  UNITS,
} from "./auctionWorld.ts";

const START = 10n * RESERVE;
const ANY_STATE = ethers.ZeroHash;
const NO_SUCH_AUCTION = 99n;

/** What the line from `start` to RESERVE says after `elapsed` of `duration`, rounded up. */
const priceAfter = (elapsed: bigint, duration: bigint) =>
  START - ((START - RESERVE) * elapsed) / duration;

const ceilDiv = (a: bigint, b: bigint) => (a + b - 1n) / b;

describe("AuctionHouse: Dutch auctions", () => {
  async function withDutch() {
    const world = await loadAuctions();
    const auctionId = await world.createDutch();
    const { startsAt, endsAt } = await world.auctions.dutchAuctionOf(auctionId);
    const priceAt = (time: bigint) => priceAfter(time - startsAt, endsAt - startsAt);
    const buyer = world.auctions.connect(world.payer);
    return { ...world, auctionId, startsAt, endsAt, priceAt, buyer };
  }

  describe("createDutchAuction", () => {
    it("keeps the terms with the rates of this moment (AUC-3, AUC-8)", async () => {
      const { auctions, registry, owner, lot, currency, ...world } = await loadAuctions();
      const terms = await world.makeDutchTerms();

      await expect(auctions.connect(owner).createDutchAuction(terms))
        .to.emit(auctions, "DutchAuctionCreated")
        .withArgs(
          ...[1n, owner, lot],
          [[lot, 0n], currency, START, RESERVE, terms.endsAt],
          [FEE_BPS, ROYALTY_BPS],
        );
      expect(await auctions.dutchAuctionOf(1n)).to.deep.equal([
        ...[owner.address, 0n, 0n, FEE_BPS, ROYALTY_BPS, currency, lot],
        ...[await world.now(), START, RESERVE, terms.endsAt],
      ]);
      expect(await registry.ownerOf(lot)).to.equal(owner);
    });

    it("refuses prices that rise or end at nothing, and what English auctions refuse", async () => {
      const { auctions, owner, payer, lot, ...world } = await loadAuctions();
      const attempt = async (options: Partial<DutchTerms>, seller = owner) =>
        auctions.connect(seller).createDutchAuction(await world.makeDutchTerms(options));
      for (const [startPrice, endPrice] of [
        [RESERVE, RESERVE + 1n],
        [RESERVE, 0n],
      ] as const) {
        await expect(attempt({ startPrice, endPrice }))
          .to.be.revertedWithCustomError(auctions, "AuctionHouse_InvalidPrice")
          .withArgs(startPrice, endPrice);
      }
      await expect(attempt({}, payer))
        .to.be.revertedWithCustomError(auctions, "AuctionHouse_NotDeliverable")
        .withArgs(lot, 0n, payer);
    });
  });

  describe("buy", () => {
    it("sells an asset at the price of the moment, and leaves nothing here (AUC-8, AUC-9)", async () => {
      const { auctions, registry, ledger, token, owner, payer, lot, ...world } = await withDutch();
      const { auctionId, startsAt, buyer, priceAt, house, feeInbox } = world;
      const time = startsAt + 12_345n;
      const price = priceAt(time);
      // The whole line in one fraction, rounded up.
      const duration = world.endsAt - startsAt;
      expect(price).to.equal(ceilDiv(START * duration - (START - RESERVE) * 12_345n, duration));
      await networkHelpers.time.setNextBlockTimestamp(time);
      const sale = buyer.buy(
        auctionId,
        0n,
        price,
        await auctions.stateOf([{ assetId: lot, units: 0n }]),
      );

      const { fee, royalty, proceeds } = sharesOf(price);
      await expect(sale).to.changeTokenBalances(
        ethers,
        token,
        [payer, owner, ledger, feeInbox, house],
        [-price, proceeds, royalty, fee, 0n],
      );
      await expect(sale)
        .to.emit(auctions, "DutchAuctionSold")
        .withArgs(auctionId, owner, payer, 0n, 0n, price, fee, proceeds);
      expect(await registry.ownerOf(lot)).to.equal(payer);
      await expect(buyer.buy(auctionId, 0n, START, ANY_STATE))
        .to.be.revertedWithCustomError(auctions, "AuctionHouse_WrongState")
        .withArgs(auctionId, STATE.none);
    });

    it("asks for the start price first and the end price last (AUC-9)", async () => {
      const { auctions, auctionId, endsAt, buyer, now, startsAt } = await withDutch();
      expect(await now()).to.equal(startsAt);
      expect(await auctions.dutchPriceOf(auctionId, 0n)).to.equal(START);
      await networkHelpers.time.increaseTo(endsAt);
      expect(await auctions.dutchPriceOf(auctionId, 0n)).to.equal(RESERVE);
      await networkHelpers.time.increaseTo(endsAt + 1n);

      await expect(buyer.buy(auctionId, 0n, START, ANY_STATE))
        .to.be.revertedWithCustomError(auctions, "AuctionHouse_Ended")
        .withArgs(auctionId, endsAt);
    });

    it("sells units in parts, each for its share rounded up (AUC-9)", async () => {
      const { auctions, ledger, contributor, payer, stranger, lot, ...world } =
        await loadAuctions();
      const auctionId = await world.createDutchOfUnits();
      const { startsAt, endsAt } = await auctions.dutchAuctionOf(auctionId);
      const time = startsAt + 7_777n;
      const whole = priceAfter(7_777n, endsAt - startsAt);
      const part = ceilDiv(whole * 3n, UNITS);
      await networkHelpers.time.setNextBlockTimestamp(time);
      const { fee, proceeds } = sharesOf(part, "no royalty");
      await expect(auctions.connect(payer).buy(auctionId, 3n, part, ANY_STATE))
        .to.emit(auctions, "DutchAuctionSold")
        .withArgs(auctionId, contributor, payer, 3n, UNITS - 3n, part, fee, proceeds);
      expect((await auctions.dutchAuctionOf(auctionId)).unitsLeft).to.equal(UNITS - 3n);
      const rest = await auctions.dutchPriceOf(auctionId, UNITS - 3n);
      expect(rest + part).to.be.within(whole, whole + 1n);
      await auctions.connect(stranger).buy(auctionId, UNITS - 3n, rest, ANY_STATE);

      expect(await ledger.balanceOf(payer, lot)).to.equal(3n);
      expect(await ledger.balanceOf(stranger, lot)).to.equal(UNITS - 3n);
      expect((await auctions.dutchAuctionOf(auctionId)).seller).to.equal(ethers.ZeroAddress);
    });

    it("refuses parts of an asset, no units and more than are left", async () => {
      const { auctions, payer, createDutchOfUnits, auctionId, buyer } = await withDutch();
      await expect(buyer.buy(auctionId, 1n, START, ANY_STATE))
        .to.be.revertedWithCustomError(auctions, "AuctionHouse_InvalidUnits")
        .withArgs(1n, 0n);
      const ofUnits = await createDutchOfUnits();

      for (const units of [0n, UNITS + 1n]) {
        await expect(auctions.connect(payer).buy(ofUnits, units, START, ANY_STATE))
          .to.be.revertedWithCustomError(auctions, "AuctionHouse_InvalidUnits")
          .withArgs(units, UNITS);
      }
    });

    it("costs no more than the buyer agreed to (AUC-9)", async () => {
      const { auctions, auctionId, startsAt, buyer, priceAt } = await withDutch();
      const price = priceAt(startsAt + 100n);
      await networkHelpers.time.setNextBlockTimestamp(startsAt + 100n);

      await expect(buyer.buy(auctionId, 0n, price - 1n, ANY_STATE))
        .to.be.revertedWithCustomError(auctions, "AuctionHouse_PriceAboveMax")
        .withArgs(price, price - 1n);
    });

    it("is void for a buyer who looked at another state of the asset", async () => {
      const { auctions, ledger, payer, lot, currency, auctionId, buyer } = await withDutch();
      await ledger.connect(payer).pay(lot, currency, RESERVE, ethers.ZeroHash);
      const state = await auctions.stateOf([{ assetId: lot, units: 0n }]);
      await ledger.claim(lot, currency, ethers.ZeroAddress, []);

      await expect(buyer.buy(auctionId, 0n, START, state))
        .to.be.revertedWithCustomError(auctions, "AuctionHouse_StateChanged")
        .withArgs(await auctions.stateOf([{ assetId: lot, units: 0n }]), state);
    });

    it("fails while the asset is frozen, or when its seller has it no more", async () => {
      const { registry, ledger, owner, stranger, lot, auctionId, buyer, freeze } =
        await withDutch();
      const snapshot = await networkHelpers.takeSnapshot();
      await freeze();
      await expect(buyer.buy(auctionId, 0n, START, ANY_STATE))
        .to.be.revertedWithCustomError(ledger, "RevenueLedger_Frozen")
        .withArgs(lot);
      await snapshot.restore();
      await registry.connect(owner).transferFrom(owner, stranger, lot);

      await expect(buyer.buy(auctionId, 0n, START, ANY_STATE)).to.be.revertedWithCustomError(
        registry,
        "TransferFromIncorrectOwner",
      );
    });

    it("is refused where there is no such auction", async () => {
      const { auctions, buyer } = await withDutch();

      await expect(buyer.buy(NO_SUCH_AUCTION, 0n, START, ANY_STATE))
        .to.be.revertedWithCustomError(auctions, "AuctionHouse_WrongState")
        .withArgs(NO_SUCH_AUCTION, STATE.none);
    });
  });

  describe("cancel", () => {
    it("is the seller's, any time (AUC-7)", async () => {
      const { auctions, contributor, payer, createDutchOfUnits } = await loadAuctions();
      const auctionId = await createDutchOfUnits();
      await auctions.connect(payer).buy(auctionId, 1n, START, ANY_STATE);
      await expect(auctions.connect(payer).cancel(auctionId))
        .to.be.revertedWithCustomError(auctions, "AuctionHouse_NotSeller")
        .withArgs(auctionId, payer);

      await expect(auctions.connect(contributor).cancel(auctionId))
        .to.emit(auctions, "AuctionCancelled")
        .withArgs(auctionId, contributor);
      await expect(auctions.connect(contributor).cancel(auctionId))
        .to.be.revertedWithCustomError(auctions, "AuctionHouse_WrongState")
        .withArgs(auctionId, STATE.none);
    });
  });
});
