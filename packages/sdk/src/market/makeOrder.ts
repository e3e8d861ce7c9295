import { randomBytes, toBigInt, ZeroAddress, ZeroHash } from "ethers";

import type { Clients } from "../clients.ts";
import { type Address, parseAddress } from "../values/address.ts";
import { parseUint } from "../values/parseUint.ts";
import { parseRoot } from "../values/root.ts";
import { assetSetRoot } from "./assetSet.ts";
import {
  NO_UPSTREAM,
  type Order,
  type OrderItem,
  type SignedOrder,
  type Upstream,
} from "./order.ts";
import { requireKind } from "./orderJson.ts";

type CommonParameters = {
  /** An ERC-20 token that each asset accepts. */
  token: Address;
  /** Base units for everything; what the buyer pays. */
  price: bigint;
  /** Who alone may fill it. Defaults to anyone. */
  taker?: Address | undefined;
  /** Unix time of the last second in which it can be filled. Defaults to a week from now. */
  deadline?: bigint | undefined;
  /** A number that the maker uses once. Defaults to a random one. */
  nonce?: bigint | undefined;
};

/** What the maker sells or buys. */
export type OrderParameters = CommonParameters &
  (
    | {
        kind: "SELL";
        items: readonly OrderItem[];
        /** Descendants whose income must have arrived before the sale. Defaults to none. */
        upstream?: Upstream | undefined;
        /** Whether the order is void when versions, owners or rates change. Defaults to true. */
        guarded?: boolean | undefined;
      }
    | {
        kind: "BUY";
        items: readonly OrderItem[];
        /** Whether the order is void when the seller changes what it sells. Defaults to true. */
        guarded?: boolean | undefined;
      }
    | {
        kind: "BUY_ANY";
        /** The assets of which one is bought. Defaults to all that there are. */
        assetIds?: readonly bigint[] | undefined;
        /** Units of it; defaults to 0n, the asset itself. */
        units?: bigint | undefined;
      }
  );

/** An order to which nobody has agreed yet. */
export type OrderDraft = Omit<SignedOrder, "consent">;

const DEFAULT_LIFETIME_S = 7n * 24n * 3_600n;

/**
 * Checks an order and fills in what is not given: deadline, nonce, counter, and the guard as of now.
 *
 * @throws {InvalidOrdersError} When it could never be filled.
 */
export async function makeOrder(
  clients: Clients,
  maker: Address,
  parameters: OrderParameters,
): Promise<OrderDraft> {
  const { marketplace } = clients.contracts;
  const { kind, taker } = parameters;
  const items = itemsOf(parameters);
  const upstream = (kind === "SELL" ? parameters.upstream : undefined) ?? NO_UPSTREAM;
  const assetIds = kind === "BUY_ANY" ? [...(parameters.assetIds ?? [])] : [];
  const [counter, deadline, guard] = await Promise.all([
    marketplace.counterOf(maker),
    parameters.deadline ?? weekFromNow(clients),
    makeGuard(clients, parameters, items, upstream),
  ]);

  const order: Order = {
    ...{ maker, kind, items, token: parseAddress(parameters.token, "token") },
    price: parseUint(parameters.price, 128, "price"),
    taker: taker === undefined ? ZeroAddress : parseAddress(taker, "taker"),
    deadline: parseUint(deadline, 40, "deadline"),
    nonce: parseUint(parameters.nonce ?? randomNonce(), 256, "nonce"),
    ...{ counter, guard: parseRoot(guard, "guard") },
  };
  const draft = { order, upstream, assetIds };
  requireKind(draft);
  return draft;
}

/** A number that nobody guesses, so that no two orders share one; its last byte is 0, to count up from. */
export function randomNonce(): bigint {
  // 30 bytes and a byte of zeros: below the places of listed orders.
  return toBigInt(randomBytes(30)) << 8n;
}

function itemsOf(parameters: OrderParameters): OrderItem[] {
  const items =
    parameters.kind === "BUY_ANY"
      ? [{ assetId: 0n, units: parameters.units ?? 0n }]
      : parameters.items;
  return items.map(({ assetId, units }) => ({
    assetId: parseUint(assetId, 256, "asset id"),
    units: parseUint(units, 256, "number of units"),
  }));
}

async function makeGuard(
  { contracts: { marketplace } }: Clients,
  parameters: OrderParameters,
  items: OrderItem[],
  upstream: Upstream,
): Promise<string> {
  if (parameters.kind === "BUY_ANY") return assetSetRoot(parameters.assetIds ?? []);
  if (parameters.guarded === false) return ZeroHash;
  return parameters.kind === "SELL"
    ? await marketplace.sellGuardOf(items, upstream)
    : await marketplace.stateOf(items);
}

/** The chain's clock counts, not this machine's. */
async function weekFromNow({ provider }: Pick<Clients, "provider">): Promise<bigint> {
  const block = await provider.getBlock("latest");
  return BigInt(block?.timestamp ?? 0) + DEFAULT_LIFETIME_S;
}
