import type { IncomingMessage } from "node:http";

import { member, ORDER_KINDS, parseDecimal, parseWireAddress, type Place } from "@sahara/sdk";
import { getAddress } from "ethers";

import { BOOKED_STATES } from "../orders/BookedOrder.ts";
import {
  type ListingFilter,
  type OrderFilter,
  type PageQuery,
  type Sort,
  SORTS,
} from "../store/BookStore.ts";
import { BookError } from "./BookError.ts";
import { decodeCursor } from "./pages.ts";

export const DEFAULT_PAGE = 50;
export const MAX_PAGE = 200;

const PLACE: Place = { what: "query", at: "" };

/** What a request asks orders for. */
export function readOrderQuery(
  request: IncomingMessage,
): PageQuery<OrderFilter> & { readonly sort: Sort } {
  const query = readParameters(request, [
    ...["asset", "maker", "kind", "token", "state", "sort", "cursor", "limit"],
  ]);
  return {
    filter: {
      assetId: readAsset(query),
      maker: readAddress(query, "maker"),
      kind: readName(query, "kind", ORDER_KINDS),
      token: readAddress(query, "token"),
      state: readName(query, "state", BOOKED_STATES) ?? "OPEN",
    },
    sort: readName(query, "sort", SORTS) ?? "newest",
    ...readPage(query),
  };
}

/** What a request asks listings for. */
export function readListingQuery(request: IncomingMessage): PageQuery<ListingFilter> {
  const query = readParameters(request, ["asset", "publisher", "cursor", "limit"]);
  return {
    filter: { assetId: readAsset(query), publisher: readAddress(query, "publisher") },
    ...readPage(query),
  };
}

type Query = ReadonlyMap<string, string>;

/** The parameters of a request, each at most once and none that nobody knows. */
function readParameters({ url = "" }: IncomingMessage, names: readonly string[]): Query {
  const start = url.indexOf("?");
  const entries = [...new URLSearchParams(start === -1 ? "" : url.slice(start + 1))];
  const query = new Map(entries);
  const odd = entries.find(([name]) => !names.includes(name));
  if (odd !== undefined || query.size !== entries.length) {
    const detail = `The query takes ${names.join(", ")}, each once.`;
    throw new BookError("bad-request", detail);
  }
  return query;
}

function readAsset(query: Query): bigint | undefined {
  const text = query.get("asset");
  return text === undefined ? undefined : parseDecimal(text, 256, member(PLACE, "asset"));
}

function readAddress(query: Query, name: string): string | undefined {
  const text = query.get(name);
  return text === undefined ? undefined : getAddress(parseWireAddress(text, member(PLACE, name)));
}

function readName<const Name extends string>(
  query: Query,
  name: string,
  known: readonly Name[],
): Name | undefined {
  const text = query.get(name);
  const found = known.find((each) => each === text);
  if (text === undefined || found !== undefined) return found;
  throw new BookError("bad-request", `"${name}" is one of ${known.join(", ")}.`);
}

function readPage(query: Query) {
  const cursor = query.get("cursor");
  return {
    after: cursor === undefined ? undefined : decodeCursor(cursor),
    limit: readLimit(query.get("limit") ?? `${DEFAULT_PAGE}`),
  };
}

function readLimit(text: string): number {
  const limit = /^[1-9][0-9]{0,2}$/.test(text) ? Number(text) : 0;
  if (limit >= 1 && limit <= MAX_PAGE) return limit;
  throw new BookError("bad-request", `"limit" is from 1 to ${MAX_PAGE}.`);
}
