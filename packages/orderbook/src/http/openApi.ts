import { ORDER_KINDS, ORDER_OBSTACLES } from "@sahara/sdk";

import { LISTING_SCHEMA } from "../listings/listing.ts";
import { BOOKED_STATES } from "../orders/BookedOrder.ts";
import { SORTS } from "../store/BookStore.ts";
import { DEFAULT_PAGE, MAX_PAGE } from "./readQuery.ts";

const PROBLEM = { $ref: "#/components/responses/Problem" };
const ADDRESS = { type: "string", pattern: "^0x[0-9a-fA-F]{40}$" };
const HASH = { type: "string", pattern: "^0x[0-9a-fA-F]{64}$" };
const HEX = { type: "string", pattern: "^0x([0-9a-fA-F]{2})*$" };
const DECIMAL = { type: "string", pattern: "^(0|[1-9][0-9]{0,77})$" };
const UNIX_TIME = { type: "integer", minimum: 0 };

const ORDER = object({
  maker: ADDRESS,
  kind: { enum: ORDER_KINDS },
  items: { type: "array", items: object({ assetId: DECIMAL, units: DECIMAL }) },
  token: ADDRESS,
  price: DECIMAL,
  taker: ADDRESS,
  deadline: UNIX_TIME,
  nonce: DECIMAL,
  counter: DECIMAL,
  guard: HASH,
});

const SIGNED_ORDER = object({
  order: ORDER,
  consent: object({
    signature: HEX,
    index: { type: "integer", minimum: 0 },
    siblings: { type: "array", items: HASH },
  }),
  upstream: object({ path: { type: "array", items: DECIMAL }, maxUnsettled: DECIMAL }),
  assetIds: { type: "array", items: DECIMAL },
});

const BOOKED_ORDER = object({
  orderHash: HASH,
  state: { enum: BOOKED_STATES },
  obstacle: { enum: [...ORDER_OBSTACLES, null] },
  block: { type: "integer" },
  postedAt: UNIX_TIME,
  signed: { $ref: "#/components/schemas/SignedOrder" },
});

const LISTED_DOCUMENT = object({
  root: HASH,
  cid: { type: "string" },
  current: { type: "boolean" },
  anchors: { type: "array", items: object({ assetId: DECIMAL, version: DECIMAL }) },
  postedAt: UNIX_TIME,
  document: { $ref: "#/components/schemas/Listing" },
});

const LISTING_POST = {
  ...{ type: "object", required: ["document", "deadline", "signature"] },
  properties: {
    document: { $ref: "#/components/schemas/Listing" },
    deadline: DECIMAL,
    signature: HEX,
    metadata: { type: "array", items: object({ assetId: DECIMAL, document: {} }) },
  },
};

/** The order book's interface as an OpenAPI 3.1 document. */
export function openApiDocument(url: string) {
  const order = { $ref: "#/components/schemas/BookedOrder" };
  const listing = { $ref: "#/components/schemas/ListedDocument" };
  const page = { limit: { type: "integer", minimum: 1, maximum: MAX_PAGE, default: DEFAULT_PAGE } };
  const paging = { cursor: { type: "string" }, ...page };
  return {
    openapi: "3.1.0",
    info: {
      ...{ title: "Sahara order book", version: "1" },
      description:
        "Signed orders of the marketplace, checked against the chain. The chain trusts none of it: an order is filled " +
        "with what it says itself.",
    },
    servers: [{ url }],
    paths: {
      "/v1/orders": {
        post: {
          summary: "Posts an order that can be filled now.",
          requestBody: jsonBody({ $ref: "#/components/schemas/SignedOrder" }),
          responses: { 201: json(order), default: PROBLEM },
        },
        get: {
          summary: "Orders, page by page. What is posted meanwhile moves nothing across pages.",
          parameters: queries({
            ...{ asset: DECIMAL, maker: ADDRESS, kind: { enum: ORDER_KINDS }, token: ADDRESS },
            state: { enum: BOOKED_STATES, default: "OPEN" },
            sort: { enum: SORTS, default: "newest" },
            ...paging,
          }),
          responses: { 200: json(pageOf("orders", order)), default: PROBLEM },
        },
      },
      "/v1/orders/{hash}": {
        parameters: [pathParameter("hash")],
        get: { summary: "An order.", responses: { 200: json(order), default: PROBLEM } },
        delete: {
          summary: "Shows an order no more, by its maker's signature. Cancel it on chain too.",
          requestBody: jsonBody(object({ deadline: DECIMAL, signature: HEX })),
          responses: { 204: { description: "Done." }, default: PROBLEM },
        },
      },
      "/v1/listings": {
        post: {
          summary: "Posts a listing document, with metadata that names it if there is any.",
          requestBody: jsonBody(LISTING_POST),
          responses: { 201: json(listing), default: PROBLEM },
        },
        get: {
          summary: "Listings whose publishers own what they list, the newest first.",
          parameters: queries({ asset: DECIMAL, publisher: ADDRESS, ...paging }),
          responses: { 200: json(pageOf("listings", listing)), default: PROBLEM },
        },
      },
      "/v1/listings/{root}": {
        parameters: [pathParameter("root")],
        get: { summary: "A listing.", responses: { 200: json(listing), default: PROBLEM } },
      },
      "/v1/listings/{root}/document": {
        parameters: [pathParameter("root")],
        get: {
          summary: "The canonical bytes that the root is the sha2-256 of.",
          responses: { 200: json({ $ref: "#/components/schemas/Listing" }), default: PROBLEM },
        },
      },
      "/v1/schemas/listing": reading("The JSON schema of listing documents."),
      "/health": reading("Whether the book follows the chain; 503 if it does not."),
      "/openapi.json": reading("This document."),
    },
    components: {
      schemas: {
        ...{ SignedOrder: SIGNED_ORDER, BookedOrder: BOOKED_ORDER },
        ...{ Listing: LISTING_SCHEMA, ListedDocument: LISTED_DOCUMENT },
      },
      responses: {
        Problem: {
          description: "Why it was refused (RFC 9457).",
          content: { "application/problem+json": { schema: { type: "object" } } },
        },
      },
    },
  };
}

function object(properties: Readonly<Record<string, unknown>>) {
  const required = Object.keys(properties);
  return { type: "object", additionalProperties: false, required, properties };
}

function jsonBody(schema: object) {
  return { required: true, content: { "application/json": { schema } } };
}

function json(schema: object) {
  return { description: "OK", content: { "application/json": { schema } } };
}

function pageOf(name: string, items: object) {
  return object({ [name]: { type: "array", items }, next: { type: ["string", "null"] } });
}

function queries(schemas: Readonly<Record<string, object>>) {
  return Object.entries(schemas).map(([name, schema]) => ({ name, in: "query", schema }));
}

function pathParameter(name: string) {
  return { ...{ name, in: "path", required: true }, schema: HASH };
}

function reading(summary: string) {
  return { get: { summary, responses: { 200: { description: "OK" } } } };
}
