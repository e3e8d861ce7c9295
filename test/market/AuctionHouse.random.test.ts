import { expect } from "chai";

import { ethers, networkHelpers, provider } from "../helpers/chain.ts";
import { deployToken, type TestToken } from "../helpers/deployToken.ts";
import { createRandom, type Random } from "../helpers/random.ts";
import { readRevertData } from "../invariants/revertData.ts";
import { ANY, AuctionRefusal, HouseModel } from "./auctionModel.ts";
import {
  type AuctionEconomy,
  type AuctionOperation,
  makeAuctionOperation,
} from "./auctionOperations.ts";
import { type AuctionWorld, FEE_BPS, loadAuctions, ROYALTY_BPS, STATE } from "./auctionWorld.ts";

const SEEDS = [1, 2];
const OPERATIONS_PER_SEED = 500;
const STEPS_BETWEEN_FULL_CHECKS = 50;
const TRANSFER_FEE_BPS = 137n;
/** More than all bids of a run together. */
const WEALTH = 10n ** 34n;
const ALL_FOUR_CURRENCIES = 0b1111n;
const MONTH = 30n * 86_400n;
const GAS = "0xf00000";

type Economy = AuctionEconomy & { world: AuctionWorld };

describe("AuctionHouse, against a bigint model", function () {
  this.timeout(120_000);

  const given = process.env.SAHARA_SEED;
  for (const seed of given === undefined ? SEEDS : [Number(given)]) {
    it(`agrees with it after each of ${OPERATIONS_PER_SEED} random operations, and ends empty (AUC-1 to AUC-9, SAHARA_SEED=${seed})`, async () => {
      const random = createRandom(seed);
      const economy = await buildEconomy();
      let now = await economy.world.now();
      let refused = 0;
      for (let step = 1; step <= OPERATIONS_PER_SEED; step++) {
        now += secondsUntilNext(random);
        const operation = makeAuctionOperation(economy, random, now);
        try {
          if (!(await perform(economy, operation, now))) refused++;
          await compareBalances(economy);
          if (step % STEPS_BETWEEN_FULL_CHECKS === 0) await compareAll(economy);
        } catch (error) {
          const place = `seed ${seed}, step ${step}, ${operation.label}`;
          throw new Error(`${place}: ${String(error)}`, { cause: error });
        }
      }
      await compareAll(economy);
      expect(refused).to.be.lessThan(OPERATIONS_PER_SEED / 2);
      expect(economy.model.sold).to.be.greaterThan(10);
      await endAll(economy, now + MONTH);
    });
  }
});

/** Two assets, units of which three people hold; two tokens, of which one takes a fee on transfer; all are rich. */
async function buildEconomy(): Promise<Economy> {
  const world = await loadAuctions();
  const { auctions, registry, ledger, council, owner, payer, licensee, stranger } = world;
  const people = [owner, payer, licensee, stranger];
  const tokens = [
    await deployToken("PlainToken", 18),
    await deployToken("FeeToken", TRANSFER_FEE_BPS),
  ];
  for (const token of tokens) await ledger.connect(council).listCurrency(token);
  const contributors = people
    .slice(1)
    .map(({ address }) => ({ account: address, units: 10n ** 7n }));
  const register = async () =>
    await world.registerAsset({ currencies: ALL_FOUR_CURRENCIES, contributors });
  const assets = [await register(), await register()];
  for (const person of people) {
    await registry.connect(person).setApprovalForAll(auctions, true);
    await ledger.connect(person).setOperator(auctions, true);
    for (const token of tokens) {
      await token.mint(person, WEALTH);
      await token.connect(person).approve(auctions, ethers.MaxUint256);
    }
  }
  const addresses = await Promise.all(tokens.map((token) => token.getAddress()));
  const rates = { feeBps: FEE_BPS, royaltyBps: ROYALTY_BPS };
  const model = new HouseModel(rates, new Map([[addresses[1] ?? "", TRANSFER_FEE_BPS]]));
  for (const assetId of assets) {
    model.owners.set(assetId, owner.address);
    for (const { account, units } of contributors) model.units.add(units, assetId, account);
  }
  return {
    world,
    model,
    house: { interface: auctions.interface, address: world.house },
    registry: { interface: registry.interface, address: await registry.getAddress() },
    ledger: { interface: ledger.interface, address: await ledger.getAddress() },
    arbiter: world.arbiter.address,
    assets,
    tokens: addresses,
    erc20s: new Map(tokens.map((token, i): [string, TestToken] => [addresses[i] ?? "", token])),
    people: people.map(({ address }) => address),
  };
}

