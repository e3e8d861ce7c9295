import { getAddress } from "ethers";

import { InvalidOrdersError } from "../errors/marketErrors.ts";
import {
  malformed,
  member,
  parseBytes,
  parseBytes32,
  parseDecimal,
  parseExactObject,
  parseJson,
  parseList,
  parseSmall,
  parseWireAddress,
  type Place,
} from "../usage/wireJson.ts";
import type { Address } from "../values/address.ts";
import {
  type Consent,
  type Order,
  ORDER_KINDS,
  type OrderItem,
  type OrderKind,
  type SignedOrder,
  type Upstream,
} from "./order.ts";
import { MAX_TREE_LEVELS } from "./orderTree.ts";

/** Most characters of a signed order in JSON; what is longer is not even read. */
export const MAX_ORDER_LENGTH = 65_536;
/** Most items of an order, assets of an order for one of many, and descendants that it names. */
const MAX_ITEMS = 32;
const MAX_ASSET_SET = 500;
const MAX_UPSTREAM = 64;
/** A contract account takes what it likes as a signature, within reason. */
const MAX_SIGNATURE_BYTES = 4_096;

const WHAT = "signed order";
const MEMBERS = ["order", "consent", "upstream", "assetIds"] as const;
const ORDER_MEMBERS = [
  ...["maker", "kind", "items", "token", "price", "taker", "deadline"],
  ...["nonce", "counter", "guard"],
];

/** A signed order in JSON: integers of at most 53 bits as numbers, larger ones as decimal texts. */
export function signedOrderToJson({ order, consent, upstream, assetIds }: SignedOrder) {
  const { maker, kind, token, taker, guard } = order;
  return {
    order: {
      ...{ maker, kind },
      items: order.items.map(({ assetId, units }) => ({
        assetId: `${assetId}`,
        units: `${units}`,
      })),
      ...{ token, price: `${order.price}`, taker, deadline: Number(order.deadline) },
      ...{ nonce: `${order.nonce}`, counter: `${order.counter}`, guard },
    },
    consent: { ...consent, index: Number(consent.index) },
    upstream: {
      path: upstream.path.map(String),
      maxUnsettled: `${upstream.maxUnsettled}`,
    },
    assetIds: assetIds.map(String),
  };
}

/** The text of {@link signedOrderToJson}. */
export function serializeSignedOrder(signed: SignedOrder): string {
  return JSON.stringify(signedOrderToJson(signed));
}

/**
 * Reads the text of a signed order, which may come from anybody. Says nothing about its signature.
 *
 * @throws {MalformedMessageError} When it is anything else, or has a member too many.
 */
export function deserializeSignedOrder(text: string): SignedOrder {
  return parseSignedOrder(parseJson(text, MAX_ORDER_LENGTH, { what: WHAT, at: "" }));
}

/**
 * Checks a signed order that came as JSON.
 *
 * @throws {MalformedMessageError}
 */
export function parseSignedOrder(value: unknown): SignedOrder {
  const place = { what: WHAT, at: "" };
  const object = parseExactObject(value, place, MEMBERS);
  const signed = {
    order: parseOrder(object.order, member(place, "order")),
    consent: parseConsent(object.consent, member(place, "consent")),
    upstream: parseUpstream(object.upstream, member(place, "upstream")),
    assetIds: parseIds(object.assetIds, MAX_ASSET_SET, member(place, "assetIds")),
  };
  checkKind(signed, place);
  return signed;
}

/**
 * Checks an order that came as JSON.
 *
 * @throws {MalformedMessageError}
 */
