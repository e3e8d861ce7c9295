import { deserializeSignedOrder, ORDER_OBSTACLES } from "@sahara/sdk";

import type { ListedDocument, ListingAnchor } from "../listings/ListedDocument.ts";
import { parseListing } from "../listings/listing.ts";
import { BOOKED_STATES, type BookedOrder } from "../orders/BookedOrder.ts";
import type { Row } from "./Database.ts";

/** Digits of the largest price, which has 128 bits. */
const PRICE_DIGITS = 39;

export function sortablePrice(price: bigint): string {
  return `${price}`.padStart(PRICE_DIGITS, "0");
}

/** Only this store writes these columns, each from a value of the type that is read back. */
export function readOrder(row: Row): BookedOrder {
  return {
    orderHash: String(row.hash),
    signed: deserializeSignedOrder(String(row.document)),
    state: oneOf(BOOKED_STATES, row.state),
    obstacle: row.obstacle === null ? undefined : oneOf(ORDER_OBSTACLES, row.obstacle),
    postedAt: Number(row.posted_at),
    block: Number(row.block),
  };
}

export function readListing(row: Row, anchors: readonly ListingAnchor[]): ListedDocument {
  const text = String(row.document);
  return {
    root: String(row.root),
    text,
    listing: parseListing(JSON.parse(text)),
    current: Number(row.shown) === 1,
    anchors,
    postedAt: Number(row.posted_at),
  };
}

export function readAnchor(row: Row): ListingAnchor {
  return { assetId: BigInt(String(row.asset)), version: BigInt(String(row.version)) };
}

function oneOf<const Name extends string>(names: readonly Name[], value: unknown): Name {
  const name = names.find((each) => each === value);
  if (name === undefined) throw new Error(`cannot happen: the store has a ${String(value)}`);
  return name;
}
