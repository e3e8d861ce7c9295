import type { IncomingMessage } from "node:http";

import { readJson, type Route, sendJson } from "@sahara/http";
import {
  malformed,
  MAX_ORDER_LENGTH,
  parseBytes,
  parseDecimal,
  parseExactObject,
  parseList,
  parseSignedOrder,
  type Place,
  signedOrderToJson,
} from "@sahara/sdk";
import { cidFromDigest, type JsonValue, NotJsonError, canonicalJson } from "@sahara/storage";

import type { Follower } from "../chain/createFollower.ts";
import type { MarketChain } from "../chain/MarketChain.ts";
import type { ListedDocument } from "../listings/ListedDocument.ts";
import { LISTING_SCHEMA, listingToJson, parseListing } from "../listings/listing.ts";
import type { BookedOrder } from "../orders/BookedOrder.ts";
import type { Book, ListingPost } from "../orders/createBook.ts";
import type { BookStore } from "../store/BookStore.ts";
import { BookError } from "./BookError.ts";
import { openApiDocument } from "./openApi.ts";
import { pageToJson } from "./pages.ts";
import { readListingQuery, readOrderQuery } from "./readQuery.ts";

export type RouteDeps = {
  readonly book: Book;
  readonly store: BookStore;
  readonly chain: MarketChain;
  readonly follower: Follower;
  /** Refuses a client that spends too much. */
  readonly spend: (request: IncomingMessage, cost: number) => void;
  /** When the chain was last followed, in milliseconds ago. */
  readonly followedAgoMs: () => number;
  readonly url: () => string;
};

/** What a request costs its client: one that the chain is asked about, and one that it is not. */
const COSTLY = 10;
const CHEAP = 1;

/** A listing with the metadata of its assets. */
const MAX_LISTING_BYTES = 262_144;
const MAX_METADATA = 20;
const MAX_SIGNATURE_BYTES = 4_096;
/** A book that has not followed the chain for so long is not well. */
const MAX_SILENCE_MS = 60_000;
const HASH = "(0x[0-9a-fA-F]{64})";

/** The resources of an order book. */
export function createRoutes(deps: RouteDeps): Route[] {
  const { book, store, chain, follower, spend } = deps;
  const time = () => follower.head()?.time ?? 0;

  return [
    {
      ...{ method: "POST", path: /^\/v1\/orders$/ },
      handle: async (request, response) => {
        spend(request, COSTLY);
        const signed = parseSignedOrder(await readJson(request, MAX_ORDER_LENGTH));
        sendJson(response, orderToJson(await book.post(signed)), 201);
      },
    },
    {
      ...{ method: "GET", path: /^\/v1\/orders$/ },
      handle: async (request, response) => {
        spend(request, CHEAP);
        const page = await store.orders({ ...readOrderQuery(request), time: time() });
        sendJson(response, pageToJson("orders", page, orderToJson));
      },
    },
    {
      ...{ method: "GET", path: new RegExp(`^/v1/orders/${HASH}$`) },
      handle: async (request, response, [orderHash = ""]) => {
        spend(request, CHEAP);
        sendJson(response, orderToJson(await book.order(orderHash.toLowerCase())));
      },
    },
    {
      ...{ method: "DELETE", path: new RegExp(`^/v1/orders/${HASH}$`) },
      handle: async (request, response, [orderHash = ""]) => {
        spend(request, COSTLY);
        const { deadline, signature } = parseNotice(await readJson(request, MAX_ORDER_LENGTH));
        await book.withdraw({ orderHash: orderHash.toLowerCase(), deadline, signature });
        response.writeHead(204).end();
      },
    },
    {
      ...{ method: "POST", path: /^\/v1\/listings$/ },
      handle: async (request, response) => {
        spend(request, COSTLY);
        const post = parseListingPost(await readJson(request, MAX_LISTING_BYTES));
        sendJson(response, listedToJson(await book.publish(post)), 201);
      },
    },
    {
      ...{ method: "GET", path: /^\/v1\/listings$/ },
      handle: async (request, response) => {
        spend(request, CHEAP);
        const page = await store.listings(readListingQuery(request));
        sendJson(response, pageToJson("listings", page, listedToJson));
      },
    },
    {
      ...{ method: "GET", path: new RegExp(`^/v1/listings/${HASH}$`) },
      handle: async (request, response, [root = ""]) => {
        spend(request, CHEAP);
        sendJson(response, listedToJson(await book.listing(root.toLowerCase())));
      },
    },
    {
      // Byte for byte what the root is the hash of.
      ...{ method: "GET", path: new RegExp(`^/v1/listings/${HASH}/document$`) },
      handle: async (request, response, [root = ""]) => {
        spend(request, CHEAP);
        const { text } = await book.listing(root.toLowerCase());
        const headers = { "Content-Type": "application/json", "Cache-Control": "immutable" };
        response
          .writeHead(200, { ...headers, "Content-Length": Buffer.byteLength(text) })
          .end(text);
      },
    },
    {
      ...{ method: "GET", path: /^\/v1\/schemas\/listing$/ },
      handle: (request, response) => {
        spend(request, CHEAP);
        sendJson(response, LISTING_SCHEMA);
      },
    },
    {
      ...{ method: "GET", path: /^\/health$/ },
      handle: async (_, response) => {
        const silentMs = deps.followedAgoMs();
        const { chainId, verifyingContract: marketplace } = chain.orderDomain;
        const ok = silentMs <= MAX_SILENCE_MS;
        const health = {
          ...{ ok, chainId: `${chainId}`, marketplace, block: follower.head()?.number ?? null },
          ...{ followedSecondsAgo: Math.floor(silentMs / 1_000), open: await store.countOpen() },
        };
        sendJson(response, health, ok ? 200 : 503);
      },
    },
    {
      ...{ method: "GET", path: /^\/openapi\.json$/ },
      handle: (request, response) => {
        spend(request, CHEAP);
        sendJson(response, openApiDocument(deps.url()));
      },
    },
  ];
}

