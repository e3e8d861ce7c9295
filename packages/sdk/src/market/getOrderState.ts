import { getLogs } from "../chain/getLogs.ts";
import { mayTake } from "../chain/handover.ts";
import type { Clients } from "../clients.ts";
import { SaharaToken__factory } from "../contracts.ts";
import { assetSetRoot } from "./assetSet.ts";
import {
  isForList,
  type Order,
  orderHash,
  type OrderItem,
  type SignedOrder,
  toOrderStruct,
} from "./order.ts";
import { domainOf } from "./signOrder.ts";

/**
 * Where an order stands. `UNFILLABLE` may become `OPEN` again; what is filled, cancelled or expired stays so. An order
 * that is no longer listed counts as cancelled unless it was filled.
 */
export const ORDER_STATES = ["OPEN", "UNFILLABLE", "FILLED", "CANCELLED", "EXPIRED"] as const;
/** What is in the way of an order that can't be filled now. */
export const ORDER_OBSTACLES = [
  "NOT_OWNED",
  "NOT_APPROVED",
  "FROZEN",
  "CURRENCY_NOT_ACCEPTED",
  "GUARD_BROKEN",
  "NO_FUNDS",
  "NO_ALLOWANCE",
] as const;

export type OrderState = (typeof ORDER_STATES)[number];
export type OrderObstacle = (typeof ORDER_OBSTACLES)[number];

export type OrderStatus = {
  orderHash: string;
  state: OrderState;
  /** Set for `UNFILLABLE` alone. */
  obstacle: OrderObstacle | undefined;
};

export type GetOrderStateParameters = {
  signed: Omit<SignedOrder, "consent">;
  /**
   * Block before which the order is known not to have been filled: only from there on its fill is searched, which tells
   * a filled order from a cancelled one. Defaults to the deployment's.
   */
  unfilledBefore?: number | undefined;
};

/**
 * Whether an order can be filled now; if not, why. Looks at everything that the chain knows: its number, counter, time
 * and guard, and what the maker owns and has approved. Says nothing about signatures.
 */
export async function getOrderState(
  clients: Clients,
  { signed, unfilledBefore }: GetOrderStateParameters,
): Promise<OrderStatus> {
  const { order } = signed;
  const hash = orderHash(domainOf(clients), order);
  const [used, block, counter] = await Promise.all([
    isUsedUp(clients, order),
    clients.provider.getBlock("latest"),
    clients.contracts.marketplace.counterOf(order.maker),
  ]);
  const status = (state: OrderState, obstacle?: OrderObstacle): OrderStatus => ({
    ...{ orderHash: hash, state, obstacle },
  });

  if (used) {
    return status((await wasFilled(clients, hash, unfilledBefore)) ? "FILLED" : "CANCELLED");
  }
  if (counter !== order.counter) return status("CANCELLED");
  if (order.deadline < BigInt(block?.timestamp ?? 0)) return status("EXPIRED");
  const obstacle = await findObstacle(clients, signed);
  return obstacle === undefined ? status("OPEN") : status("UNFILLABLE", obstacle);
}

async function isUsedUp({ contracts: { marketplace } }: Clients, order: Order): Promise<boolean> {
  return isForList(order)
    ? !(await marketplace.isListed(toOrderStruct(order)))
    : await marketplace.isNonceUsed(order.maker, order.nonce);
}

async function wasFilled(
  clients: Clients,
  hash: string,
  fromBlock: number | undefined,
): Promise<boolean> {
  const { marketplace } = clients.contracts;
  const { marketplace: address } = clients.addresses;
  const topics = [marketplace.interface.getEvent("OrderFilled").topicHash, hash];
  return (await getLogs(clients, { address, topics, fromBlock })).length > 0;
}

async function findObstacle(
  clients: Clients,
  signed: GetOrderStateParameters["signed"],
): Promise<OrderObstacle | undefined> {
  const checks =
    signed.order.kind === "SELL"
      ? [findAssetFault, findItemFault, findGuardFault]
      : [findAssetFault, findMoneyFault, findGuardFault];
  for (const check of checks) {
    const obstacle = await check(clients, signed);
    if (obstacle !== undefined) return obstacle;
  }
  return undefined;
}

