import {
  BasicOrderRouteType,
  EIP_712_ORDER_TYPE,
  ItemType,
  OrderType,
} from "@opensea/seaport-js/lib/constants.js";
import { type Signer, ZeroAddress, ZeroHash } from "ethers";

/** Part of a price that goes to somebody else than the seller. */
export type Cut = { recipient: string; amount: bigint };

export type Deal = {
  maker: string;
  /** None stands for whichever asset the filler brings. */
  assetIds: readonly bigint[];
  /** Zero for the native coin. */
  token: string;
  /** What the buyer pays in all, in base units. */
  price: bigint;
  cuts: readonly Cut[];
  /** Unix time until which the order stands. */
  endTime: bigint;
};

type Item = {
  itemType: ItemType;
  token: string;
  identifierOrCriteria: bigint;
  startAmount: bigint;
  endAmount: bigint;
};
type Payment = Item & { recipient: string };
export type SeaportOrder = ReturnType<typeof createOrder>;

type Parts = { maker: string; offer: Item[]; consideration: Payment[]; endTime: bigint };

/** The cheapest way to fill an order over one NFT. */
export const BASIC_ORDER = "fulfillBasicOrder_efficient_6GL6yc";

/** Each way of exchange has one basic order type for each order type. */
const ORDER_TYPES = 4;

/** Makes and signs orders over the tokens of `nft`; each differs by its salt from those before it. */
export function createSeaportOrders(domain: { chainId: bigint; seaport: string; nft: string }) {
  const { chainId, seaport, nft } = domain;
  let salt = 0n;

  const assets = (ids: readonly bigint[]): Item[] =>
    ids.length === 0
      ? [item(ItemType.ERC721_WITH_CRITERIA, nft, 0n, 1n)]
      : ids.map((id) => item(ItemType.ERC721, nft, id, 1n));

  /** An offer to sell: whoever buys pays the cuts, and the maker the rest. */
  const sell = ({ maker, assetIds, token, price, cuts, endTime }: Deal): SeaportOrder => {
    const taken = cuts.reduce((sum, { amount }) => sum + amount, 0n);
    const shares = [{ recipient: maker, amount: price - taken }, ...cuts];
    const consideration = shares.map((share) => payment(token, share));
    return createOrder({ maker, offer: assets(assetIds), consideration, endTime }, salt++);
  };

  /** An offer to buy: whoever sells gets the price and pays the cuts of it. */
  const bid = ({ maker, assetIds, token, price, cuts, endTime }: Deal): SeaportOrder => {
    const wanted = assets(assetIds).map((asset) => ({ ...asset, recipient: maker }));
    const consideration = [...wanted, ...cuts.map((cut) => payment(token, cut))];
    const offer = [item(ItemType.ERC20, token, 0n, price)];
    return createOrder({ maker, offer, consideration, endTime }, salt++);
  };

  const sign = async (maker: Signer, order: SeaportOrder): Promise<string> =>
    await maker.signTypedData(
      { name: "Seaport", version: "1.6", chainId, verifyingContract: seaport },
      EIP_712_ORDER_TYPE,
      order,
    );

  return { sell, bid, sign };
}

function item(itemType: ItemType, token: string, id: bigint, amount: bigint): Item {
  return { itemType, token, identifierOrCriteria: id, startAmount: amount, endAmount: amount };
}

function payment(token: string, { recipient, amount }: Cut): Payment {
  const type = token === ZeroAddress ? ItemType.NATIVE : ItemType.ERC20;
  return { ...item(type, token, 0n, amount), recipient };
}

/** An order that anyone fills as a whole, without zone and conduit, by a maker who never cancelled all. */
function createOrder({ maker, ...parts }: Parts, salt: bigint) {
  return {
    ...{ offerer: maker, zone: ZeroAddress, ...parts },
    ...{ orderType: OrderType.FULL_OPEN, startTime: 0, zoneHash: ZeroHash, salt },
    ...{ conduitKey: ZeroHash, counter: 0n },
  };
}

/** The order as `fulfillOrder` and `validate` take it; a validated one needs no signature. */
export function toOrder({ counter: _, ...order }: SeaportOrder, signature = "0x") {
  const totalOriginalConsiderationItems = order.consideration.length;
  return { parameters: { ...order, totalOriginalConsiderationItems }, signature };
}

/** The order as BASIC_ORDER takes it: one NFT for one currency. */
export function toBasicOrder(order: SeaportOrder, signature = "0x") {
  const [offered, ...moreOffered] = order.offer;
  const [wanted, ...cuts] = order.consideration;
  if (offered === undefined || wanted === undefined || moreOffered.length > 0) {
    throw new RangeError("a basic order gives one item for one or more");
  }
  return {
    considerationToken: wanted.token,
    considerationIdentifier: wanted.identifierOrCriteria,
    considerationAmount: wanted.endAmount,
    ...{ offerer: order.offerer, zone: order.zone },
    offerToken: offered.token,
    offerIdentifier: offered.identifierOrCriteria,
    offerAmount: offered.endAmount,
    basicOrderType: routeOf(wanted.itemType) * ORDER_TYPES + order.orderType,
    ...{ startTime: order.startTime, endTime: order.endTime },
    ...{ zoneHash: order.zoneHash, salt: order.salt },
    ...{ offererConduitKey: order.conduitKey, fulfillerConduitKey: ZeroHash },
    totalOriginalAdditionalRecipients: cuts.length,
    additionalRecipients: cuts.map(({ endAmount, recipient }) => ({
      ...{ amount: endAmount, recipient },
    })),
    signature,
  };
}

/** The way of exchange, by what the maker is to get. */
function routeOf(wanted: ItemType): BasicOrderRouteType {
  switch (wanted) {
    case ItemType.NATIVE:
      return BasicOrderRouteType.ETH_TO_ERC721;
    case ItemType.ERC20:
      return BasicOrderRouteType.ERC20_TO_ERC721;
    case ItemType.ERC721:
      return BasicOrderRouteType.ERC721_TO_ERC20;
    default:
      throw new RangeError(`there is no basic order for items of type ${wanted}`);
  }
}
