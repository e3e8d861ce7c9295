import { Sums } from "../helpers/sums.ts";
import { STATE } from "./auctionWorld.ts";

const BPS = 10_000n;
const SETTLEMENT_PERIOD = 14n * 86_400n;
/** Stands for whatever registry or ledger say when they refuse to move something. */
export const ANY = "";
export const NOBODY = "0x0000000000000000000000000000000000000000";

/** What is for sale: an asset, or units of it. */
export type Lot = { assetId: bigint; units: bigint };

export type EnglishModel = Lot & {
  kind: "english";
  state: bigint;
  seller: string;
  token: string;
  reserve: bigint;
  stepBps: bigint;
  endsAt: bigint;
  extension: bigint;
  bidder: string;
  bid: bigint;
  /** How often the asset had moved when the auction began. */
  moves: bigint;
};

export type DutchModel = Lot & {
  kind: "dutch";
  open: boolean;
  seller: string;
  token: string;
  unitsLeft: bigint;
  startPrice: bigint;
  endPrice: bigint;
  startsAt: bigint;
  endsAt: bigint;
};

/** The model's word for a revert. */
export class AuctionRefusal extends Error {
  override readonly name = "AuctionRefusal";

  constructor(
    readonly error: string,
    readonly values: readonly unknown[],
  ) {
    super(`${error}(${values.join(", ")})`);
  }
}

function requireThat(met: boolean, error: string, ...values: unknown[]): asserts met {
  if (!met) throw new AuctionRefusal(error, values);
}

/**
 * The house as its requirements say it, with what it needs to know of assets and tokens. Methods check before they
 * change anything, throw AuctionRefusal where the contract reverts, and are told the time of their block.
 */
export class HouseModel {
  readonly auctions: (EnglishModel | DutchModel)[] = [];
  readonly credits = new Sums();
  /** Royalties that reached the ledger, by asset and token; fees, by "fee" and token. */
  readonly royalties = new Sums();
  readonly fees = new Sums();
  /** Units by asset and account. */
  readonly units = new Sums();
  readonly owners = new Map<bigint, string>();
  readonly moves = new Map<bigint, bigint>();
  readonly frozen = new Set<bigint>();
  /** Bids that ended as a price. */
  sold = 0;

  /** @param transferFees What a token takes of a transfer, in basis points. */
  constructor(
    readonly rates: { feeBps: bigint; royaltyBps: bigint },
    readonly transferFees: ReadonlyMap<string, bigint>,
  ) {}

  english(auctionId: bigint): EnglishModel {
    const auction = this.auctions[Number(auctionId) - 1];
    const open = auction?.kind === "english" && auction.state === STATE.open;
    const state = auction?.kind === "english" ? auction.state : STATE.none;
    requireThat(open, "WrongState", auctionId, state);
    return auction;
  }

  arrived(token: string, amount: bigint): bigint {
    return amount - (amount * (this.transferFees.get(token) ?? 0n)) / BPS;
  }

  /** Leading bids of open auctions, and credits: what the house must hold (AUC-1). */
  heldFor(token: string): bigint {
    const leading = this.auctions
      .filter((auction) => auction.kind === "english")
      .filter((auction) => auction.token === token && auction.state === STATE.open);
    return leading.reduce((sum, { bid }) => sum + bid, 0n) + this.credits.totalOf(token);
  }

  canDeliver(seller: string, { assetId, units }: Lot): boolean {
    if (this.frozen.has(assetId)) return false;
    if (units === 0n) return this.ownerOf(assetId) === seller;
    return this.units.get(assetId, seller) >= units;
  }

  isDeliverable(auction: EnglishModel): boolean {
    const { seller, assetId, units, moves } = auction;
    const unchanged = units !== 0n || this.movesOf(assetId) === moves;
    return unchanged && this.canDeliver(seller, auction);
  }

  ownerOf(assetId: bigint): string {
    return this.owners.get(assetId) ?? NOBODY;
  }

  movesOf(assetId: bigint): bigint {
    return this.moves.get(assetId) ?? 0n;
  }

  move(assetId: bigint, to: string): void {
    this.owners.set(assetId, to);
    this.moves.set(assetId, this.movesOf(assetId) + 1n);
  }

  moveUnits(assetId: bigint, from: string, to: string, units: bigint): void {
    requireThat(!this.frozen.has(assetId), ANY);
    this.units.add(-units, assetId, from);
    this.units.add(units, assetId, to);
  }

  /* CREATING */

  create(terms: Omit<EnglishModel, "kind" | "state" | "bidder" | "bid" | "moves">): void {
    this.#requireLot(terms);
    this.auctions.push({
      ...terms,
      ...{ kind: "english", state: STATE.open, bidder: NOBODY, bid: 0n },
      moves: this.movesOf(terms.assetId),
    });
  }

