import {
  ContractRevertError,
  deserializeSignedOrder,
  InsufficientAllowanceError,
  InvalidOrdersError,
  FIRST_PLACE,
  NotApprovedError,
  orderDomain,
  orderHash,
  PriceLimitError,
  serializeSignedOrder,
  type SignedOrder,
  UnknownListingError,
} from "@sahara/sdk";
import { expect } from "chai";
import { ZeroHash } from "ethers";

import { ethers, networkHelpers } from "../helpers/chain.ts";
import { loadSdk, registerChild, registerRoot, type SdkFixture } from "./connectSahara.ts";
import { expectRejection, expectRevert } from "./expectRejection.ts";

const PRICE = 10_000n;
const WEEK = 7 * 24 * 3_600;

describe("SDK: market", () => {
  let fixture: SdkFixture;
  let token: string;
  let assetId: bigint;

  beforeEach(async () => {
    fixture = await loadSdk();
    ({ token } = fixture.addresses);
    assetId = await registerRoot(fixture.sdk.owner);
  });

  const ownerOf = async (id = assetId) => (await fixture.sdk.owner.getAsset({ assetId: id })).owner;
  const stateOf = async (signed: SignedOrder) => {
    const { state, obstacle } = await fixture.sdk.stranger.getOrderState({ signed });
    return obstacle ?? state;
  };
  const sell = (price = PRICE) => ({
    ...{ kind: "SELL" as const, items: [{ assetId, units: 0n }], token, price },
  });
  /** An order of the owner's that can be filled. */
  const signSale = async () => {
    const { owner } = fixture.sdk;
    await owner.approveItems({ items: sell().items });
    return await owner.signOrder(sell());
  };

  describe("selling by signature", () => {
    it("signOrder fills in deadline, nonce, counter and guard, and hashes as the contract does", async () => {
      const { marketplace } = fixture.contracts;
      const { order, upstream } = await signSale();

      const now = await networkHelpers.time.latest();
      expect(order.deadline).to.equal(BigInt(now + WEEK));
      expect(order.guard).to.equal(await marketplace.sellGuardOf(order.items, upstream));
      const domain = orderDomain(31337n, fixture.addresses.marketplace);
      expect(orderHash(domain, order)).to.equal(await marketplace.hashOf({ ...order, kind: 0 }));
    });

    it("getOrderState searches a fill from the block before which there was none", async () => {
      const signed = await signSale();
      await fixture.sdk.payer.fillOrder({ signed });
      const block = await ethers.provider.getBlockNumber();
      const stateFrom = async (unfilledBefore: number) =>
        (await fixture.sdk.stranger.getOrderState({ signed, unfilledBefore })).state;

      expect(await stateFrom(block)).to.equal("FILLED");
      // Nothing is found where nothing is searched: what is told is taken as true.
      expect(await stateFrom(block + 1)).to.equal("CANCELLED");
    });

    for (const payBy of ["approval", "permit", "authorization"] as const) {
      it(`fillOrder pays by ${payBy}`, async () => {
        const signed = deserializeSignedOrder(serializeSignedOrder(await signSale()));
        const { payer } = fixture.sdk;
        expect(await stateOf(signed)).to.equal("OPEN");

        const filled = await payer.fillOrder({ signed, payBy });

        expect(filled.price).to.equal(PRICE);
        expect(await ownerOf()).to.equal(fixture.contracts.payer.address);
        expect(await stateOf(signed)).to.equal("FILLED");
        await expectRevert(payer.fillOrder({ signed }), "Marketplace_NonceUsed", {
          ...{ maker: signed.order.maker, nonce: signed.order.nonce },
        });
      });
    }

    it("fillAuthorized carries out what another account signed", async () => {
      const { payer, relayer } = fixture.sdk;
      const signed = await signSale();
      const state = await fixture.contracts.marketplace.stateOf(signed.order.items);
      const purchase = await payer.signPurchase({ signed, expectedState: state });

      await relayer.fillAuthorized({ purchase });

      expect(await ownerOf()).to.equal(fixture.contracts.payer.address);
    });

    it("fillOrder refuses a price above the limit, and to approve where it may not", async () => {
      const { payer } = fixture.sdk;
      const signed = await signSale();

      await expectRejection(payer.fillOrder({ signed, maxPrice: PRICE - 1n }), PriceLimitError);
      await expectRejection(
        payer.fillOrder({ signed, approve: "never" }),
        InsufficientAllowanceError,
      );
    });

    it("fillOrder fails when the seller claimed after the buyer looked, and says so", async () => {
      const { owner, payer } = fixture.sdk;
      const signed = await signSale();
      await payer.pay({ assetId, token, amount: 500n });
      const seen = await fixture.contracts.marketplace.stateOf(signed.order.items);
      await owner.claim({ assetId, token, holder: "owner" });

      const error = await expectRejection(
        payer.fillOrder({ signed, expectedState: seen }),
        ContractRevertError,
      );
      expect(error.errorName).to.equal("Marketplace_StateChanged");
      await payer.fillOrder({ signed, expectedState: "any" });
    });

    it("signOrders: one signature, and each order is filled or cancelled by itself", async () => {
      const { owner, payer } = fixture.sdk;
      const other = await registerRoot(owner);
      const units = { kind: "SELL" as const, token, price: 5n };
      const { address } = fixture.contracts.owner;
      await owner.releaseUnits({ assetId: other, to: address, units: 1_000n });
      await owner.approveItems({
        ...{ items: [...sell().items, { assetId: other, units: 30n }], approve: "max" },
      });
      const [whole, part, rest] = await owner.signOrders({
        orders: [
          sell(),
          { ...units, items: [{ assetId: other, units: 10n }] },
          { ...units, items: [{ assetId: other, units: 20n }] },
        ],
      });

      await payer.fillOrder({ signed: whole! });
      await payer.fillOrder({ signed: rest! });
      await owner.cancelOrders({ orders: [part!.order] });

      expect(await ownerOf()).to.equal(fixture.contracts.payer.address);
      expect(await stateOf(part!)).to.equal("CANCELLED");
      expect(await stateOf(rest!)).to.equal("FILLED");
      expect(rest!.order.nonce - whole!.order.nonce).to.equal(2n);
    });
  });

  describe("what is in the way of an order", () => {
    it("ownership, approval, funds, allowance, currency, dispute, guard, counter and time", async () => {
      const { owner, payer, stranger } = fixture.sdk;
      const { contracts } = fixture;
      const unapproved = await owner.signOrder(sell());
      expect(await stateOf(unapproved)).to.equal("NOT_APPROVED");
      expect(await stateOf(await stranger.signOrder(sell()))).to.equal("NOT_OWNED");
      const foreign = await owner.signOrder({ ...sell(), token: fixture.addresses.ledger });
      expect(await stateOf(foreign)).to.equal("CURRENCY_NOT_ACCEPTED");

      const offer = { kind: "BUY" as const, items: sell().items, token, price: PRICE };
      expect(await stateOf(await stranger.signOrder(offer))).to.equal("NO_FUNDS");
      const bid = await payer.signOrder(offer);
      expect(await stateOf(bid)).to.equal("NO_ALLOWANCE");
      await payer.approvePrice({ token, amount: PRICE });
      expect(await stateOf(bid)).to.equal("OPEN");

      const signed = await signSale();
      await contracts.appointArbiter();
      const until = BigInt(await networkHelpers.time.latest()) + 3_600n;
      await contracts.ledger.connect(contracts.arbiter).freeze(assetId, until);
      expect(await stateOf(signed)).to.equal("FROZEN");
      await contracts.ledger.connect(contracts.arbiter).thaw(assetId);

      const { contentRoot } = await owner.getVersion({ assetId });
      await owner.publishVersion({ assetId, contentRoot, metadataRoot: `0x${"12".repeat(32)}` });
      expect(await stateOf(signed)).to.equal("GUARD_BROKEN");
      expect(await stateOf(bid)).to.equal("GUARD_BROKEN");

      const short = await owner.signOrder({ ...sell(), deadline: until });
      await networkHelpers.time.increaseTo(until + 1n);
      expect(await stateOf(short)).to.equal("EXPIRED");
      const last = await owner.signOrder(sell());
      await owner.cancelAllOrders();
      expect(await stateOf(last)).to.equal("CANCELLED");
    });
  });

  describe("buying by offer", () => {
    it("acceptOffer sells at no less than what was quoted", async () => {
      const { owner, payer } = fixture.sdk;
      await payer.approvePrice({ token, amount: PRICE });
      const offer = { kind: "BUY" as const, items: sell().items, token, price: PRICE };
      const signed = await payer.signOrder(offer);
      await expectRejection(owner.acceptOffer({ signed, approve: "never" }), NotApprovedError);
      await expectRejection(owner.acceptOffer({ signed, assetId }), InvalidOrdersError);
      const { proceeds } = await owner.quoteSale(sell());
      const before = await fixture.contracts.token.balanceOf(fixture.contracts.owner);

      await owner.acceptOffer({ signed });

      expect(await ownerOf()).to.equal(fixture.contracts.payer.address);
      const after = await fixture.contracts.token.balanceOf(fixture.contracts.owner);
      expect(after - before).to.equal(proceeds);
    });

    it("acceptOffer sells one of the assets that an offer names, and no other", async () => {
      const { owner, payer } = fixture.sdk;
      const [other, third] = [await registerRoot(owner), await registerRoot(owner)];
      await payer.approvePrice({ token, amount: PRICE });
      const offer = { kind: "BUY_ANY" as const, token, price: PRICE };
      const signed = await payer.signOrder({ ...offer, assetIds: [other, assetId] });
      expect(await stateOf(signed)).to.equal("OPEN");
      expect(await stateOf({ ...signed, assetIds: [other] })).to.equal("GUARD_BROKEN");

      await expectRejection(owner.acceptOffer({ signed, assetId: third }), InvalidOrdersError);
      await expectRejection(owner.acceptOffer({ signed }), InvalidOrdersError);
      await owner.acceptOffer({ signed, assetId: other });

      expect(await ownerOf(other)).to.equal(fixture.contracts.payer.address);
      const forAll = await payer.signOrder(offer);
      expect(forAll.order.guard).to.equal(ZeroHash);
      await payer.approvePrice({ token, amount: PRICE });
      await owner.acceptOffer({ signed: forAll, assetId: third });
      expect(await ownerOf(third)).to.equal(fixture.contracts.payer.address);
    });
  });

  describe("listing on chain", () => {
    it("listOnChain, findListings, buyListing and unlistOrder", async () => {
      const { owner, payer } = fixture.sdk;
      const { signed, orderHash: hash } = await owner.listOnChain(sell());
      expect(signed.order.nonce).to.equal(FIRST_PLACE);
      expect(await payer.findListings({ maker: fixture.contracts.owner.address })).to.deep.equal([
        { orderHash: hash, order: signed.order },
      ]);
      expect(await stateOf(signed)).to.equal("OPEN");

      await owner.unlistOrder({ order: signed.order });
      expect(await stateOf(signed)).to.equal("CANCELLED");
      expect(await payer.findListings()).to.deep.equal([]);
      await expectRejection(payer.buyListing({ orderHash: hash }), UnknownListingError);

      const again = await owner.listOnChain({ ...sell(), guarded: false });
      const beside = await owner.listOnChain({ ...sell(), price: 2n * PRICE });
      expect(beside.signed.order.nonce).to.equal(FIRST_PLACE + 1n);
      await payer.buyListing({ orderHash: again.orderHash, payBy: "permit" });
      expect(await ownerOf()).to.equal(fixture.contracts.payer.address);
      expect(await stateOf(again.signed)).to.equal("FILLED");
      await expectRejection(owner.cancelOrders({ orders: [signed.order] }), InvalidOrdersError);
    });
  });

  describe("quoteSale", () => {
    it("names what protocol, assets, parents and seller get, to the last unit", async () => {
      const { sdk } = fixture;
      const parts = [{ sahara: sdk.owner, assetId, royaltyBps: 2_000n }];
      const child = await registerChild(sdk.otherOwner, parts);
      const items = [
        { assetId, units: 0n },
        { assetId: child, units: 0n },
        { assetId: child, units: 5n },
      ];

      const quote = await sdk.stranger.quoteSale({ items, price: 1_001n });

      // 5 % of 1,001 is 50, in two parts.
      expect(quote).to.deep.equal({
        ...{ price: 1_001n, fee: 0n, proceeds: 951n },
        royalties: [
          { assetId, amount: 25n, parents: [] },
          { assetId: child, amount: 25n, parents: [{ parent: assetId, amount: 5n }] },
        ],
      });
    });

    it("follows adoptRates, which takes over what governance has decided", async () => {
      const { contracts, sdk } = fixture;
      const { parameters } = contracts;
      await parameters.connect(await contracts.getTimelockSigner()).setSaleFee(200n);
      const feeOf = async () => {
        const items = [{ assetId, units: 0n }];
        return (await sdk.stranger.quoteSale({ items, price: 1_001n })).fee;
      };

      expect(await feeOf()).to.equal(0n);
      const { feeBps, royaltyBps } = await sdk.stranger.adoptRates();
      expect([feeBps, royaltyBps]).to.deep.equal([200n, 500n]);
      expect(await feeOf()).to.equal(20n);
    });
  });
});
