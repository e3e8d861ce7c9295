import { expect } from "chai";

import { ethers, networkHelpers } from "../helpers/chain.ts";
import { domainOf, splitSignature, TYPES } from "../helpers/typedData.ts";
import {
  FEE,
  FEE_BPS,
  loadMarketplace,
  type MarketFixture,
  NO_GUARD,
  NO_UPSTREAM,
  type Order,
  PRICE,
  PROCEEDS,
  ROYALTY,
  ROYALTY_BPS,
  UNITS,
} from "./deployMarketplace.ts";

const OWNER = ethers.ZeroAddress;
const EARNED = 1_000_000n;
const SOLD_UNITS = 5_000_000n;

describe("Marketplace", () => {
  describe("buy", () => {
    it("moves the asset, and the price to where each part belongs (MKT-1, MKT-3, MKT-5)", async () => {
      const market = await loadMarketplace();
      const { marketplace, registry, ledger, token, owner, payer, assetId, currency } = market;
      const order = await market.makeOrder();
      const orderHash = await marketplace.hashOf(order);
      const sale = await market.buy(order);

      await expect(sale)
        .to.emit(marketplace, "Sold")
        .withArgs(assetId, owner, payer, orderHash, 0n)
        .and.to.emit(marketplace, "OrderFilled")
        .withArgs(orderHash, owner, currency, order.nonce, PRICE, FEE)
        .and.to.emit(ledger, "Paid")
        .withArgs(assetId, currency, marketplace, ROYALTY, orderHash);
      await expect(sale).to.changeTokenBalances(
        ethers,
        token,
        [payer, owner, market.feeInbox, ledger, marketplace],
        [-PRICE, PROCEEDS, FEE, ROYALTY, 0n],
      );
      expect(await registry.ownerOf(assetId)).to.equal(payer);
    });

    it("pays contributors and ancestors their part of the royalty (MKT-4)", async () => {
      const market = await loadMarketplace();
      const { ledger, token, contributor, otherOwner, parent, assetId, currency } = market;
      await market.buy(await market.makeOrder());

      // A tenth for the parent, a fifth for the contributor.
      await expect(ledger.claim(assetId, currency, contributor, [])).to.changeTokenBalance(
        ethers,
        token,
        contributor,
        ROYALTY / 5n,
      );
      await expect(ledger.claim(parent, currency, OWNER, [assetId])).to.changeTokenBalance(
        ethers,
        token,
        otherOwner,
        ROYALTY / 10n,
      );
    });

    it("leaves the fee where anyone sweeps it to the treasury (MKT-10)", async () => {
      const market = await loadMarketplace();
      const { ledger, inboxes, marketplace, token, timelock, currency, feeInbox } = market;
      await market.buy(await market.makeOrder());
      expect(await marketplace.FEE_INBOX()).to.equal(feeInbox);
      await inboxes.sweep(0n, currency);

      await expect(ledger.claim(0n, currency, OWNER, [])).to.changeTokenBalance(
        ethers,
        token,
        timelock,
        // One base unit stays in the inbox.
        FEE - 1n,
      );
    });

    it("sells units without a royalty, and leaves with the seller what they have earned", async () => {
      const market = await loadMarketplace();
      const { ledger, marketplace, token, contributor, payer, assetId, currency } = market;
      await market.payAsset(assetId, EARNED);
      const order = await market.makeOrder({
        maker: contributor.address,
        items: [{ assetId, units: SOLD_UNITS }],
      });

      const sale = await market.buy(order);
      await expect(sale)
        .to.emit(marketplace, "Sold")
        .withArgs(assetId, contributor, payer, await marketplace.hashOf(order), SOLD_UNITS);
      await expect(sale).to.changeTokenBalances(
        ethers,
        token,
        [payer, contributor, market.feeInbox, ledger],
        [-PRICE, PRICE - FEE, FEE, 0n],
      );
      expect(await ledger.unitsOf(assetId, payer)).to.equal(SOLD_UNITS);
      expect(await ledger.claimable(assetId, currency, contributor)).to.equal(EARNED / 5n);
      expect(await ledger.claimable(assetId, currency, payer)).to.equal(0n);
    });

    it("sells a bundle whole, with one royalty in equal parts (MKT-3, MKT-9)", async () => {
      const market = await loadMarketplace();
      const { registry, ledger, owner, payer, assetId, currency, registerAsset } = market;
      const others = [await registerAsset(), await registerAsset()];
      await ledger.connect(owner).releaseUnits(assetId, owner, SOLD_UNITS);
      const sold = [assetId, ...others];
      const items = [
        { assetId, units: SOLD_UNITS },
        ...sold.map((id) => ({ assetId: id, units: 0n })),
      ];
      await market.buy(await market.makeOrder({ items }));

      const share = ROYALTY / 3n;
      const royalties = [ROYALTY - 2n * share, share, share];
      for (const [i, id] of sold.entries()) {
        expect(await registry.ownerOf(id)).to.equal(payer);
        expect((await ledger.streamOf(id, currency)).accrued).to.equal(royalties[i]);
      }
      expect(await ledger.unitsOf(assetId, payer)).to.equal(SOLD_UNITS);
    });

    it("moves nothing of a bundle of which something is missing (MKT-9)", async () => {
      const market = await loadMarketplace();
      const { registry, ledger, owner, contributor, assetId } = market;
      const items = [
        { assetId, units: 0n },
        { assetId, units: SOLD_UNITS },
      ];
      const order = await market.makeOrder({ items });

      await expect(market.buy(order))
        .to.be.revertedWithCustomError(ledger, "ERC6909InsufficientBalance")
        .withArgs(owner, 0n, SOLD_UNITS, assetId);
      expect(await registry.ownerOf(assetId)).to.equal(owner);
      expect(await ledger.unitsOf(assetId, contributor)).to.equal(UNITS);
      expect(await market.marketplace.isNonceUsed(owner, order.nonce)).to.be.false;
    });

    it("asks nobody for money where nothing is due", async () => {
      const market = await loadMarketplace();
      const { registry, token, payer, assetId, feeInbox } = market;
      const gift = await market.buy(await market.makeOrder({ price: 0n }));

      await expect(gift).to.changeTokenBalances(ethers, token, [payer, feeInbox], [0n, 0n]);
      expect(await registry.ownerOf(assetId)).to.equal(payer);
    });

    it("refuses an asset whose seller does not have it", async () => {
      const market = await loadMarketplace();
      const { registry, parent } = market;
      const order = await market.makeOrder({ items: [{ assetId: parent, units: 0n }] });

      await expect(market.buy(order)).to.be.revertedWithCustomError(
        registry,
        "TransferFromIncorrectOwner",
      );
    });
  });

  describe("buyWithPermit", () => {
    async function withPermit() {
      const market = await loadMarketplace();
      const { marketplace, token, payer } = market;
      await token.connect(payer).approve(marketplace, 0n);
      const order = await market.makeOrder();
      const spender = await marketplace.getAddress();
      const permit = {
        owner: payer.address,
        spender,
        value: PRICE,
        nonce: 0n,
        ...deadlineOf(order),
      };
      const signature = await payer.signTypedData(await domainOf(token), TYPES.permit, permit);
      const [v, r, s] = splitSignature(signature);
      const signed = { value: PRICE, deadline: order.deadline, v, r, s };
      const consent = await market.sign(order);
      const buy = async () =>
        await marketplace
          .connect(payer)
          .buyWithPermit(order, consent, NO_GUARD, NO_UPSTREAM, signed);
      return { ...market, order, signed, buy };
    }

    const deadlineOf = ({ deadline }: Order) => ({ deadline });

    it("buys with an allowance by signature", async () => {
      const { registry, payer, assetId, buy } = await withPermit();
      await buy();

      expect(await registry.ownerOf(assetId)).to.equal(payer);
    });

    it("is not stopped by who uses the permit before", async () => {
      const { registry, marketplace, token, payer, assetId, signed, buy } = await withPermit();
      const { value, deadline, v, r, s } = signed;
      await token.permit(payer, marketplace, value, deadline, v, r, s);
      await buy();

      expect(await registry.ownerOf(assetId)).to.equal(payer);
    });
  });

  describe("buyWithAuthorization", () => {
    const SALT = ethers.id("salt");

    /** `payer` signs, `relayer` sends. The order may ask for another token than SAHARA. */
    async function withAuthorization({
      expectedState = NO_GUARD,
      tokenName,
      ...options
    }: { expectedState?: string; tokenName?: string } & Partial<Order> = {}) {
      const market = await loadMarketplace();
      const { marketplace, token, payer, relayer } = market;
      await token.connect(payer).approve(marketplace, 0n);
      const order = await market.makeOrder(options);
      if (tokenName !== undefined) {
        order.token = await (await ethers.deployContract(tokenName)).getAddress();
      }
      const orderHash = await marketplace.hashOf(order);
      const message = {
        from: payer.address,
        to: await marketplace.getAddress(),
        value: PRICE,
        validAfter: 0n,
        validBefore: order.deadline,
        nonce: await marketplace.authorizationNonce(orderHash, expectedState, SALT),
      };
      const types = TYPES.receiveWithAuthorization;
      const signature = await payer.signTypedData(await domainOf(token), types, message);
      const [v, r, s] = splitSignature(signature);
      const { from, validAfter, validBefore } = message;
      const authorization = { from, validAfter, validBefore, salt: SALT, v, r, s };
      const consent = await market.sign(order);
      const relay = async (state = expectedState, filled = order) =>
        await marketplace
          .connect(relayer)
          .buyWithAuthorization(filled, consent, state, NO_UPSTREAM, authorization);
      return { ...market, order, relay };
    }

    it("buys for whoever signed, who needs no coin of the chain", async () => {
      const { marketplace, registry, ledger, token, relay, ...market } = await withAuthorization();
      const { owner, payer, relayer, assetId, feeInbox } = market;

      await expect(await relay()).to.changeTokenBalances(
        ethers,
        token,
        [payer, relayer, owner, feeInbox, ledger, marketplace],
        [-PRICE, 0n, PROCEEDS, FEE, ROYALTY, 0n],
      );
      expect(await registry.ownerOf(assetId)).to.equal(payer);
    });

    it("takes the signer for the taker, not who relays", async () => {
      const { payer } = await loadMarketplace();
      const { registry, assetId, relay } = await withAuthorization({ taker: payer.address });
      await relay();

      expect(await registry.ownerOf(assetId)).to.equal(payer);
    });

    it("lets the relayer drop nothing that the buyer expects", async () => {
      const before = await loadMarketplace();
      const { assetId } = before;
      const state = await before.marketplace.stateOf([{ assetId, units: 0n }]);
      const { token, relay } = await withAuthorization({ expectedState: state });

      await expect(relay(NO_GUARD)).to.be.revertedWithCustomError(token, "ERC3009InvalidSignature");
      await relay();
    });

    it("refuses a token that does not bring the price", async () => {
      const { marketplace, relay } = await withAuthorization({ tokenName: "PretendingToken" });

      await expect(relay())
        .to.be.revertedWithCustomError(marketplace, "Marketplace_PriceNotReceived")
        .withArgs(0n, PRICE);
    });
  });

  describe("what the buyer expects (MKT-7)", () => {
    /** The state of the asset as the buyer sees it, after some revenue. */
    async function seen() {
      const market = await loadMarketplace();
      const { marketplace, assetId } = market;
      await market.payAsset(assetId, EARNED);
      const order = await market.makeOrder();
      const expectedState = await marketplace.stateOf(order.items);
      const expectChanged = async () => {
        await expect(market.buy(order, { expectedState }))
          .to.be.revertedWithCustomError(marketplace, "Marketplace_StateChanged")
          .withArgs(expectedState, await marketplace.stateOf(order.items));
      };
      return { ...market, order, expectedState, expectChanged };
    }

    it("is there, with all that its owner could claim", async () => {
      const { ledger, token, payer, assetId, currency, order, expectedState, buy } = await seen();
      await buy(order, { expectedState });

      // Seven tenths of revenue and royalty: a tenth is the parent's, a fifth the contributor's.
      await expect(ledger.claim(assetId, currency, OWNER, [])).to.changeTokenBalance(
        ethers,
        token,
        payer,
        ((EARNED + ROYALTY) * 7n) / 10n,
      );
    });

    it("does not change with payments, settling or claims of others", async () => {
      const market = await seen();
      const { ledger, contributor, assetId, currency, order, expectedState } = market;
      await market.payAsset(assetId, 1n);
      await ledger.connect(market.payer).pay(assetId, OWNER, 1n, ethers.ZeroHash, { value: 1n });
      await ledger.settle(assetId, currency);
      await ledger.claim(assetId, currency, contributor, []);

      await market.buy(order, { expectedState });
    });

    const changes: Record<string, (market: MarketFixture) => Promise<unknown>> = {
      "claims before the sale": async ({ ledger, assetId, currency }) =>
        await ledger.claim(assetId, currency, OWNER, []),
      "releases units": async ({ ledger, owner, assetId }) =>
        await ledger.connect(owner).releaseUnits(assetId, owner, 1n),
      "offers other terms": async ({ licenses, owner, assetId, registerTerms }) =>
        await licenses.connect(owner).offerTerms(assetId, [await registerTerms({ seats: 7n })]),
      "publishes a version": async ({ registry, owner, assetId }) =>
        await registry
          .connect(owner)
          .publishVersion(assetId, ethers.id("else"), ethers.id("else"), ethers.ZeroHash),
      "moves it away and back": async ({ registry, owner, stranger, assetId }) => {
        await registry.connect(owner).transferFrom(owner, stranger, assetId);
        await registry.connect(stranger).transferFrom(stranger, owner, assetId);
      },
    };
    for (const [what, change] of Object.entries(changes)) {
      it(`is gone when the seller ${what}`, async () => {
        const market = await seen();
        await change(market);
        await market.expectChanged();
      });
    }

    it("says nothing of units, whose earnings stay with the seller", async () => {
      const { marketplace, assetId } = await loadMarketplace();
      expect(await marketplace.stateOf([{ assetId, units: 1n }])).to.equal(NO_GUARD);
    });
  });

  describe("the seller's guard (MKT-8)", () => {
    async function guarded(upstream = NO_UPSTREAM) {
      const market = await loadMarketplace();
      const { marketplace, assetId } = market;
      const guard = await marketplace.sellGuardOf([{ assetId, units: 0n }], upstream);
      return { ...market, order: await market.makeOrder({ guard }) };
    }

    it("holds while nothing but revenue and claims has changed", async () => {
      const { ledger, assetId, currency, order, ...market } = await guarded();
      await market.payAsset(assetId, EARNED);
      await ledger.claim(assetId, currency, OWNER, []);

      await market.buy(order);
    });

    it("voids the order of an asset that moved away and back", async () => {
      const { marketplace, registry, owner, stranger, assetId, order, ...market } = await guarded();
      await registry.connect(owner).transferFrom(owner, stranger, assetId);
      await registry.connect(stranger).transferFrom(stranger, owner, assetId);

      await expect(market.buy(order))
        .to.be.revertedWithCustomError(marketplace, "Marketplace_GuardBroken")
        .withArgs(order.guard, await marketplace.sellGuardOf(order.items, NO_UPSTREAM));
    });

    for (const setter of ["setSaleFee", "setResaleRoyalty"] as const) {
      it(`keeps the seller's proceeds from ${setter}`, async () => {
        const { marketplace, parameters, order, ...market } = await guarded();
        await parameters.connect(await market.getTimelockSigner())[setter](FEE_BPS + 1n);
        await marketplace.adoptRates();

        await expect(market.buy(order))
          .to.be.revertedWithCustomError(marketplace, "Marketplace_GuardBroken")
          .withArgs(order.guard, await marketplace.sellGuardOf(order.items, NO_UPSTREAM));
      });
    }

    it("can't be filled without the descendants that it names", async () => {
      const upstream = { path: [2n], maxUnsettled: 0n };
      const { marketplace, order, ...market } = await guarded(upstream);

      await expect(market.buy(order))
        .to.be.revertedWithCustomError(marketplace, "Marketplace_GuardBroken")
        .withArgs(order.guard, await marketplace.sellGuardOf(order.items, NO_UPSTREAM));
    });
  });

  describe("adoptRates (MKT-14)", () => {
    it("lets anyone make what governance has decided the rates of sales from then on", async () => {
      const market = await loadMarketplace();
      const { marketplace, parameters, stranger, token, owner, payer, feeInbox } = market;
      const asTimelock = parameters.connect(await market.getTimelockSigner());
      const units = {
        maker: market.contributor.address,
        items: [{ assetId: market.assetId, units: 1n }],
      };
      await asTimelock.setSaleFee(500n);
      await asTimelock.setResaleRoyalty(1_000n);

      expect(await marketplace.saleRates()).to.deep.equal([FEE_BPS, ROYALTY_BPS]);
      await expect(await market.buy(await market.makeOrder(units))).to.changeTokenBalance(
        ethers,
        token,
        feeInbox,
        FEE,
      );
      await expect(marketplace.connect(stranger).adoptRates())
        .to.emit(marketplace, "RatesAdopted")
        .withArgs(500n, 1_000n);
      expect(await marketplace.saleRates()).to.deep.equal([500n, 1_000n]);
      const [fee, royalty] = [(PRICE * 500n) / 10_000n, (PRICE * 1_000n) / 10_000n];
      await expect(await market.buy(await market.makeOrder())).to.changeTokenBalances(
        ethers,
        token,
        [payer, owner, feeInbox],
        [-PRICE, PRICE - fee - royalty, fee],
      );
    });

    it("is done when the marketplace is deployed", async () => {
      const { marketplace, parameters, manager, registry, ledger, licenses, inboxes } =
        await loadMarketplace();
      const other = await ethers.deployContract("Marketplace", [
        ...[manager, parameters, registry, ledger, licenses, inboxes],
      ]);

      expect(await other.getFunction("saleRates")()).to.deep.equal(await marketplace.saleRates());
    });
  });

  describe("income of descendants (MKT-8)", () => {
    /** `otherOwner` sells units of the parent, to which its child owes a tenth of what it has earned. */
    async function withUnsettled(maxUnsettled: bigint) {
      const market = await loadMarketplace();
      const { marketplace, ledger, otherOwner, parent, assetId } = market;
      await ledger.connect(otherOwner).releaseUnits(parent, otherOwner, UNITS);
      await market.payAsset(assetId, EARNED);
      const upstream = { path: [assetId], maxUnsettled };
      const items = [{ assetId: parent, units: UNITS }];
      const guard = await marketplace.sellGuardOf(items, upstream);
      const order = await market.makeOrder({ maker: otherOwner.address, items, guard });
      const claimable = async (holder: string) =>
        await ledger.claimable(parent, market.currency, holder);
      return { ...market, upstream, order, claimable };
    }

    it("reaches the seller of units before they move", async () => {
      const { otherOwner, payer, upstream, order, claimable, buy } = await withUnsettled(0n);
      await buy(order, { upstream });

      expect(await claimable(otherOwner.address)).to.equal(EARNED / 10n / 5n);
      expect(await claimable(payer.address)).to.equal(0n);
    });

    it("stays where it is while no more waits than the order allows", async () => {
      const { ledger, assetId, currency, upstream, order, buy } = await withUnsettled(EARNED);
      await buy(order, { upstream });

      expect((await ledger.streamOf(assetId, currency)).settled).to.equal(0n);
    });

    it("stops the sale where it is frozen", async () => {
      const { marketplace, ledger, arbiter, assetId, currency, upstream, order, ...market } =
        await withUnsettled(EARNED - 1n);
      await market.appointArbiter();
      const until = BigInt(await networkHelpers.time.latest()) + 3_600n;
      await ledger.connect(arbiter).freeze(assetId, until);

      const upstreams = await ethers.getContractAt("Upstreams", await marketplace.UPSTREAMS());
      await expect(market.buy(order, { upstream }))
        .to.be.revertedWithCustomError(upstreams, "Upstreams_TooMuchUnsettled")
        .withArgs(currency, EARNED, EARNED - 1n);
    });
  });
});
