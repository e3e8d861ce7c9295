import { expect } from "chai";

import { ethers, networkHelpers } from "../helpers/chain.ts";
import { loadAuctionsWith } from "./auctionsWith.ts";
import {
  type AuctionWorld,
  DAY,
  type EnglishTerms,
  EXTENSION,
  FEE_BPS,
  loadAuctions,
  PARENT_BPS,
  RESERVE,
  ROYALTY_BPS,
  SETTLEMENT_PERIOD,
  sharesOf,
  STATE,
  STEP_BPS,
  stepAbove,
  UNITS,
} from "./auctionWorld.ts";

const HIGH_BID = 7n * RESERVE;
const NO_SUCH_AUCTION = 99n;

describe("AuctionHouse: English auctions", () => {
  describe("createAuction", () => {
    it("keeps the terms with the rates of this moment, and moves nothing (AUC-3, AUC-8)", async () => {
      const { auctions, registry, owner, lot, currency, ...world } = await loadAuctions();
      const terms = await world.makeTerms();
      const asOwner = auctions.connect(owner);
      expect(await asOwner.createAuction.staticCall(terms)).to.equal(1n);

      await expect(asOwner.createAuction(terms))
        .to.emit(auctions, "AuctionCreated")
        .withArgs(
          ...[1n, owner, lot],
          [[lot, 0n], currency, RESERVE, STEP_BPS, terms.endsAt, EXTENSION],
          [FEE_BPS, ROYALTY_BPS],
        );
      const auction = await auctions.auctionOf(1n);
      expect(auction.seller).to.equal(owner);
      expect(auction.bidder).to.equal(ethers.ZeroAddress);
      expect([auction.assetId, auction.units, auction.state]).to.deep.equal([lot, 0n, STATE.open]);
      expect([auction.feeBps, auction.royaltyBps]).to.deep.equal([FEE_BPS, ROYALTY_BPS]);
      expect(await registry.ownerOf(lot)).to.equal(owner);
      expect(await auctions.auctionCount()).to.equal(1n);
      expect(await auctions.leastBidOf(1n)).to.equal(RESERVE);
      expect(await auctions.isDeliverable(1n)).to.be.true;
    });

    it("takes an approval of the one asset, and an allowance of units", async () => {
      const { auctions, registry, ledger, owner, contributor, lot, ...world } =
        await loadAuctions();
      await registry.connect(owner).setApprovalForAll(auctions, false);
      await registry.connect(owner).approve(auctions, lot);
      await ledger.connect(contributor).setOperator(auctions, false);
      await ledger.connect(contributor).approve(auctions, lot, 5n);
      await world.create();
      await world.createOfUnits(5n);

      expect(await auctions.auctionCount()).to.equal(2n);
    });

    it("refuses what its seller can't deliver", async () => {
      const { auctions, registry, ledger, owner, contributor, payer, lot, ...world } =
        await loadAuctions();
      const refuse = async (seller: typeof owner, units: bigint) => {
        const terms = await world.makeTerms({ item: { assetId: lot, units } });
        await expect(auctions.connect(seller).createAuction(terms))
          .to.be.revertedWithCustomError(auctions, "AuctionHouse_NotDeliverable")
          .withArgs(lot, units, seller);
      };
      await refuse(payer, 0n);
      await refuse(contributor, UNITS + 1n);
      await registry.connect(owner).setApprovalForAll(auctions, false);
      await refuse(owner, 0n);
      await ledger.connect(contributor).setOperator(auctions, false);
      await refuse(contributor, UNITS);
      await ledger.connect(contributor).setOperator(auctions, true);
      await world.freeze();
      await refuse(contributor, UNITS);
    });

    it("refuses what the asset does not accept, and the native coin", async () => {
      const { auctions, owner, lot, stranger, ...world } = await loadAuctions();

      for (const token of [ethers.ZeroAddress, stranger.address]) {
        await expect(auctions.connect(owner).createAuction(await world.makeTerms({ token })))
          .to.be.revertedWithCustomError(auctions, "AuctionHouse_CurrencyNotAccepted")
          .withArgs(lot, token);
      }
    });

    it("refuses terms out of bounds", async () => {
      const { auctions, owner, now, ...world } = await loadAuctions();
      const attempt = async (options: Partial<EnglishTerms>) =>
        auctions.connect(owner).createAuction(await world.makeTerms(options));
      const time = (await now()) + 10n;
      for (const endsAt of [time, time + 90n * DAY + 1n]) {
        await networkHelpers.time.setNextBlockTimestamp(time);
        const snapshot = await networkHelpers.takeSnapshot();
        await expect(attempt({ endsAt }))
          .to.be.revertedWithCustomError(auctions, "AuctionHouse_EndOutOfBounds")
          .withArgs(endsAt, time + 1n, time + 90n * DAY);
        await snapshot.restore();
      }
      for (const stepBps of [99n, 5_001n]) {
        await expect(attempt({ stepBps }))
          .to.be.revertedWithCustomError(auctions, "AuctionHouse_StepOutOfBounds")
          .withArgs(stepBps, 100n, 5_000n);
      }
      await expect(attempt({ extension: DAY + 1n }))
        .to.be.revertedWithCustomError(auctions, "AuctionHouse_ExtensionTooLong")
        .withArgs(DAY + 1n, DAY);
      await expect(attempt({ reserve: 0n }))
        .to.be.revertedWithCustomError(auctions, "AuctionHouse_InvalidPrice")
        .withArgs(0n, 0n);
    });
  });

  describe("bid", () => {
    it("brings its money, and gives the one before back as a credit (AUC-1, AUC-2)", async () => {
      const { auctions, token, payer, licensee, house, bid, create, creditOf } =
        await loadAuctions();
      const auctionId = await create();
      await bid(payer, auctionId, RESERVE);
      const { endsAt } = await auctions.auctionOf(auctionId);
      const second = stepAbove(RESERVE);
      const outbid = bid(licensee, auctionId, second);

      await expect(outbid).to.changeTokenBalances(
        ethers,
        token,
        [house, licensee, payer],
        [second, -second, 0n],
      );
      await expect(outbid)
        .to.emit(auctions, "BidPlaced")
        .withArgs(auctionId, licensee, second, endsAt);
      const auction = await auctions.auctionOf(auctionId);
      expect([auction.bidder, auction.bid]).to.deep.equal([licensee.address, second]);
      expect(await creditOf(payer)).to.equal(RESERVE);
      expect(await creditOf(licensee)).to.equal(0n);
    });

    it("is not below the reserve, nor below a step above the leading one (AUC-6)", async () => {
      const { auctions, payer, licensee, bid, create, creditOf } = await loadAuctions();
      const auctionId = await create();
      await expect(bid(payer, auctionId, RESERVE - 1n))
        .to.be.revertedWithCustomError(auctions, "AuctionHouse_BidTooLow")
        .withArgs(auctionId, RESERVE - 1n, RESERVE);
      await bid(payer, auctionId, RESERVE);
      const least = stepAbove(RESERVE);
      // A whole base unit is asked for where the step is none.
      expect((RESERVE * STEP_BPS) % 10_000n).to.not.equal(0n);
      expect(await auctions.leastBidOf(auctionId)).to.equal(least);
      await expect(bid(licensee, auctionId, least - 1n))
        .to.be.revertedWithCustomError(auctions, "AuctionHouse_BidTooLow")
        .withArgs(auctionId, least - 1n, least);

      expect(await creditOf(payer)).to.equal(0n);
      await bid(licensee, auctionId, least);
    });

    it("is raised by who leads for the difference, and paid from credit first", async () => {
      const { token, payer, licensee, house, bid, create, creditOf } = await loadAuctions();
      const auctionId = await create();
      await bid(payer, auctionId, RESERVE);
      await expect(bid(payer, auctionId, 2n * RESERVE)).to.changeTokenBalances(
        ethers,
        token,
        [payer, house],
        [-RESERVE, RESERVE],
      );
      await bid(licensee, auctionId, 3n * RESERVE);
      expect(await creditOf(payer)).to.equal(2n * RESERVE);
      const other = await create();
      await bid(payer, other, RESERVE);

      expect(await creditOf(payer)).to.equal(RESERVE);
      await expect(bid(payer, auctionId, 4n * RESERVE)).to.changeTokenBalance(
        ethers,
        token,
        payer,
        -3n * RESERVE,
      );
      expect(await creditOf(payer)).to.equal(0n);
    });

    it("moves the end when it comes shortly before (AUC-6)", async () => {
      const { auctions, payer, licensee, bid, create } = await loadAuctions();
      const auctionId = await create();
      const endOf = async () => (await auctions.auctionOf(auctionId)).endsAt;
      const endsAt = await endOf();
      await networkHelpers.time.setNextBlockTimestamp(endsAt - EXTENSION);
      await bid(payer, auctionId, RESERVE);
      expect(await endOf()).to.equal(endsAt);

      await networkHelpers.time.setNextBlockTimestamp(endsAt - 1n);
      await expect(bid(licensee, auctionId, 2n * RESERVE))
        .to.emit(auctions, "BidPlaced")
        .withArgs(auctionId, licensee, 2n * RESERVE, endsAt - 1n + EXTENSION);
      await networkHelpers.time.setNextBlockTimestamp(endsAt - 2n + EXTENSION);
      await bid(payer, auctionId, 3n * RESERVE);
      expect(await endOf()).to.equal(endsAt - 2n + 2n * EXTENSION);
    });

    it("is refused from the end on, and where there is no auction", async () => {
      const { auctions, payer, owner, bid, create, end } = await loadAuctions();
      const auctionId = await create();
      const endsAt = await end(auctionId);
      await expect(bid(payer, auctionId, RESERVE))
        .to.be.revertedWithCustomError(auctions, "AuctionHouse_Ended")
        .withArgs(auctionId, endsAt);
      await auctions.connect(owner).cancel(auctionId);

      for (const [id, state] of [
        [auctionId, STATE.cancelled],
        [NO_SUCH_AUCTION, STATE.none],
      ] as const) {
        await expect(bid(payer, id, RESERVE))
          .to.be.revertedWithCustomError(auctions, "AuctionHouse_WrongState")
          .withArgs(id, state);
      }
    });
  });

  describe("settle", () => {
    it("gives the lot to the highest bid, and everybody a share of it (AUC-4, AUC-8)", async () => {
      const { auctions, registry, ledger, token, owner, licensee, stranger, ...world } =
        await loadAuctions();
      const { lot, parent, currency, house, feeInbox, bid, create, end, accrued } = world;
      const auctionId = await create();
      await bid(world.payer, auctionId, RESERVE);
      await bid(licensee, auctionId, HIGH_BID);
      await world.parameters.connect(world.timelock).setSaleFee(0n);
      await end(auctionId);
      const settlement = auctions.connect(stranger).settle(auctionId);

      const { fee, royalty, proceeds } = sharesOf(HIGH_BID);
      await expect(settlement).to.changeTokenBalances(
        ethers,
        token,
        [house, ledger, feeInbox, owner, licensee],
        [-fee - royalty, royalty, fee, 0n, 0n],
      );
      await expect(settlement)
        .to.emit(auctions, "AuctionSettled")
        .withArgs(auctionId, owner, licensee, HIGH_BID, fee, proceeds);
      expect(await registry.ownerOf(lot)).to.equal(licensee);
      expect(await world.creditOf(owner)).to.equal(proceeds);
      expect(await accrued(lot)).to.equal(royalty);
      await ledger.settle(lot, currency);
      expect(await accrued(parent)).to.equal((royalty * PARENT_BPS) / 10_000n);
    });

    it("gives units, which bear no royalty", async () => {
      const { auctions, ledger, contributor, payer, lot, bid, createOfUnits, end, ...world } =
        await loadAuctions();
      const auctionId = await createOfUnits(UNITS - 1n);
      await bid(payer, auctionId, HIGH_BID);
      await end(auctionId);
      await auctions.settle(auctionId);

      expect(await ledger.balanceOf(payer, lot)).to.equal(UNITS - 1n);
      expect(await ledger.balanceOf(contributor, lot)).to.equal(1n);
      expect(await world.creditOf(contributor)).to.equal(sharesOf(HIGH_BID, "no royalty").proceeds);
      expect(await world.accrued(lot)).to.equal(0n);
    });

    it("happens once, after the end, and not without a bid (AUC-4)", async () => {
      const { auctions, create, createWithBid, end } = await loadAuctions();
      const empty = await create();
      await end(empty);
      await expect(auctions.settle(empty))
        .to.be.revertedWithCustomError(auctions, "AuctionHouse_NoBid")
        .withArgs(empty);
      const auctionId = await createWithBid();
      const { endsAt } = await auctions.auctionOf(auctionId);
      await networkHelpers.time.setNextBlockTimestamp(endsAt - 1n);
      await expect(auctions.settle(auctionId))
        .to.be.revertedWithCustomError(auctions, "AuctionHouse_NotEnded")
        .withArgs(auctionId, endsAt);
      await networkHelpers.time.setNextBlockTimestamp(endsAt);
      await auctions.settle(auctionId);

      for (const again of [auctions.settle(auctionId), auctions.annul(auctionId)]) {
        await expect(again)
          .to.be.revertedWithCustomError(auctions, "AuctionHouse_WrongState")
          .withArgs(auctionId, STATE.settled);
      }
    });
  });

  describe("annul", () => {
    /** Everything a seller, or an arbiter, can do to a lot with a bid on it; each kills the auction. */
    const FAULTS: Record<string, (world: AuctionWorld) => Promise<unknown>> = {
      "sold it elsewhere": ({ registry, owner, stranger, lot }) =>
        registry.connect(owner).transferFrom(owner, stranger, lot),
      "moved it away and back": async ({ registry, owner, stranger, lot }) => {
        await registry.connect(owner).transferFrom(owner, stranger, lot);
        await registry.connect(stranger).transferFrom(stranger, owner, lot);
      },
      "took back the approval": ({ registry, auctions, owner }) =>
        registry.connect(owner).setApprovalForAll(auctions, false),
      "published a version": ({ registry, owner, lot }) =>
        registry
          .connect(owner)
          .publishVersion(lot, ethers.id("new"), ethers.id("metadata"), ethers.ZeroHash),
      "offered other licences": async ({ offerTerms, registerTerms, lot }) => {
        await offerTerms(lot, await registerTerms({ price: 1n }));
      },
      "gave units of the owner away": ({ ledger, owner, stranger, lot }) =>
        ledger.connect(owner).releaseUnits(lot, stranger, 1n),
      "lost it to a dispute": ({ freeze }) => freeze(),
    };

    for (const [what, act] of Object.entries(FAULTS)) {
      it(`gives the bid back when the seller ${what}, before the end or after it (AUC-5)`, async () => {
        const world = await loadAuctions();
        const { auctions, owner, payer, lot, stranger, createWithBid, end, creditOf } = world;
        const auctionId = await createWithBid();
        await act(world);
        expect(await auctions.isDeliverable(auctionId)).to.be.false;
        const snapshot = await networkHelpers.takeSnapshot();
        await auctions.annul(auctionId);
        expect(await creditOf(payer)).to.equal(RESERVE);
        await snapshot.restore();
        await end(auctionId);

        await expect(auctions.settle(auctionId))
          .to.be.revertedWithCustomError(auctions, "AuctionHouse_NotDeliverable")
          .withArgs(lot, 0n, owner);
        await expect(auctions.connect(stranger).annul(auctionId))
          .to.emit(auctions, "AuctionAnnulled")
          .withArgs(auctionId, payer, RESERVE);
        expect(await creditOf(payer)).to.equal(RESERVE);
        expect(await world.stateOf(auctionId)).to.equal(STATE.annulled);
      });
    }

    it("gives the bid back when the units are gone, or may not be moved (AUC-5)", async () => {
      const { auctions, ledger, contributor, payer, stranger, lot, ...world } =
        await loadAuctions();
      const sold = await world.createOfUnits(UNITS);
      const locked = await world.createOfUnits(1n);
      for (const auctionId of [sold, locked]) await world.bid(payer, auctionId, RESERVE);
      await ledger.connect(contributor).transfer(stranger, lot, 1n);
      await auctions.annul(sold);
      await expect(auctions.annul(locked)).to.be.revertedWithCustomError(
        auctions,
        "AuctionHouse_Stands",
      );
      await ledger.connect(contributor).setOperator(auctions, false);
      await auctions.annul(locked);

      expect(await world.creditOf(payer)).to.equal(2n * RESERVE);
    });

    it("is refused while the seller can deliver, also after a claim or more units (AUC-5)", async () => {
      const { auctions, ledger, contributor, payer, lot, currency, ...world } =
        await loadAuctions();
      await ledger.connect(payer).pay(lot, currency, RESERVE, ethers.ZeroHash);
      const auctionId = await world.createWithBid();
      // A bidder who rues its bid can't call it off by what anyone may do.
      await ledger.connect(payer).claim(lot, currency, ethers.ZeroAddress, []);
      await ledger.connect(contributor).bindUnits(lot, UNITS);
      const endsAt = await world.end(auctionId);

      await expect(auctions.connect(payer).annul(auctionId))
        .to.be.revertedWithCustomError(auctions, "AuctionHouse_Stands")
        .withArgs(auctionId, endsAt + SETTLEMENT_PERIOD);
      await auctions.settle(auctionId);
    });

    it("gives the bid back when nothing was settled for 14 days (AUC-5)", async () => {
      const { auctions, ledger, council, payer, ...world } = await loadAuctions();
      const auctionId = await world.createWithBid();
      const endsAt = await world.end(auctionId);
      await ledger.connect(council).pause(DAY);
      await expect(auctions.settle(auctionId))
        .to.be.revertedWithCustomError(ledger, "EntryPause_Paused")
        .withArgs(await ledger.pausedUntil());
      await networkHelpers.time.setNextBlockTimestamp(endsAt + SETTLEMENT_PERIOD);
      await expect(auctions.annul(auctionId)).to.be.revertedWithCustomError(
        auctions,
        "AuctionHouse_Stands",
      );
      await networkHelpers.time.setNextBlockTimestamp(endsAt + SETTLEMENT_PERIOD + 1n);
      await auctions.annul(auctionId);

      expect(await world.creditOf(payer)).to.equal(RESERVE);
    });

    it("has nothing to give back without a bid", async () => {
      const { auctions, create } = await loadAuctions();
      const auctionId = await create();

      await expect(auctions.annul(auctionId))
        .to.be.revertedWithCustomError(auctions, "AuctionHouse_NoBid")
        .withArgs(auctionId);
    });
  });

  describe("cancel", () => {
    it("is the seller's, before the first bid (AUC-7)", async () => {
      const { auctions, owner, payer, create, createWithBid, stateOf } = await loadAuctions();
      const auctionId = await create();
      await expect(auctions.connect(payer).cancel(auctionId))
        .to.be.revertedWithCustomError(auctions, "AuctionHouse_NotSeller")
        .withArgs(auctionId, payer);
      await expect(auctions.connect(owner).cancel(auctionId))
        .to.emit(auctions, "AuctionCancelled")
        .withArgs(auctionId, owner);
      expect(await stateOf(auctionId)).to.equal(STATE.cancelled);
      const withBid = await createWithBid();

      await expect(auctions.connect(owner).cancel(withBid))
        .to.be.revertedWithCustomError(auctions, "AuctionHouse_HasBid")
        .withArgs(withBid, payer);
    });
  });

  describe("withdraw", () => {
    it("sends the caller's credit wherever it wants, once (AUC-2)", async () => {
      const { auctions, token, payer, licensee, stranger, currency, ...world } =
        await loadAuctions();
      const auctionId = await world.createWithBid();
      await world.bid(licensee, auctionId, HIGH_BID);
      const asPayer = auctions.connect(payer);
      await expect(asPayer.withdraw(currency, ethers.ZeroAddress)).to.be.revertedWithCustomError(
        auctions,
        "AuctionHouse_ZeroRecipient",
      );
      const withdrawal = asPayer.withdraw(currency, stranger);
      await expect(withdrawal)
        .to.emit(auctions, "CreditWithdrawn")
        .withArgs(payer, currency, stranger, RESERVE);
      await expect(withdrawal).to.changeTokenBalance(ethers, token, stranger, RESERVE);

      expect(await asPayer.withdraw.staticCall(currency, stranger)).to.equal(0n);
      await expect(asPayer.withdraw(currency, stranger)).to.not.emit(auctions, "CreditWithdrawn");
    });
  });

  describe("a pause (AUC-10)", () => {
    it("stops new auctions and bids, and nothing else", async () => {
      const { auctions, owner, council, payer, licensee, currency, ...world } =
        await loadAuctions();
      const settled = await world.createWithBid();
      await world.bid(licensee, settled, HIGH_BID);
      const cancelled = await world.create();
      const annulled = await world.createOfUnits();
      await world.bid(payer, annulled, RESERVE);
      await world.ledger.connect(world.contributor).setOperator(auctions, false);
      await world.end(annulled);
      const terms = await world.makeTerms();
      const dutch = await world.makeDutchTerms();
      await auctions.connect(council).pause(DAY);
      const until = await auctions.pausedUntil();
      const asOwner = auctions.connect(owner);
      for (const entry of [
        asOwner.createAuction(terms),
        asOwner.createDutchAuction(dutch),
        world.bid(payer, cancelled, RESERVE),
        auctions.connect(payer).buy(cancelled, 0n, RESERVE, ethers.ZeroHash),
      ]) {
        await expect(entry)
          .to.be.revertedWithCustomError(auctions, "EntryPause_Paused")
          .withArgs(until);
      }
      await auctions.settle(settled);
      await auctions.annul(annulled);
      await asOwner.cancel(cancelled);
      await auctions.connect(payer).withdraw(currency, payer);

      expect(await world.creditOf(payer)).to.equal(0n);
    });
  });

  describe("with a token that", () => {
    it("takes a fee on transfer: a bid counts as what arrived, and all of it is there (AUC-1)", async () => {
      const { auctions, odd, oddAddress, auctionId, payer, licensee, house, ...world } =
        await loadAuctionsWith("FeeToken", 100n);
      await expect(world.bid(payer, auctionId, RESERVE))
        .to.be.revertedWithCustomError(auctions, "AuctionHouse_BidTooLow")
        .withArgs(auctionId, RESERVE - RESERVE / 100n, RESERVE);
      await world.bid(payer, auctionId, 2n * RESERVE);
      const first = 2n * RESERVE - (2n * RESERVE) / 100n;
      expect((await auctions.auctionOf(auctionId)).bid).to.equal(first);
      await world.bid(licensee, auctionId, 4n * RESERVE);
      expect(await world.oddCredit(payer)).to.equal(first);
      await auctions.connect(payer).withdraw(oddAddress, payer);
      await world.end(auctionId);
      await auctions.settle(auctionId);
      await auctions.connect(world.owner).withdraw(oddAddress, world.owner);

      expect(await odd.balanceOf(house)).to.equal(0n);
    });

    it("returns nothing: it works like any other", async () => {
      const { auctions, odd, oddAddress, auctionId, owner, payer, licensee, ...world } =
        await loadAuctionsWith("NoReturnToken");
      await world.bid(payer, auctionId, RESERVE);
      await world.bid(licensee, auctionId, HIGH_BID);
      await world.end(auctionId);
      await auctions.settle(auctionId);
      for (const account of [payer, owner]) {
        await auctions.connect(account).withdraw(oddAddress, account);
      }

      expect(await odd.balanceOf(owner)).to.equal(sharesOf(HIGH_BID).proceeds);
      expect(await odd.balanceOf(world.house)).to.equal(0n);
    });

    it("blocks a bidder and the seller: others go on, and they get out elsewhere (AUC-10)", async () => {
      const { auctions, odd, oddAddress, auctionId, registry, ...world } =
        await loadAuctionsWith("BlocklistToken");
      const { owner, payer, licensee, stranger, assetId } = world;
      await world.bid(payer, auctionId, RESERVE);
      const setBlocked = odd.getFunction("setBlocked");
      await setBlocked(payer, true);
      await setBlocked(owner, true);
      await world.bid(licensee, auctionId, HIGH_BID);
      await world.end(auctionId);
      await auctions.settle(auctionId);
      expect(await registry.ownerOf(assetId)).to.equal(licensee);
      await expect(auctions.connect(payer).withdraw(oddAddress, payer))
        .to.be.revertedWithCustomError(odd, "BlocklistToken_Blocked")
        .withArgs(payer);
      for (const account of [payer, owner]) {
        await auctions.connect(account).withdraw(oddAddress, stranger);
      }

      expect(await odd.balanceOf(world.house)).to.equal(0n);
    });

    it("takes back, or pretends: nothing is a bid that did not arrive", async () => {
      const { auctions, odd, auctionId, payer, bid } = await loadAuctionsWith("MoodyToken");
      for (const mood of [3n, 4n]) {
        await odd.getFunction("setMood")(mood);
        await expect(bid(payer, auctionId, RESERVE))
          .to.be.revertedWithCustomError(auctions, "AuctionHouse_BidTooLow")
          .withArgs(auctionId, 0n, RESERVE);
      }
    });

    it("overstates balances: a bid counts at most as what was asked for", async () => {
      const { auctions, odd, auctionId, payer, bid } = await loadAuctionsWith("MoodyToken");
      await odd.getFunction("setMood")(5n);
      // Says RESERVE where nothing moved; deceives only those who accept the token.
      await bid(payer, auctionId, RESERVE);

      expect((await auctions.auctionOf(auctionId)).bid).to.equal(RESERVE);
    });

    it("calls back: nothing of the house can be entered meanwhile (AUC-11)", async () => {
      const world = await loadAuctionsWith("CallbackToken");
      const { auctions, odd, oddAddress, auctionId, options, owner, payer, licensee } = world;
      const dutch = await world.createDutch(options);
      const abi = auctions.interface;
      const entries = [
        abi.encodeFunctionData("bid", [auctionId, HIGH_BID]),
        abi.encodeFunctionData("cancel", [auctionId]),
        abi.encodeFunctionData("annul", [auctionId]),
        abi.encodeFunctionData("settle", [auctionId]),
        abi.encodeFunctionData("buy", [dutch, 0n, HIGH_BID, ethers.ZeroHash]),
        abi.encodeFunctionData("withdraw", [oddAddress, payer.address]),
      ];
      const refused = abi.encodeErrorResult("ReentrancyGuardReentrantCall");
      let amount = RESERVE;
      for (const data of entries) {
        await odd.getFunction("callOnTransfer")(auctions, data);
        await world.bid(amount === RESERVE ? payer : licensee, auctionId, amount);
        amount = stepAbove(amount);
        expect(await odd.getFunction("lastReturned")()).to.equal(refused);
        await auctions.connect(payer).withdraw(oddAddress, payer);
        expect(await odd.getFunction("lastReturned")()).to.equal(refused);
      }
      await world.end(auctionId);
      await auctions.settle(auctionId);
      expect(await odd.getFunction("lastReturned")()).to.equal(refused);
      await auctions.connect(owner).withdraw(oddAddress, owner);

      const held = await odd.balanceOf(world.house);
      expect(held).to.equal(await world.oddCredit(licensee));
    });
  });

  it("pays the ledger only when the ledger asks for it", async () => {
    const { auctions, payer, currency } = await loadAuctions();

    await expect(auctions.connect(payer).onCollect(payer, currency, 1n))
      .to.be.revertedWithCustomError(auctions, "SaleSettlement_NotLedger")
      .withArgs(payer);
  });
});
