import { expect } from "chai";

import { deploySeaport } from "../../scripts/peers/deploySeaport.ts";
import { send } from "../../scripts/peers/npmContracts.ts";
import {
  BASIC_ORDER,
  createSeaportOrders,
  type SeaportOrder,
  toBasicOrder,
  toOrder,
} from "../../scripts/peers/seaportOrders.ts";
import { ethers, loadFixture, networkHelpers } from "../helpers/chain.ts";
import { loadSahara } from "../helpers/deploySahara.ts";
import { UNITS as CONTRIBUTOR_UNITS, FEE, HOUR, PRICE, ROYALTY } from "./deployMarketplace.ts";

const NATIVE = ethers.ZeroAddress;
const OWNER = ethers.ZeroAddress;
const NO_REF = ethers.ZeroHash;
const EARNED = 1_000_000n;
/** The owner's share: the parent and the contributor have a fifth each. */
const OWNER_EARNED = 600_000n;

/**
 * Seaport as its npm package ships it built. `owner` has a model that owes a fifth of its revenue to one of
 * `otherOwner`, which owes a tenth to a data set of `relayer`; `contributor` has a fifth of the model's units. Everyone
 * lets Seaport move what they have.
 */
async function deployWithSeaport() {
  const sahara = await loadSahara();
  const { registry, token, inboxes, owner, otherOwner, contributor, payer, relayer } = sahara;
  const seaport = await deploySeaport(sahara.deployer);
  const dataset = await sahara.registerAsset({ owner: relayer });
  const parent = await sahara.registerDerivative({
    owner: otherOwner,
    parents: [{ assetId: dataset, royaltyBps: 1_000n }],
  });
  const assetId = await sahara.registerDerivative({
    parents: [{ assetId: parent, royaltyBps: 2_000n }],
    contributors: [{ account: contributor, units: CONTRIBUTOR_UNITS }],
  });
  await registry.connect(owner).setApprovalForAll(seaport, true);
  await token.connect(payer).approve(seaport, ethers.MaxUint256);

  const { chainId } = await ethers.provider.getNetwork();
  const orders = createSeaportOrders({
    chainId,
    seaport: await seaport.getAddress(),
    nft: await registry.getAddress(),
  });
  return {
    ...sahara,
    ...{ seaport, orders, dataset, parent, assetId },
    currency: await token.getAddress(),
    inbox: await inboxes.inboxOf(assetId),
  };
}

async function loadSeaport() {
  const world = await loadFixture(deployWithSeaport);
  const { seaport, registry, ledger, inboxes, orders, assetId, currency } = world;
  const { owner, payer, stranger: market } = world;

  /** The owner's signed offer, with a market's fee and the royalty that the registry names (ERC-2981). */
  async function offer(token = currency) {
    const [recipient, amount] = await registry.royaltyInfo(assetId, PRICE);
    const cuts = [
      { recipient: market.address, amount: FEE },
      { recipient, amount },
    ];
    const endTime = BigInt(await networkHelpers.time.latest()) + HOUR;
    const sale = { maker: owner.address, assetIds: [assetId], token, price: PRICE, cuts, endTime };
    const order = orders.sell(sale);
    return { order, signature: await orders.sign(owner, order) };
  }

  type Offer = { order: SeaportOrder; signature: string };
  const buyBasic = async ({ order, signature }: Offer, value = 0n) =>
    await send(seaport, payer, BASIC_ORDER, toBasicOrder(order, signature), { value });
  const buy = async ({ order, signature }: Offer, value = 0n) =>
    await send(seaport, payer, "fulfillOrder", toOrder(order, signature), NO_REF, { value });

  const sweep = async (token = currency) => await inboxes.sweep(assetId, token);
  /** Claims for a holder of the asset, or the owner of an ancestor; returns the amount. */
  async function claim(id: bigint, holder: string, token = currency) {
    const path = [assetId, world.parent].filter((below) => below > id);
    const amount = await ledger.claim.staticCall(id, token, holder, path);
    await ledger.claim(id, token, holder, path);
    return amount;
  }
  return { ...world, market, offer, buyBasic, buy, sweep, claim };
}

const share = (amount: bigint, bps: bigint) => (amount * bps) / 10_000n;
const sum = (amounts: readonly bigint[]) => amounts.reduce((all, amount) => all + amount, 0n);

