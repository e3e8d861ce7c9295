import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import { expect } from "chai";

import { ethers, networkHelpers } from "../helpers/chain.ts";
import { revertData } from "../helpers/revertData.ts";
import { createSeededRandom } from "../helpers/seededRandom.ts";
import {
  type Consent,
  FIRST_PLACE,
  loadMarketplace,
  NO_GUARD,
  NO_UPSTREAM,
  type Order,
  ORDER_KIND,
  UNITS,
} from "./deployMarketplace.ts";
import { createMarketModel, type Fill } from "./marketModel.ts";

const SEEDS = [1n, 2n];
const STEPS = 200;
const WEALTH = 10n ** 15n;
const FAR = 2n ** 39n;
const OWNER = ethers.ZeroAddress;

type Made = { order: Order; orderHash: string; consent: Consent; byMaker: string };

/** One market and its model, side by side. */
async function createWorld(seed: bigint) {
  const market = await loadMarketplace();
  const { marketplace, registry, ledger, token, deployer } = market;
  const random = createSeededRandom(seed);
  const model = createMarketModel();
  const traders = [
    market.owner,
    market.otherOwner,
    market.contributor,
    market.payer,
    market.licensee,
  ];
  const assetIds = [market.parent, market.assetId];
  assetIds.push(await market.registerAsset(), await market.registerAsset({ owner: market.payer }));
  await market.appointArbiter();
  await ledger.connect(market.owner).releaseUnits(market.assetId, market.licensee, UNITS);

  const ledgerAddress = await ledger.getAddress();
  const accounts = { ledger: ledgerAddress, feeInbox: market.feeInbox };
  for (const trader of traders) await token.connect(deployer).transfer(trader, WEALTH);
  for (const account of [...traders.map(({ address }) => address), ...Object.values(accounts)]) {
    model.give(account, await token.balanceOf(account));
  }
  for (const id of assetIds) {
    const owner = await registry.ownerOf(id);
    model.assets.set(id, { owner, frozen: false, moves: 0, changes: 0 });
  }
  for (const holder of [market.contributor, market.licensee]) {
    model.giveUnits(market.assetId, holder.address, UNITS);
  }
  const made: Made[] = [];
  const outcomes = new Map<string, number>();
  const count = (what: string) => outcomes.set(what, (outcomes.get(what) ?? 0) + 1);

  const signerOf = (address: string) => traders.find((trader) => trader.address === address)!;

  /* What happens */

  async function makeOrder(): Promise<void> {
    const kind = random.pick(Object.values(ORDER_KIND));
    const some = () => (random.below(3) === 0 ? BigInt(random.below(Number(UNITS) / 4)) + 1n : 0n);
    const item = () => ({ assetId: random.pick(assetIds), units: some() });
    const items = Array.from({ length: random.pick([1, 1, 1, 1, 2, 3]) }, item);
    const maker = kind === ORDER_KIND.sell ? pickSeller(items) : random.pick(traders);
    const onChain = random.below(4) === 0;
    const order = await market.makeOrder({
      maker: maker.address,
      kind,
      items: kind === ORDER_KIND.buyAny ? [{ assetId: 0n, units: some() }] : items,
      price: BigInt(random.below(1_000_000)) + 100n,
      taker: random.below(8) === 0 ? random.pick(traders).address : ethers.ZeroAddress,
      deadline: FAR,
      // Few numbers, so that orders get in each other's way.
      nonce: onChain ? FIRST_PLACE + BigInt(random.below(3)) : BigInt(random.below(80)),
      counter: model.counterOf(maker.address),
    });
    if (kind !== ORDER_KIND.buyAny && random.below(2) === 0) {
      order.guard =
        kind === ORDER_KIND.sell
          ? await marketplace.sellGuardOf(order.items, NO_UPSTREAM)
          : await marketplace.stateOf(order.items);
    }
    const orderHash = await marketplace.hashOf(order);
    if (onChain) {
      const refusal = model.isVacant(order) ? undefined : "Marketplace_NotVacant";
      expect(await outcomeOf(() => marketplace.connect(maker).list(order))).to.equal(refusal);
      if (refusal !== undefined) return;
      model.list(order, orderHash);
    }
    const byMaker = kind === ORDER_KIND.sell ? model.guardKey(order) : model.stateKey(order);
    made.push({ order, orderHash, consent: await market.sign(order, maker), byMaker });
  }

  async function fillOrder(): Promise<void> {
    if (made.length === 0) return;
    const { order, orderHash, consent, byMaker } = random.pick(made);
    const expectedState = random.below(3) === 0 ? await marketplace.stateOf(order.items) : NO_GUARD;
    const byBuyer = expectedState === NO_GUARD ? undefined : model.stateKey(order);
    // Between a look and the sale, a claim, a transfer or another sale may come first.
    if (byBuyer !== undefined && random.below(2) === 0) await disturb(order.items[0]!.assetId);
    const assetId = random.pick(assetIds);
    const wanted =
      order.kind === ORDER_KIND.buyAny ? [{ ...order.items[0]!, assetId }] : order.items;
    const filler = order.kind === ORDER_KIND.sell ? random.pick(traders) : pickSeller(wanted);
    const fill: Fill = {
      ...{ order, orderHash, assetId, filler: filler.address },
      seen: { byMaker, byBuyer },
    };

    const asFiller = marketplace.connect(filler);
    const refusal = model.refusalOf(fill);
    const ended = await outcomeOf(async () => {
      if (order.kind === ORDER_KIND.sell) {
        return await asFiller.buy(order, consent, expectedState, NO_UPSTREAM);
      }
      if (order.kind === ORDER_KIND.buy) return await asFiller.acceptOffer(order, consent, 0n);
      return await asFiller.acceptCollectionOffer(order, consent, assetId, [], 0n);
    });
    expect(
      ended,
      JSON.stringify(fill, (_, v: unknown) => (typeof v === "bigint" ? `${v}` : v)),
    ).to.equal(refusal);
    count(refusal ?? "filled");
    if (refusal === undefined) model.apply(fill, accounts);
  }

  /** Mostly somebody who has what is sold. */
  function pickSeller([first]: Order["items"]): HardhatEthersSigner {
    if (random.below(8) === 0) return random.pick(traders);
    if (first!.units !== 0n) return random.pick([market.contributor, market.licensee]);
    return signerOf(model.asset(first!.assetId).owner);
  }

  async function outcomeOf(send: () => Promise<unknown>): Promise<string | undefined> {
    try {
      await send();
      return undefined;
    } catch (error) {
      const data = revertData(error) ?? "0x";
      if (data.startsWith(ethers.id("TransferFromIncorrectOwner()").slice(0, 10))) {
        return "TransferFromIncorrectOwner";
      }
      return [marketplace, ledger]
        .map((contract) => contract.interface.parseError(data)?.name)
        .find((name) => name !== undefined);
    }
  }

  async function cancel(): Promise<void> {
    if (made.length === 0) return;
    const { order, orderHash } = random.pick(made);
    const asMaker = marketplace.connect(signerOf(order.maker));
    if (order.nonce < FIRST_PLACE) {
      await asMaker.cancel([order.nonce]);
      model.used.add(`${order.maker} ${order.nonce}`);
    } else if (model.unlist(order, orderHash)) await asMaker.unlist(order);
  }

  async function cancelAll(): Promise<void> {
    const maker = random.pick(traders);
    await marketplace.connect(maker).cancelAll();
    model.raiseCounter(maker.address);
  }

  async function freezeOrThaw(): Promise<void> {
    const id = random.pick(assetIds);
    const asArbiter = ledger.connect(market.arbiter);
    const asset = model.asset(id);
    asset.frozen = !asset.frozen;
    const until = BigInt(await networkHelpers.time.latest()) + 1_000_000n;
    if (asset.frozen) await asArbiter.freeze(id, until);
    else await asArbiter.thaw(id);
  }

  /** What may come between a look at an asset and its sale. */
  async function disturb(chosen = 0n): Promise<void> {
    const id = chosen === 0n ? random.pick(assetIds) : chosen;
    const asset = model.asset(id);
    const amount = BigInt(random.below(10_000)) + 1n;
    if (random.below(2) === 0) {
      const to = random.pick(traders);
      await registry.connect(signerOf(asset.owner)).transferFrom(asset.owner, to, id);
      asset.owner = to.address;
      ++asset.moves;
    } else if (!asset.frozen) {
      await market.payAsset(id, amount);
      model.give(market.payer.address, -amount);
      model.give(ledgerAddress, amount);
      if (random.below(2) === 0) return;
      const due = await ledger.claimable(id, token, OWNER);
      await ledger.claim(id, token, OWNER, []);
      model.give(asset.owner, due);
      model.give(ledgerAddress, -due);
      if (due !== 0n) ++asset.changes;
    }
  }

  async function changeFee(): Promise<void> {
    const fee = BigInt(random.below(501));
    const { parameters } = market;
    await parameters.connect(await market.getTimelockSigner()).setSaleFee(fee);
    // Until somebody has it adopted, it changes nothing.
    if (random.below(3) === 0) return;
    await marketplace.adoptRates();
    model.rates.fee = fee;
  }

  /* What must hold */

  async function check(): Promise<void> {
    for (const [account, amount] of model.money) {
      expect(await token.balanceOf(account)).to.equal(amount);
    }
    for (const [id, { owner }] of model.assets) expect(await registry.ownerOf(id)).to.equal(owner);
    for (const [key, held] of model.units) {
      const [id, holder] = key.split(" ") as [string, string];
      expect(await ledger.unitsOf(id, holder)).to.equal(held);
    }
    expect(await token.balanceOf(marketplace)).to.equal(0n);
    expect(await registry.balanceOf(marketplace)).to.equal(0n);
  }

  const steps = [
    ...Array.from({ length: 8 }, () => makeOrder),
    ...Array.from({ length: 20 }, () => fillOrder),
    ...[
      disturb,
      disturb,
      disturb,
      cancel,
      cancel,
      cancelAll,
      freezeOrThaw,
      freezeOrThaw,
      changeFee,
    ],
  ];
  return {
    model,
    outcomes,
    check,
    step: async () => {
      await random.pick<() => Promise<void>>(steps)();
    },
  };
}

describe("Marketplace, beside its model (MKT-1 to MKT-9)", function () {
  this.timeout(120_000);

  const seen = new Map<string, number>();
  for (const seed of SEEDS) {
    it(`does what the model says, seed ${seed}`, async () => {
      const { model, outcomes, check, step } = await createWorld(seed);
      for (let i = 0; i < STEPS; ++i) {
        await step();
        await check();
      }

      // Listed again under the same terms, an order is another one; a signed one is filled once.
      expect(Math.max(...model.filled.values())).to.equal(1);
      for (const [outcome, times] of outcomes) seen.set(outcome, (seen.get(outcome) ?? 0) + times);
    });
  }

  it("met every way for a fill to end", () => {
    expect([...seen.keys()].sort()).to.deep.equal([
      "ERC6909InsufficientBalance",
      "Marketplace_CounterPassed",
      "Marketplace_GuardBroken",
      "Marketplace_NonceUsed",
      "Marketplace_NotListed",
      "Marketplace_NotTaker",
      "Marketplace_StateChanged",
      "RevenueLedger_Frozen",
      "TransferFromIncorrectOwner",
      "filled",
    ]);
  });
});
