import { expect } from "chai";

import { ethers } from "../helpers/chain.ts";
import { loadMarketplace, PRICE } from "../market/deployMarketplace.ts";

const OWNER = ethers.ZeroAddress;
const EARNED = 50n * PRICE;

/**
 * What an asset has earned moves with it, as what a token-bound account holds does (ERC-6551). Markets that know only
 * the token let its seller take that out in the block before the sale. Here the buyer says what it saw (MKT-7).
 */
describe("finding 17: an asset emptied right before its sale", () => {
  async function withEarnings() {
    const market = await loadMarketplace();
    const { marketplace, assetId } = market;
    await market.payAsset(assetId, EARNED);
    const order = await market.makeOrder();
    const expectedState = await marketplace.stateOf(order.items);
    return { ...market, order, expectedState };
  }

  it("is not paid for", async () => {
    const { marketplace, registry, ledger, token, owner, payer, assetId, currency, ...market } =
      await withEarnings();
    const { order, expectedState } = market;
    await ledger.connect(owner).claim(assetId, currency, OWNER, []);
    const held = await token.balanceOf(payer);

    await expect(market.buy(order, { expectedState }))
      .to.be.revertedWithCustomError(marketplace, "Marketplace_StateChanged")
      .withArgs(expectedState, await marketplace.stateOf(order.items));
    expect(await token.balanceOf(payer)).to.equal(held);
    expect(await registry.ownerOf(assetId)).to.equal(owner);
  });

  it("can be bought as it is: a stranger's claim for the owner voids no order of the seller", async () => {
    const { marketplace, registry, ledger, payer, stranger, assetId, currency, ...market } =
      await withEarnings();
    const { order } = market;
    await ledger.connect(stranger).claim(assetId, currency, OWNER, []);
    await market.buy(order, { expectedState: await marketplace.stateOf(order.items) });

    expect(await registry.ownerOf(assetId)).to.equal(payer);
  });
});