/** Mostly some minutes pass; now and then an auction's time does, seldom the one for its settlement. */
function secondsUntilNext(random: Random): bigint {
  if (random.oneIn(100)) return random.upTo(16n * 86_400n) + 1n;
  if (random.oneIn(10)) return random.upTo(86_400n) + 1n;
  return random.upTo(600n) + 1n;
}

/** Does an operation on chain and to the model, and returns whether it was accepted; both must say the same. */
async function perform(economy: Economy, operation: AuctionOperation, now: bigint) {
  const refusal = applyToModel(operation, now);
  await networkHelpers.time.setNextBlockTimestamp(now);
  const data = await send(operation);
  if (refusal?.error === ANY) {
    expect(data).to.not.equal("accepted");
  } else {
    const { interface: abi } = economy.world.auctions;
    const encode = ({ error, values }: AuctionRefusal) =>
      abi.encodeErrorResult(abi.getError(`AuctionHouse_${error}`) ?? error, values);
    expect(data, refusal?.message).to.equal(refusal === undefined ? "accepted" : encode(refusal));
  }
  return refusal === undefined;
}

function applyToModel({ apply }: AuctionOperation, now: bigint): AuctionRefusal | undefined {
  try {
    apply(now);
  } catch (error) {
    if (!(error instanceof AuctionRefusal)) throw error;
    return error;
  }
  return undefined;
}

async function send({ from, to, data }: Pick<AuctionOperation, "from" | "to" | "data">) {
  try {
    const transaction = { from, to, data, gas: GAS };
    await provider.request({ method: "eth_sendTransaction", params: [transaction] });
    return "accepted";
  } catch (error) {
    return readRevertData(error);
  }
}

/* WHAT MUST HOLD */

/** The house holds leading bids of open auctions and credits, to the last base unit (AUC-1). */
async function compareBalances({ model, erc20s, house }: Economy): Promise<void> {
  for (const [token, erc20] of erc20s) {
    expect(await erc20.balanceOf(house.address), "held").to.equal(model.heldFor(token));
  }
}

async function compareAll({ world, model, erc20s, assets, people }: Economy): Promise<void> {
  const { auctions, ledger, registry, feeInbox } = world;
  expect(await auctions.auctionCount()).to.equal(BigInt(model.auctions.length));
  for (const [index, auction] of model.auctions.entries()) {
    const auctionId = BigInt(index) + 1n;
    if (auction.kind === "english") {
      const { state, bidder, bid, endsAt } = await auctions.auctionOf(auctionId);
      expect({ state, bidder, bid, endsAt }, `auction ${auctionId}`).to.include({
        ...{ state: auction.state, bidder: auction.bidder },
        ...{ bid: auction.bid, endsAt: auction.endsAt },
      });
    } else {
      const { unitsLeft, seller } = await auctions.dutchAuctionOf(auctionId);
      expect(seller !== ethers.ZeroAddress, `auction ${auctionId}`).to.equal(auction.open);
      expect(unitsLeft).to.equal(auction.open ? auction.unitsLeft : 0n);
    }
  }
  for (const [token, erc20] of erc20s) {
    expect(await erc20.balanceOf(feeInbox), "fees").to.equal(model.fees.get("fee", token));
    for (const person of people) {
      expect(await auctions.creditOf(person, token)).to.equal(model.credits.get(person, token));
    }
    for (const assetId of assets) {
      const { accrued } = await ledger.streamOf(assetId, token);
      expect(accrued, "royalties").to.equal(model.royalties.get(assetId, token));
    }
  }
  for (const assetId of assets) {
    expect(await registry.ownerOf(assetId)).to.equal(model.ownerOf(assetId));
    for (const person of people) {
      expect(await ledger.balanceOf(person, assetId)).to.equal(model.units.get(assetId, person));
    }
  }
}

/** Every bid ends somewhere: once time has passed, nothing is left here that its owner can't take away (AUC-2). */
async function endAll(economy: Economy, time: bigint): Promise<void> {
  const { model, world, house, people, tokens, erc20s } = economy;
  const { interface: abi } = world.auctions;
  await networkHelpers.time.increaseTo(time);
  const from = world.stranger.address;
  for (const [index, auction] of model.auctions.entries()) {
    if (auction.kind !== "english" || auction.state !== STATE.open || auction.bid === 0n) continue;
    const data = abi.encodeFunctionData("annul", [index + 1]);
    expect(await send({ from, to: house.address, data })).to.equal("accepted");
  }
  for (const person of people) {
    for (const token of tokens) {
      const data = abi.encodeFunctionData("withdraw", [token, person]);
      expect(await send({ from: person, to: house.address, data })).to.equal("accepted");
    }
  }
  for (const erc20 of erc20s.values()) expect(await erc20.balanceOf(house.address)).to.equal(0n);
}