describe("Sahara's assets on Seaport 1.6", () => {
  it("change hands for a token, the royalty going to the asset's inbox (MKT-16)", async () => {
    const { registry, token, owner, payer, market, inbox, assetId, ...seaport } =
      await loadSeaport();

    await expect(seaport.buyBasic(await seaport.offer())).to.changeTokenBalances(
      ethers,
      token,
      [payer, owner, market, inbox],
      [-PRICE, PRICE - FEE - ROYALTY, FEE, ROYALTY],
    );
    expect(await registry.ownerOf(assetId)).to.equal(payer);
  });

  it("change hands for the native coin, which our own markets do not take", async () => {
    const { registry, owner, payer, market, inbox, assetId, ...seaport } = await loadSeaport();

    await expect(seaport.buy(await seaport.offer(NATIVE), PRICE)).to.changeEtherBalances(
      ethers,
      [payer, owner, market, inbox],
      [-PRICE, PRICE - FEE - ROYALTY, FEE, ROYALTY],
    );
    expect(await registry.ownerOf(assetId)).to.equal(payer);
  });

  describe("the royalty, swept (MKT-16)", () => {
    for (const [coin, kept] of [
      ["a token", 1n],
      ["the native coin", 0n],
    ] as const) {
      it(`reaches contributors, the new owner and all ancestors, to the base unit, in ${coin}`, async () => {
        const { token, ledger, contributor, dataset, parent, assetId, ...seaport } =
          await loadSeaport();
        const currency = kept === 0n ? NATIVE : seaport.currency;
        const held = async () =>
          currency === NATIVE
            ? await ethers.provider.getBalance(ledger)
            : await token.balanceOf(ledger);
        if (kept === 0n) await seaport.buy(await seaport.offer(NATIVE), PRICE);
        else await seaport.buyBasic(await seaport.offer());
        const before = await held();
        await seaport.sweep(currency);
        expect((await held()) - before).to.equal(ROYALTY - kept);

        const ofDataset = await seaport.claim(dataset, OWNER, currency);
        const ofParent = await seaport.claim(parent, OWNER, currency);
        const ofContributor = await seaport.claim(assetId, contributor.address, currency);
        const ofBuyer = await seaport.claim(assetId, OWNER, currency);

        const revenue = ROYALTY - kept;
        const toParent = share(revenue, 2_000n);
        const claimed = [
          share(toParent, 1_000n),
          share(toParent, 9_000n),
          share(revenue, 2_000n),
          share(revenue, 6_000n),
        ];
        expect([ofDataset, ofParent, ofContributor, ofBuyer]).to.deep.equal(claimed);
        // What no share can be divided into waits in the ledger for the next payment.
        expect((await held()) - before).to.equal(revenue - sum(claimed));
      });
    }
  });

  it("take the units bound to their owner along, with what these have earned (MKT-16)", async () => {
    const { ledger, payer, assetId, currency, buyBasic, offer, claim } = await loadSeaport();
    await ledger.connect(payer).pay(assetId, currency, EARNED, NO_REF);
    const units = await ledger.unitsOf(assetId, OWNER);
    await buyBasic(await offer());

    expect(await ledger.unitsOf(assetId, OWNER)).to.equal(units);
    expect(await claim(assetId, OWNER)).to.equal(OWNER_EARNED);
  });

  it("may have been emptied right before the sale, which MKT-7 rules out on our own market", async () => {
    const { ledger, token, owner, payer, assetId, currency, buyBasic, offer, claim } =
      await loadSeaport();
    await ledger.connect(payer).pay(assetId, currency, EARNED, NO_REF);
    const signed = await offer();
    const held = await token.balanceOf(owner);
    await claim(assetId, OWNER);
    await buyBasic(signed);

    expect(await token.balanceOf(owner)).to.equal(held + OWNER_EARNED + PRICE - FEE - ROYALTY);
    expect(await ledger.claimable(assetId, currency, OWNER)).to.equal(0n);
  });

  it("change hands while frozen, but the royalty waits in the inbox until that ends (MKT-16)", async () => {
    const { ledger, registry, token, arbiter, payer, inbox, assetId, ...seaport } =
      await loadSeaport();
    await seaport.appointArbiter();
    const until = BigInt(await networkHelpers.time.latest()) + HOUR;
    await ledger.connect(arbiter).freeze(assetId, until);
    await seaport.buyBasic(await seaport.offer());

    expect(await registry.ownerOf(assetId)).to.equal(payer);
    await expect(seaport.sweep())
      .to.be.revertedWithCustomError(ledger, "RevenueLedger_Frozen")
      .withArgs(assetId);
    expect(await token.balanceOf(inbox)).to.equal(ROYALTY);

    await networkHelpers.time.increaseTo(until);
    await ledger.thaw(assetId);
    await seaport.sweep();
    expect(await token.balanceOf(inbox)).to.equal(1n);
  });
});