async function findGuardFault(
  { contracts: { marketplace } }: Clients,
  { order, upstream, assetIds }: GetOrderStateParameters["signed"],
): Promise<OrderObstacle | undefined> {
  const { kind, items, guard } = order;
  if (kind !== "BUY_ANY" && BigInt(guard) === 0n) return undefined;
  const current = {
    SELL: () => marketplace.sellGuardOf(items, upstream),
    BUY: () => marketplace.stateOf(items),
    BUY_ANY: () => Promise.resolve(assetSetRoot(assetIds)),
  };
  return (await current[kind]()) === guard ? undefined : "GUARD_BROKEN";
}

/** What any trade with an asset needs; of an order for one of many, all that is known before is the token. */
async function findAssetFault(
  { contracts: { ledger } }: Clients,
  { order: { items, token, kind } }: GetOrderStateParameters["signed"],
): Promise<OrderObstacle | undefined> {
  if (kind === "BUY_ANY") {
    return (await ledger.currencies()).includes(token) ? undefined : "CURRENCY_NOT_ACCEPTED";
  }
  for (const { assetId } of items) {
    const [{ frozen }, accepted] = await Promise.all([
      ledger.accountOf(assetId),
      ledger.accepts(assetId, token),
    ]);
    if (frozen) return "FROZEN";
    if (!accepted) return "CURRENCY_NOT_ACCEPTED";
  }
  return undefined;
}

async function findItemFault(
  clients: Clients,
  { order: { maker, items } }: GetOrderStateParameters["signed"],
): Promise<OrderObstacle | undefined> {
  for (const { assetId, units } of sumUnits(items)) {
    const fault =
      units === 0n
        ? await findOwnershipFault(clients, maker, assetId)
        : await findUnitsFault(clients, maker, { assetId, units });
    if (fault !== undefined) return fault;
  }
  return undefined;
}

/** The same with the units of an asset in one item. */
export function sumUnits(items: readonly OrderItem[]): OrderItem[] {
  const sums = new Map<bigint, bigint>();
  for (const { assetId, units } of items) sums.set(assetId, (sums.get(assetId) ?? 0n) + units);
  const whole = items.filter(({ units }) => units === 0n);
  const parts = [...sums].map(([assetId, units]) => ({ assetId, units }));
  return [...whole, ...parts.filter(({ units }) => units !== 0n)];
}

async function findOwnershipFault(
  clients: Clients,
  maker: string,
  assetId: bigint,
): Promise<OrderObstacle | undefined> {
  const { addresses, contracts } = clients;
  if ((await contracts.registry.ownerOf(assetId)) !== maker) return "NOT_OWNED";
  const approved = await mayTake(clients, maker, addresses.marketplace, { assetId, units: 0n });
  return approved ? undefined : "NOT_APPROVED";
}

async function findUnitsFault(
  clients: Clients,
  maker: string,
  item: OrderItem,
): Promise<OrderObstacle | undefined> {
  const { addresses, contracts } = clients;
  const [held, approved] = await Promise.all([
    contracts.ledger.balanceOf(maker, item.assetId),
    mayTake(clients, maker, addresses.marketplace, item),
  ]);
  if (held < item.units) return "NOT_OWNED";
  return approved ? undefined : "NOT_APPROVED";
}

async function findMoneyFault(
  { addresses, provider }: Clients,
  { order: { maker, token, price } }: GetOrderStateParameters["signed"],
): Promise<OrderObstacle | undefined> {
  const erc20 = SaharaToken__factory.connect(token, provider);
  const [balance, allowance] = await Promise.all([
    erc20.balanceOf(maker),
    erc20.allowance(maker, addresses.marketplace),
  ]);
  if (balance < price) return "NO_FUNDS";
  return allowance < price ? "NO_ALLOWANCE" : undefined;
}
