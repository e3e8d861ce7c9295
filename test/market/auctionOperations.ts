import type { Interface } from "ethers";

import { ethers } from "../helpers/chain.ts";
import type { TestToken } from "../helpers/deployToken.ts";
import type { Random } from "../helpers/random.ts";
import type { DutchModel, EnglishModel, HouseModel } from "./auctionModel.ts";
import { DAY, HOUR, STATE } from "./auctionWorld.ts";

export type Target = { interface: Interface; address: string };

/** The house, its model, and what operations choose from. */
export type AuctionEconomy = {
  model: HouseModel;
  house: Target;
  registry: Target;
  ledger: Target;
  arbiter: string;
  assets: readonly bigint[];
  tokens: readonly string[];
  erc20s: ReadonlyMap<string, TestToken>;
  people: readonly string[];
};

/** One transaction, and what it does to the model at the time of its block. */
export type AuctionOperation = {
  label: string;
  from: string;
  to: string;
  data: string;
  apply: (now: bigint) => void;
};

type Maker = (economy: AuctionEconomy, random: Random, now: bigint) => AuctionOperation;

/** Small enough that a royalty of a twentieth and a token's fee of it stay above nothing. */
const MIN_PRICE = 10_000n;
const MAX_PRICE = 10n ** 20n;

function call(
  target: Target,
  method: string,
  args: readonly unknown[],
  from: string,
  apply: AuctionOperation["apply"],
): AuctionOperation {
  const label = `${method}(${args.flat().map(String).join(", ")}) from ${from}`;
  const data = target.interface.encodeFunctionData(method, args);
  return { label, from, to: target.address, data, apply };
}

/* WHAT TO CHOOSE FROM */

function pickLot({ assets, model, people }: AuctionEconomy, random: Random) {
  const assetId = random.pick(assets);
  const seller = random.oneIn(8) ? random.pick(people) : model.ownerOf(assetId);
  if (random.oneIn(2)) return { seller, lot: { assetId, units: 0n } };
  const rich = people.find((person) => model.units.get(assetId, person) > 1_000n);
  const holder = random.oneIn(8) ? random.pick(people) : (rich ?? seller);
  const units = 1n + random.upTo(model.units.get(assetId, holder));
  return { seller: holder, lot: { assetId, units } };
}

type Auction = EnglishModel | DutchModel;
/** Whether an operation makes sense for an auction at a time. */
type Fits = (economy: AuctionEconomy, auction: Auction, now: bigint) => boolean;

const isOpen = (auction: Auction) =>
  auction.kind === "english" ? auction.state === STATE.open : auction.open;

const takesBids: Fits = (_economy, auction, now) =>
  auction.kind === "english" && isOpen(auction) && now < auction.endsAt;
const canSettle: Fits = ({ model }, auction, now) =>
  auction.kind === "english" &&
  isOpen(auction) &&
  auction.bid !== 0n &&
  now >= auction.endsAt &&
  model.isDeliverable(auction);
const canAnnul: Fits = ({ model }, auction) =>
  auction.kind === "english" &&
  isOpen(auction) &&
  auction.bid !== 0n &&
  !model.isDeliverable(auction);
const canCancel: Fits = (_economy, auction) =>
  isOpen(auction) && (auction.kind === "dutch" || auction.bid === 0n);
const sells: Fits = ({ model }, auction, now) =>
  auction.kind === "dutch" &&
  auction.open &&
  now <= auction.endsAt &&
  model.canDeliver(auction.seller, auction);

/** Mostly an auction that fits, if there is one; seldom one that does not exist. */
function pickAuction(economy: AuctionEconomy, random: Random, fits: Fits, now: bigint): bigint {
  const { auctions } = economy.model;
  const fitting = auctions.flatMap((auction, i) => (fits(economy, auction, now) ? [i] : []));
  if (fitting.length > 0 && !random.oneIn(10)) return BigInt(random.pick(fitting)) + 1n;
  return BigInt(random.below(auctions.length + 1)) + 1n;
}

/* OPERATIONS */

const create: Maker = (economy, random, now) => {
  const { seller, lot } = pickLot(economy, random);
  const token = random.pick(economy.tokens);
  const reserve = MIN_PRICE + random.magnitudeUpTo(MAX_PRICE);
  const stepBps = 100n + random.upTo(4_900n);
  const endsAt = now + 1n + random.upTo(3n * DAY);
  const extension = random.upTo(2n * HOUR);
  const terms = [[lot.assetId, lot.units], token, reserve, stepBps, endsAt, extension];
  return call(economy.house, "createAuction", [terms], seller, () => {
    economy.model.create({ ...lot, seller, token, reserve, stepBps, endsAt, extension });
  });
};

const createDutch: Maker = (economy, random, now) => {
  const { seller, lot } = pickLot(economy, random);
  const token = random.pick(economy.tokens);
  // So that even one unit of all costs enough for its fees.
  const endPrice = (MIN_PRICE + random.magnitudeUpTo(MAX_PRICE)) * (lot.units + 1n);
  const startPrice = endPrice + random.magnitudeUpTo(MAX_PRICE);
  const endsAt = now + 1n + random.upTo(3n * DAY);
  const terms = [[lot.assetId, lot.units], token, startPrice, endPrice, endsAt];
  return call(economy.house, "createDutchAuction", [terms], seller, (time) => {
    economy.model.createDutch(time, { ...lot, seller, token, startPrice, endPrice, endsAt });
  });
};