function orderToJson({ orderHash, signed, state, obstacle, postedAt, block }: BookedOrder) {
  const status = { state, obstacle: obstacle ?? null, block, postedAt };
  return { orderHash, ...status, signed: signedOrderToJson(signed) };
}

function listedToJson({ root, listing, current, anchors, postedAt }: ListedDocument) {
  const chosen = anchors.map(({ assetId, version }) => ({
    ...{ assetId: `${assetId}`, version: `${version}` },
  }));
  // Roots in the store are 32 bytes of hex.
  const cid = cidFromDigest(root as `0x${string}`, "raw");
  return { root, cid, current, anchors: chosen, postedAt, document: listingToJson(listing) };
}

function parseNotice(value: unknown, place: Place = { what: "withdrawal", at: "" }) {
  const object = parseExactObject(value, place, ["deadline", "signature"]);
  return {
    deadline: parseDecimal(object.deadline, 64, { ...place, at: "deadline" }),
    signature: parseBytes(object.signature, MAX_SIGNATURE_BYTES, { ...place, at: "signature" }),
  };
}

function parseListingPost(value: unknown): ListingPost {
  const place = { what: "listing", at: "" };
  const object = parseExactObject(
    value,
    place,
    ["document", "deadline", "signature"],
    ["metadata"],
  );
  const { document, metadata = [], ...notice } = object;
  return {
    listing: parseListing(document),
    ...parseNotice(notice, place),
    metadata: parseList(metadata, MAX_METADATA, { ...place, at: "metadata" }).map((each, index) => {
      const at = { ...place, at: `metadata[${index}]` };
      const { assetId, document: json } = parseExactObject(each, at, ["assetId", "document"]);
      return { assetId: parseDecimal(assetId, 256, at), document: requireJson(json, at) };
    }),
  };
}

/** What came out of JSON.parse, unless it nests without end or has half a character. */
function requireJson(value: unknown, place: Place): JsonValue {
  const json = value as JsonValue;
  try {
    canonicalJson(json);
    return json;
  } catch (cause) {
    if (cause instanceof NotJsonError)
      throw malformed(place, "it has no canonical form", { cause });
    throw cause;
  }
}

/** What the SDK refuses is the client's fault. */
export function badRequest(cause: Error): BookError {
  return new BookError("bad-request", cause.message, { cause });
}
