import { StandardMerkleTree } from "@openzeppelin/merkle-tree";
import { expect } from "chai";

import { ethers } from "../helpers/chain.ts";
import {
  FEE,
  loadMarketplace,
  NO_GUARD,
  ORDER_KIND,
  PRICE,
  PROCEEDS,
  ROYALTY,
  UNITS,
} from "./deployMarketplace.ts";

const OWNER = ethers.ZeroAddress;

describe("Marketplace", () => {
  describe("acceptOffer", () => {
    it("sells what was asked for with the maker's money (MKT-1, MKT-3)", async () => {
      const market = await loadMarketplace();
      const { marketplace, registry, ledger, token, owner, payer, assetId, currency } = market;
      const order = await market.makeOffer();
      const orderHash = await marketplace.hashOf(order);
      const sale = await market.accept(order);

      await expect(sale)
        .to.emit(marketplace, "Sold")
        .withArgs(assetId, owner, payer, orderHash, 0n)
        .and.to.emit(marketplace, "OrderFilled")
        .withArgs(orderHash, payer, currency, order.nonce, PRICE, FEE);
      await expect(sale).to.changeTokenBalances(
        ethers,
        token,
        [payer, owner, market.feeInbox, ledger, marketplace],
        [-PRICE, PROCEEDS, FEE, ROYALTY, 0n],
      );
      expect(await registry.ownerOf(assetId)).to.equal(payer);
    });

    it("takes units too", async () => {
      const market = await loadMarketplace();
      const { ledger, contributor, payer, assetId } = market;
      const order = await market.makeOffer({ items: [{ assetId, units: UNITS }] });
      await market.accept(order, { seller: contributor, minProceeds: PRICE - FEE });

      expect(await ledger.unitsOf(assetId, payer)).to.equal(UNITS);
    });

    it("protects the maker: the asset is as it was, or nothing (MKT-7)", async () => {
      const market = await loadMarketplace();
      const { marketplace, ledger, assetId, currency } = market;
      await market.payAsset(assetId, PRICE);
      const guard = await marketplace.stateOf([{ assetId, units: 0n }]);
      const order = await market.makeOffer({ guard });
      await ledger.claim(assetId, currency, OWNER, []);

      await expect(market.accept(order))
        .to.be.revertedWithCustomError(marketplace, "Marketplace_StateChanged")
        .withArgs(guard, await marketplace.stateOf(order.items));
      await market.accept(
        await market.makeOffer({ guard: await marketplace.stateOf(order.items) }),
      );
    });

    it("gives the seller what it wants at least, or nothing", async () => {
      const market = await loadMarketplace();
      const { marketplace } = market;
      const order = await market.makeOffer();

      await expect(market.accept(order, { minProceeds: PROCEEDS + 1n }))
        .to.be.revertedWithCustomError(marketplace, "Marketplace_ProceedsTooLow")
        .withArgs(PROCEEDS, PROCEEDS + 1n);
    });
  });

  describe("acceptCollectionOffer", () => {
    it("takes any asset of the registry", async () => {
      const market = await loadMarketplace();
      const { registry, owner, payer, registerAsset } = market;
      const other = await registerAsset({ owner });
      await market.acceptAny(await market.makeCollectionOffer(), { assetId: other });

      expect(await registry.ownerOf(other)).to.equal(payer);
    });

    it("takes units of any asset", async () => {
      const market = await loadMarketplace();
      const { ledger, contributor, payer, assetId } = market;
      const order = await market.makeCollectionOffer({ items: [{ assetId: 0n, units: 3n }] });
      await market.acceptAny(order, { seller: contributor, minProceeds: 0n });

      expect(await ledger.unitsOf(assetId, payer)).to.equal(3n);
    });

    it("takes one of the assets whose ids are under the root, and no other", async () => {
      const market = await loadMarketplace();
      const { marketplace, registry, payer, assetId, registerAsset } = market;
      const unwanted = await registerAsset();
      const tree = StandardMerkleTree.of([[assetId], [77n], [88n]], ["uint256"]);
      const order = await market.makeCollectionOffer({ guard: tree.root });
      const membership = tree.getProof([assetId]);

      for (const refused of [
        { assetId: unwanted, membership },
        { assetId, membership: [] },
        // An inner node is no id.
        { assetId: BigInt(membership.at(-1)!), membership: [] },
      ]) {
        await expect(market.acceptAny(order, refused))
          .to.be.revertedWithCustomError(marketplace, "Marketplace_NotWanted")
          .withArgs(refused.assetId, tree.root);
      }
      await market.acceptAny(order, { membership });
      expect(await registry.ownerOf(assetId)).to.equal(payer);
    });

    it("refuses an order that names an asset, or more than one", async () => {
      const market = await loadMarketplace();
      const { marketplace, assetId } = market;
      const any = { assetId: 0n, units: 0n };

      for (const items of [[{ assetId, units: 0n }], [any, any]]) {
        const order = await market.makeCollectionOffer({ items });
        await expect(market.acceptAny(order)).to.be.revertedWithCustomError(
          marketplace,
          "Marketplace_NotForAny",
        );
      }
    });
  });

  describe("kinds of orders", () => {
    it("are filled by their own functions only", async () => {
      const market = await loadMarketplace();
      const { marketplace } = market;
      const { sell, buy, buyAny } = ORDER_KIND;
      const offer = await market.makeOffer();
      const sale = await market.makeOrder({ guard: NO_GUARD });

      await expect(market.buy(offer))
        .to.be.revertedWithCustomError(marketplace, "Marketplace_WrongKind")
        .withArgs(buy, sell);
      await expect(market.accept(sale))
        .to.be.revertedWithCustomError(marketplace, "Marketplace_WrongKind")
        .withArgs(sell, buy);
      await expect(market.acceptAny(offer))
        .to.be.revertedWithCustomError(marketplace, "Marketplace_WrongKind")
        .withArgs(buy, buyAny);
    });
  });
});