export function parseOrder(value: unknown, place: Place = { what: "order", at: "" }): Order {
  const object = parseExactObject(value, place, ORDER_MEMBERS);
  const at = (name: string) => member(place, name);
  return {
    maker: parseAccount(object.maker, at("maker")),
    kind: parseKind(object.kind, at("kind")),
    items: parseItems(object.items, at("items")),
    token: parseAccount(object.token, at("token")),
    price: parseDecimal(object.price, 128, at("price")),
    taker: parseAccount(object.taker, at("taker")),
    deadline: BigInt(parseSmall(object.deadline, 40, at("deadline"))),
    nonce: parseDecimal(object.nonce, 256, at("nonce")),
    counter: parseDecimal(object.counter, 256, at("counter")),
    guard: parseBytes32(object.guard, at("guard")),
  };
}

function parseConsent(value: unknown, place: Place): Consent {
  const object = parseExactObject(value, place, ["signature", "index", "siblings"]);
  const siblings = parseList(object.siblings, MAX_TREE_LEVELS, member(place, "siblings")).map(
    (sibling, level) => parseBytes32(sibling, member(place, `siblings[${level}]`)),
  );
  return {
    signature: parseBytes(object.signature, MAX_SIGNATURE_BYTES, member(place, "signature")),
    // Bits above the tree's levels would give one order many forms.
    index: BigInt(parseSmall(object.index, siblings.length, member(place, "index"))),
    siblings,
  };
}

function parseUpstream(value: unknown, place: Place): Upstream {
  const object = parseExactObject(value, place, ["path", "maxUnsettled"]);
  return {
    path: parseIds(object.path, MAX_UPSTREAM, member(place, "path")),
    maxUnsettled: parseDecimal(object.maxUnsettled, 256, member(place, "maxUnsettled")),
  };
}

function parseItems(value: unknown, place: Place): OrderItem[] {
  return parseList(value, MAX_ITEMS, place).map((item, index) => {
    const at = { what: place.what, at: `${place.at}[${index}]` };
    const object = parseExactObject(item, at, ["assetId", "units"]);
    return {
      assetId: parseDecimal(object.assetId, 256, member(at, "assetId")),
      units: parseDecimal(object.units, 256, member(at, "units")),
    };
  });
}

function parseIds(value: unknown, maxLength: number, place: Place): bigint[] {
  const ids = parseList(value, maxLength, place).map((id, index) =>
    parseDecimal(id, 256, { what: place.what, at: `${place.at}[${index}]` }),
  );
  if (new Set(ids).size !== ids.length) throw malformed(place, "an id comes twice");
  return ids;
}

function parseKind(value: unknown, place: Place): OrderKind {
  const kind = ORDER_KINDS.find((name) => name === value);
  if (kind === undefined) throw malformed(place, `it must be one of ${ORDER_KINDS.join(", ")}`);
  return kind;
}

function parseAccount(value: unknown, place: Place): Address {
  return getAddress(parseWireAddress(value, place));
}

function checkKind(signed: SignedOrder, place: Place): void {
  const fault = kindFault(signed);
  if (fault !== undefined) throw malformed(place, fault);
}

/**
 * Checks that an order has what its kind asks for.
 *
 * @throws {InvalidOrdersError}
 */
export function requireKind(signed: Omit<SignedOrder, "consent">): void {
  const fault = kindFault(signed);
  if (fault !== undefined) throw new InvalidOrdersError(`The order can't be filled: ${fault}.`);
}

function kindFault({ order, assetIds, upstream }: Omit<SignedOrder, "consent">) {
  const { kind, items } = order;
  if (items.length === 0) return "it has no items";
  const isForAny = items.length === 1 && items[0]?.assetId === 0n;
  if (kind === "BUY_ANY" && !isForAny) return "an order for one of many has one item, of asset 0";
  if (kind !== "BUY_ANY" && items.some(({ assetId }) => assetId === 0n)) {
    return "asset 0 is for orders for one of many alone";
  }
  if (kind !== "BUY_ANY" && assetIds.length > 0) return "assetIds are for one of many alone";
  if (kind !== "SELL" && upstream.path.length > 0) return "only a seller names upstream assets";
  return undefined;
}
