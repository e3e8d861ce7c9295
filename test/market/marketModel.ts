import {
  FEE_BPS,
  FIRST_PLACE,
  NO_GUARD,
  type Order,
  ORDER_KIND,
  ROYALTY_BPS,
} from "./deployMarketplace.ts";

export type Fill = {
  order: Order;
  orderHash: string;
  filler: string;
  /** What a BUY_ANY order is filled with. */
  assetId: bigint;
  /** States of the order's assets when its maker and its buyer looked, as `stateKey` gives them. */
  seen: { byMaker: string; byBuyer: string | undefined };
};

type Asset = { owner: string; frozen: boolean; moves: number; changes: number };

/** What the marketplace must do, in bigints: who has what, which orders stand, and how each fill ends. */
export function createMarketModel() {
  const assets = new Map<bigint, Asset>();
  const units = new Map<string, bigint>();
  const money = new Map<string, bigint>();
  const used = new Set<string>();
  const counters = new Map<string, bigint>();
  /** What stands at each place of each maker. */
  const listed = new Map<string, string>();
  const rates = { fee: FEE_BPS, royalty: ROYALTY_BPS };
  const filled = new Map<string, number>();

  const asset = (id: bigint) => assets.get(id)!;
  const unitsOf = (id: bigint, holder: string) => units.get(`${id} ${holder}`) ?? 0n;
  const counterOf = (maker: string) => counters.get(maker) ?? 0n;
  const give = (account: string, amount: bigint) => {
    money.set(account, (money.get(account) ?? 0n) + amount);
  };
  const giveUnits = (id: bigint, holder: string, amount: bigint) => {
    units.set(`${id} ${holder}`, unitsOf(id, holder) + amount);
  };

  /** Stands for what `stateOf` commits to. */
  const stateKey = ({ items }: Order) =>
    items
      .filter(({ units: some }) => some === 0n)
      .map(({ assetId }) => [assetId, assets.get(assetId)?.moves, assets.get(assetId)?.changes])
      .join();
  /** Stands for what `sellGuardOf` commits to. */
  const guardKey = ({ items }: Order) =>
    [
      rates.fee,
      rates.royalty,
      ...items
        .filter(({ units: some }) => some === 0n)
        .map(({ assetId }) => [assetId, assets.get(assetId)?.moves]),
    ].join();

  const placeOf = ({ maker, nonce }: Order) => `${maker} ${nonce}`;
  const unlist = (order: Order, orderHash: string) =>
    listed.get(placeOf(order)) === orderHash && listed.delete(placeOf(order));

  const itemsOf = ({ order, assetId }: Fill) =>
    order.kind === ORDER_KIND.buyAny ? [{ assetId, units: order.items[0]!.units }] : order.items;

  const sidesOf = ({ order, filler }: Fill) =>
    order.kind === ORDER_KIND.sell
      ? { seller: order.maker, buyer: filler }
      : { seller: filler, buyer: order.maker };

  /** The name of the error that stops the fill. */
  function refusalOf(fill: Fill): string | undefined {
    const { order, orderHash, filler, seen } = fill;
    if (order.taker !== "0x0000000000000000000000000000000000000000" && order.taker !== filler) {
      return "Marketplace_NotTaker";
    }
    if (order.counter !== counterOf(order.maker)) return "Marketplace_CounterPassed";
    if (order.nonce >= FIRST_PLACE) {
      if (listed.get(placeOf(order)) !== orderHash) return "Marketplace_NotListed";
    } else if (used.has(`${order.maker} ${order.nonce}`)) return "Marketplace_NonceUsed";
    if (order.guard !== NO_GUARD) {
      if (order.kind === ORDER_KIND.sell && guardKey(order) !== seen.byMaker) {
        return "Marketplace_GuardBroken";
      }
      if (order.kind === ORDER_KIND.buy && stateKey(order) !== seen.byMaker) {
        return "Marketplace_StateChanged";
      }
    }
    if (order.kind === ORDER_KIND.sell && (seen.byBuyer ?? stateKey(order)) !== stateKey(order)) {
      return "Marketplace_StateChanged";
    }
    return refusalOfItems(fill);
  }

  /** Items move one after another, and an asset may be named twice. */
  function refusalOfItems(fill: Fill): string | undefined {
    const { seller, buyer } = sidesOf(fill);
    const items = itemsOf(fill);
    const owners = new Map<bigint, string>();
    const gone = new Map<bigint, bigint>();
    for (const { assetId, units: some } of items) {
      if (some === 0n) {
        if ((owners.get(assetId) ?? asset(assetId).owner) !== seller) {
          return "TransferFromIncorrectOwner";
        }
        owners.set(assetId, buyer);
        continue;
      }
      const left = unitsOf(assetId, seller) - (gone.get(assetId) ?? 0n);
      if (left < some) return "ERC6909InsufficientBalance";
      if (asset(assetId).frozen) return "RevenueLedger_Frozen";
      if (seller !== buyer) gone.set(assetId, (gone.get(assetId) ?? 0n) + some);
    }
    const sold = items.filter(({ units: some }) => some === 0n);
    return sold.some(({ assetId }) => asset(assetId).frozen) ? "RevenueLedger_Frozen" : undefined;
  }

  /** Carries out a fill that nothing stops. */
  function apply(fill: Fill, accounts: { ledger: string; feeInbox: string }): void {
    const { order, orderHash } = fill;
    const { seller, buyer } = sidesOf(fill);
    const items = itemsOf(fill);
    const hasAsset = items.some(({ units: some }) => some === 0n);
    const fee = (order.price * rates.fee) / 10_000n;
    const royalty = hasAsset ? (order.price * rates.royalty) / 10_000n : 0n;
    give(buyer, -order.price);
    give(accounts.feeInbox, fee);
    give(accounts.ledger, royalty);
    give(seller, order.price - fee - royalty);
    for (const { assetId, units: some } of items) {
      if (some === 0n) {
        asset(assetId).owner = buyer;
        ++asset(assetId).moves;
        continue;
      }
      giveUnits(assetId, seller, -some);
      giveUnits(assetId, buyer, some);
    }
    if (order.nonce >= FIRST_PLACE) listed.delete(placeOf(order));
    else used.add(`${order.maker} ${order.nonce}`);
    filled.set(orderHash, (filled.get(orderHash) ?? 0) + 1);
  }

  return {
    ...{ assets, asset, money, give, giveUnits, unitsOf, units, used, rates, filled },
    isVacant: (order: Order) => !listed.has(placeOf(order)),
    list: (order: Order, orderHash: string) => listed.set(placeOf(order), orderHash),
    unlist,
    ...{ counterOf, stateKey, guardKey, refusalOf, apply },
    raiseCounter: (maker: string) => counters.set(maker, counterOf(maker) + 1n),
  };
}
