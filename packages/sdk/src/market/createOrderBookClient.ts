import { OrderBookError } from "../errors/marketErrors.ts";
import {
  malformed,
  member,
  parseBytes32,
  parseExactObject,
  parseJson,
  parseList,
  parseObject,
  parseSmall,
  parseText,
} from "../usage/wireJson.ts";
import type { Address } from "../values/address.ts";
import {
  ORDER_OBSTACLES,
  ORDER_STATES,
  type OrderObstacle,
  type OrderState,
} from "./getOrderState.ts";
import { type OrderDomain, orderHash, type OrderKind, type SignedOrder } from "./order.ts";
import { parseSignedOrder, signedOrderToJson } from "./orderJson.ts";

export type OrderBookClientOptions = {
  /** Where the book is, for example `http://127.0.0.1:8640`. */
  url: string;
  /** The marketplace's; every order that the book names is hashed again. */
  domain: OrderDomain;
  /** Defaults to that of the platform. */
  fetch?: typeof globalThis.fetch | undefined;
  /** Milliseconds for an answer. Defaults to 30,000. */
  timeoutMs?: number | undefined;
};

/** An order as a book has it. Whether it can be filled, `getOrderState` knows better. */
export type BookEntry = {
  orderHash: string;
  state: OrderState | "WITHDRAWN";
  obstacle: OrderObstacle | undefined;
  /** Block as of which the state is. */
  block: number;
  /** Unix time. */
  postedAt: number;
  signed: SignedOrder;
};

export type BookQuery = {
  assetId?: bigint | undefined;
  maker?: Address | undefined;
  kind?: OrderKind | undefined;
  token?: Address | undefined;
  state?: BookEntry["state"] | undefined;
  sort?: "newest" | "cheapest" | "dearest" | undefined;
  /** `next` of the page before. */
  cursor?: string | undefined;
  /** From 1 to 200. */
  limit?: number | undefined;
};

export type BookPage = { orders: BookEntry[]; next: string | undefined };

export type OrderBookClient = ReturnType<typeof createOrderBookClient>;

const TIMEOUT_MS = 30_000;
const STATES = [...ORDER_STATES, "WITHDRAWN"] as const;
/** More than a page of the largest orders has. */
const MAX_ANSWER_LENGTH = 16_777_216;
const MOST_ORDERS = 200;
const PLACE = { what: "order book's answer", at: "" };

/**
 * Talks to an order book. Nothing that it says is believed: an order is what its hash says, and the chain decides.
 *
 * @example
 * const book = createOrderBookClient({ url, domain: orderDomain(chainId, marketplace) });
 * const { orders } = await book.find({ assetId: 7n, kind: "SELL", sort: "cheapest" });
 */
export function createOrderBookClient({
  url,
  domain,
  fetch = globalThis.fetch,
  timeoutMs = TIMEOUT_MS,
}: OrderBookClientOptions) {
  const base = url.replace(/\/+$/, "");

  async function ask(method: "GET" | "POST" | "DELETE", path: string, body?: unknown) {
    const init = body === undefined ? {} : { body: JSON.stringify(body) };
    const headers = { Accept: "application/json", "Content-Type": "application/json" };
    const signal = AbortSignal.timeout(timeoutMs);
    try {
      const response = await fetch(`${base}${path}`, { method, headers, signal, ...init });
      return { response, text: await response.text() };
    } catch (cause) {
      throw new OrderBookError(base, undefined, "unreachable", "it gives no answer", { cause });
    }
  }

  async function read(...request: Parameters<typeof ask>): Promise<unknown> {
    const { response, text } = await ask(...request);
    if (!response.ok) throw refusalIn(base, response.status, text);
    return text === "" ? undefined : parseJson(text, MAX_ANSWER_LENGTH, PLACE);
  }

  return {
    /** Posts an order, which the book takes if it can be filled now. */
    async post(signed: SignedOrder): Promise<BookEntry> {
      return parseEntry(await read("POST", "/v1/orders", signedOrderToJson(signed)), domain);
    },
    /** A page of orders. */
    async find(query: BookQuery = {}): Promise<BookPage> {
      const answer = parseExactObject(
        await read("GET", `/v1/orders?${toParameters(query)}`),
        ...[PLACE, ["orders", "next"]],
      );
      const orders = parseList(answer.orders, MOST_ORDERS, member(PLACE, "orders"));
      const next = answer.next === null ? undefined : parseText(answer.next, 256, PLACE);
      return { orders: orders.map((entry) => parseEntry(entry, domain)), next };
    },
    /** One order, by its hash. */
    async get(hash: string): Promise<BookEntry> {
      return parseEntry(await read("GET", `/v1/orders/${hash}`), domain);
    },
    /** Takes an order out of the book by the maker's signature. Whoever has a copy can still fill it. */
    async withdraw(hash: string, notice: { deadline: bigint; signature: string }): Promise<void> {
      const { deadline, signature } = notice;
      await read("DELETE", `/v1/orders/${hash}`, { deadline: `${deadline}`, signature });
    },
  };
}

function toParameters({ assetId, limit, ...texts }: BookQuery): string {
  const given = { ...texts, asset: assetId?.toString(), limit: limit?.toString() };
  const entries = Object.entries(given).filter(([, value]) => value !== undefined);
  // Those that are undefined were just left out.
  return new URLSearchParams(entries as [string, string][]).toString();
}

function parseEntry(value: unknown, domain: OrderDomain): BookEntry {
  const object = parseExactObject(value, PLACE, [
    ...["orderHash", "state", "obstacle", "block", "postedAt", "signed"],
  ]);
  const at = (name: string) => member(PLACE, name);
  const signed = parseSignedOrder(object.signed);
  const hash = parseBytes32(object.orderHash, at("orderHash"));
  if (orderHash(domain, signed.order) !== hash) {
    throw malformed(at("orderHash"), "it is not that of the order");
  }
  const state = STATES.find((name) => name === object.state);
  if (state === undefined) throw malformed(at("state"), `it must be one of ${STATES.join(", ")}`);
  const obstacle = ORDER_OBSTACLES.find((name) => name === object.obstacle);
  return {
    ...{ orderHash: hash, state, obstacle, signed },
    block: parseSmall(object.block, 53, at("block")),
    postedAt: parseSmall(object.postedAt, 53, at("postedAt")),
  };
}

/** What a book refused a request for, if it is a problem document; only its status otherwise. */
function refusalIn(url: string, status: number, text: string): OrderBookError {
  try {
    const { type, detail } = parseObject(parseJson(text, MAX_ANSWER_LENGTH, PLACE), PLACE);
    const problem = parseText(type, 200, PLACE).replace(/^urn:sahara:problem:/, "");
    return new OrderBookError(url, status, problem, parseText(detail, 1_000, PLACE));
  } catch (cause) {
    const detail = `it answers with the status ${status}`;
    return new OrderBookError(url, status, "unknown", detail, { cause });
  }
}