const bid: Maker = (economy, random, time) => {
  const auctionId = pickAuction(economy, random, takesBids, time);
  const from = random.pick(economy.people);
  const auction = economy.model.auctions[Number(auctionId) - 1];
  const leading = auction?.kind === "english" && auction.bid !== 0n ? auction.bid : undefined;
  const base = leading ?? (auction?.kind === "english" ? auction.reserve : MIN_PRICE);
  // From a little too low to twice as much, and mostly high enough for a token that takes a fee.
  const amount = (base * (10_000n + random.upTo(15_000n))) / 10_000n + 1n;
  return call(economy.house, "bid", [auctionId, amount], from, (now) => {
    economy.model.bid(now, auctionId, from, amount);
  });
};

const byAnyone =
  (method: "settle" | "annul"): Maker =>
  (economy, random, time) => {
    const auctionId = pickAuction(
      economy,
      random,
      method === "settle" ? canSettle : canAnnul,
      time,
    );
    return call(economy.house, method, [auctionId], random.pick(economy.people), (now) => {
      economy.model[method](now, auctionId);
    });
  };

const cancel: Maker = (economy, random, now) => {
  const auctionId = pickAuction(economy, random, canCancel, now);
  const seller = economy.model.auctions[Number(auctionId) - 1]?.seller;
  const from = seller === undefined || random.oneIn(4) ? random.pick(economy.people) : seller;
  return call(economy.house, "cancel", [auctionId], from, () => {
    economy.model.cancel(auctionId, from);
  });
};

const buy: Maker = (economy, random, time) => {
  const auctionId = pickAuction(economy, random, sells, time);
  const from = random.pick(economy.people);
  const auction = economy.model.auctions[Number(auctionId) - 1];
  const left = auction?.kind === "dutch" ? auction.unitsLeft : 0n;
  const units = left === 0n ? 0n : random.oneIn(3) ? left : random.upTo(left);
  const maxPrice = random.oneIn(10) ? MIN_PRICE : 2n ** 96n - 1n;
  const args = [auctionId, units, maxPrice, ethers.ZeroHash];
  return call(economy.house, "buy", args, from, (now) => {
    economy.model.buy(now, auctionId, from, units, maxPrice);
  });
};

const withdraw: Maker = (economy, random) => {
  const from = random.pick(economy.people);
  const token = random.pick(economy.tokens);
  return call(economy.house, "withdraw", [token, from], from, () => {
    economy.model.withdraw(from, token);
  });
};

/** Somebody sells elsewhere what may be auctioned here. */
const moveAsset: Maker = ({ registry, model, assets, people }, random) => {
  const assetId = random.pick(assets);
  const from = model.ownerOf(assetId);
  const to = random.pick(people);
  return call(registry, "transferFrom", [from, to, assetId], from, () => {
    model.move(assetId, to);
  });
};

const moveUnits: Maker = ({ ledger, model, assets, people }, random) => {
  const assetId = random.pick(assets);
  const [from, to] = [random.pick(people), random.pick(people)];
  const units = random.upTo(model.units.get(assetId, from));
  return call(ledger, "transfer", [to, assetId, units], from, () => {
    model.moveUnits(assetId, from, to, units);
  });
};

const freezeOrThaw: Maker = ({ model, ledger, arbiter, assets }, random, now) => {
  const assetId = [...model.frozen][0] ?? random.pick(assets);
  const frozen = model.frozen.has(assetId);
  const args = frozen ? [assetId] : [assetId, now + 80n * DAY];
  return call(ledger, frozen ? "thaw" : "freeze", args, arbiter, () => {
    if (frozen) model.frozen.delete(assetId);
    else model.frozen.add(assetId);
  });
};

type Chance = { make: Maker; weight: number; fits?: Fits };

const CHANCES: readonly Chance[] = [
  { make: create, weight: 10 },
  { make: createDutch, weight: 6 },
  { make: bid, weight: 30, fits: takesBids },
  { make: byAnyone("settle"), weight: 20, fits: canSettle },
  { make: byAnyone("annul"), weight: 12, fits: canAnnul },
  { make: cancel, weight: 2, fits: canCancel },
  { make: buy, weight: 10, fits: sells },
  { make: withdraw, weight: 8 },
  { make: moveAsset, weight: 2 },
  { make: moveUnits, weight: 2 },
  { make: freezeOrThaw, weight: 2 },
];

/** Makes operations; some of them must be refused. */
export const makeAuctionOperation: Maker = (economy, random, now) => {
  const { auctions } = economy.model;
  const possible = CHANCES.filter(
    ({ fits }) => fits === undefined || auctions.some((auction) => fits(economy, auction, now)),
  );
  // Now and then one that fits nothing.
  const chances = random.oneIn(20) ? CHANCES : possible;
  const makers = chances.flatMap(({ make, weight }) => Array<Maker>(weight).fill(make));
  return random.pick(makers)(economy, random, now);
};