  createDutch(now: bigint, terms: Omit<DutchModel, "kind" | "open" | "unitsLeft" | "startsAt">) {
    this.#requireLot(terms);
    const unitsLeft = terms.units;
    this.auctions.push({ ...terms, kind: "dutch", open: true, unitsLeft, startsAt: now });
  }

  #requireLot(lot: Lot & { seller: string }): void {
    const { seller, assetId, units } = lot;
    requireThat(this.canDeliver(seller, lot), "NotDeliverable", assetId, units, seller);
  }

  /* ENGLISH */

  bid(now: bigint, auctionId: bigint, bidder: string, amount: bigint): void {
    const auction = this.english(auctionId);
    const { token, endsAt, stepBps, bid } = auction;
    requireThat(now < endsAt, "Ended", auctionId, endsAt);
    const least = bid === 0n ? auction.reserve : bid + (bid * stepBps + BPS - 1n) / BPS;
    const own = auction.bidder === bidder ? bid : 0n;
    const credit = this.credits.get(bidder, token) + own;
    const fromCredit = credit < amount ? credit : amount;
    const placed = fromCredit + this.arrived(token, amount - fromCredit);
    requireThat(placed >= least, "BidTooLow", auctionId, placed, least);

    this.credits.add(bid, auction.bidder, token);
    this.credits.add(-fromCredit, bidder, token);
    Object.assign(auction, { bidder, bid: placed });
    if (now + auction.extension > endsAt) auction.endsAt = now + auction.extension;
  }

  settle(now: bigint, auctionId: bigint): void {
    const auction = this.#withBid(auctionId);
    const { endsAt, assetId, units, seller, bidder, token, bid } = auction;
    requireThat(now >= endsAt, "NotEnded", auctionId, endsAt);
    requireThat(this.isDeliverable(auction), "NotDeliverable", assetId, units, seller);
    auction.state = STATE.settled;
    this.sold++;
    this.credits.add(this.#sell(auction, bidder, bid), seller, token);
  }

  annul(now: bigint, auctionId: bigint): void {
    const auction = this.#withBid(auctionId);
    const until = auction.endsAt + SETTLEMENT_PERIOD;
    requireThat(now > until || !this.isDeliverable(auction), "Stands", auctionId, until);
    auction.state = STATE.annulled;
    this.credits.add(auction.bid, auction.bidder, auction.token);
  }

  cancel(auctionId: bigint, caller: string): void {
    const dutch = this.auctions[Number(auctionId) - 1];
    if (dutch?.kind === "dutch" && dutch.open) {
      requireThat(dutch.seller === caller, "NotSeller", auctionId, caller);
      dutch.open = false;
      return;
    }
    const auction = this.english(auctionId);
    requireThat(auction.seller === caller, "NotSeller", auctionId, caller);
    requireThat(auction.bid === 0n, "HasBid", auctionId, auction.bidder);
    auction.state = STATE.cancelled;
  }

  withdraw(account: string, token: string): void {
    this.credits.add(-this.credits.get(account, token), account, token);
  }

  /* DUTCH */

  buy(now: bigint, auctionId: bigint, buyer: string, units: bigint, maxPrice: bigint): void {
    const auction = this.auctions[Number(auctionId) - 1];
    requireThat(auction?.kind === "dutch" && auction.open, "WrongState", auctionId, STATE.none);
    const { startsAt, endsAt, startPrice, endPrice, seller, unitsLeft } = auction;
    requireThat(now <= endsAt, "Ended", auctionId, endsAt);
    const possible = units <= unitsLeft && (units !== 0n || auction.units === 0n);
    requireThat(possible, "InvalidUnits", units, unitsLeft);
    const line = startPrice - ((startPrice - endPrice) * (now - startsAt)) / (endsAt - startsAt);
    const price =
      units === auction.units ? line : (line * units + auction.units - 1n) / auction.units;
    requireThat(price <= maxPrice, "PriceAboveMax", price, maxPrice);
    requireThat(this.canDeliver(seller, { ...auction, units }), ANY);

    auction.unitsLeft -= units;
    auction.open = auction.unitsLeft !== 0n;
    this.#sell({ ...auction, units }, buyer, price);
  }

  /* STEP BY STEP */

  #withBid(auctionId: bigint): EnglishModel {
    const auction = this.english(auctionId);
    requireThat(auction.bid !== 0n, "NoBid", auctionId);
    return auction;
  }

  /** Moves the lot and shares the price; returns the seller's part. */
  #sell(
    { assetId, units, token, seller }: Lot & { token: string; seller: string },
    buyer: string,
    price: bigint,
  ): bigint {
    if (units === 0n) {
      this.move(assetId, buyer);
    } else {
      this.moveUnits(assetId, seller, buyer, units);
    }
    const fee = (price * this.rates.feeBps) / BPS;
    const royalty = units === 0n ? (price * this.rates.royaltyBps) / BPS : 0n;
    this.fees.add(this.arrived(token, fee), "fee", token);
    this.royalties.add(this.arrived(token, royalty), assetId, token);
    return price - fee - royalty;
  }
}
