import { StandardMerkleTree } from "@openzeppelin/merkle-tree";
import { expect } from "chai";
import { hexlify, id, randomBytes, TypedDataEncoder } from "ethers";

import { randomOrder, randomSignedOrder } from "../../test/randomOrder.ts";
import { InvalidOrdersError } from "../errors/marketErrors.ts";
import { MalformedMessageError } from "../errors/usageErrors.ts";
import { assetSetProof, assetSetRoot } from "./assetSet.ts";
import { consentDigest, ORDER_KINDS, ORDER_TYPES, orderDomain, orderHash } from "./order.ts";
import {
  deserializeSignedOrder,
  MAX_ORDER_LENGTH,
  parseSignedOrder,
  serializeSignedOrder,
  signedOrderToJson,
} from "./orderJson.ts";
import { buildOrderTree, MAX_TREE_LEVELS } from "./orderTree.ts";

const DOMAIN = orderDomain(31337n, hexlify(randomBytes(20)));

describe("orderHash", () => {
  it("default: is of the struct that the contract hashes", () => {
    const type =
      "Order(address maker,uint8 kind,Item[] items,address token,uint128 price,address taker," +
      "uint40 deadline,uint256 nonce,uint256 counter,bytes32 guard)Item(uint256 assetId,uint256 units)";

    expect(TypedDataEncoder.from(ORDER_TYPES).encodeType("Order")).to.equal(type);
    const order = randomOrder("BUY");
    expect(orderHash(DOMAIN, order)).to.equal(
      TypedDataEncoder.hash(DOMAIN, ORDER_TYPES, { ...order, kind: 1 }),
    );
  });
});

describe("buildOrderTree", () => {
  for (const count of [1, 2, 3, 5, 8]) {
    it(`default: leads each of ${count} orders to the digest that ethers computes`, () => {
      const orders = Array.from({ length: count }, () => randomOrder());
      const { types, value, places } = buildOrderTree(orders);

      const digest = TypedDataEncoder.hash(DOMAIN, types, value);
      const digests = orders.map((order, i) => consentDigest(DOMAIN, order, places[i]!));
      expect(new Set(digests)).to.deep.equal(new Set([digest]));
    });
  }

  it("behavior: the place and the order of another lead elsewhere", () => {
    const orders = [randomOrder(), randomOrder(), randomOrder(), randomOrder()];
    const { types, value, places } = buildOrderTree(orders);
    const digest = TypedDataEncoder.hash(DOMAIN, types, value);

    expect(consentDigest(DOMAIN, orders[0]!, places[1]!)).to.not.equal(digest);
    const { siblings } = places[2]!;
    expect(consentDigest(DOMAIN, orders[2]!, { index: 3n, siblings })).to.not.equal(digest);
    expect(
      consentDigest(DOMAIN, orders[2]!, { index: 2n, siblings: siblings.slice(1) }),
    ).to.not.equal(digest);
    expect(
      consentDigest(orderDomain(1n, DOMAIN.verifyingContract), orders[2]!, places[2]!),
    ).to.not.equal(digest);
  });

  it("error: no orders, or too many", () => {
    const [order, most] = [randomOrder(), 2 ** MAX_TREE_LEVELS];

    expect(() => buildOrderTree([])).to.throw(InvalidOrdersError);
    expect(() => buildOrderTree(Array.from({ length: most + 1 }, () => order))).to.throw(
      InvalidOrdersError,
    );
  });
});

describe("assetSetRoot", () => {
  it("default: is the root of the library's standard tree, which each proof leads to", () => {
    const ids = [7n, 1n, 2n ** 40n, 12n, 5n];
    const tree = StandardMerkleTree.of(
      ids.map((assetId) => [assetId]),
      ["uint256"],
    );

    expect(assetSetRoot(ids)).to.equal(tree.root);
    for (const assetId of ids) {
      const proof = assetSetProof(ids, assetId);
      expect(StandardMerkleTree.verify(tree.root, ["uint256"], [assetId], proof)).to.equal(true);
    }
    expect(assetSetProof([], 3n)).to.deep.equal([]);
  });

  it("error: an asset that is not among them", () => {
    expect(() => assetSetProof([1n, 2n], 3n)).to.throw(InvalidOrdersError);
  });
});

describe("signed orders in JSON", () => {
  it("default: come back as they were", () => {
    for (const kind of ORDER_KINDS) {
      for (let levels = 0; levels <= MAX_TREE_LEVELS; levels++) {
        const signed = randomSignedOrder(kind, levels);
        expect(deserializeSignedOrder(serializeSignedOrder(signed))).to.deep.equal(signed);
      }
    }
  });

  type Json = ReturnType<typeof signedOrderToJson>;
  const withOrder = (json: Json, members: object) => ({
    ...json,
    order: { ...json.order, ...members },
  });
  const withConsent = (json: Json, members: object) => ({
    ...json,
    consent: { ...json.consent, ...members },
  });
  const item = { assetId: "1", units: "0" };
  const damages: Record<string, (json: Json) => unknown> = {
    "an unknown member": (json) => ({ ...json, extra: 1 }),
    "a list": (json) => [json],
    "a missing member": ({ consent: _, ...json }) => json,
    "no items": (json) => withOrder(json, { items: [] }),
    "an item too many": (json) => withOrder(json, { items: Array(33).fill(item) }),
    "an item with a number": (json) => withOrder(json, { items: [{ ...item, units: 0 }] }),
    "asset 0": (json) => withOrder(json, { items: [{ ...item, assetId: "0" }] }),
    "one of many that names an asset": (json) =>
      withOrder(json, { kind: "BUY_ANY", items: [item] }),
    "a kind by number": (json) => withOrder(json, { kind: 0 }),
    "a price of 129 bits": (json) => withOrder(json, { price: `${2n ** 128n}` }),
    "a price with a leading zero": (json) => withOrder(json, { price: "01" }),
    "a negative price": (json) => withOrder(json, { price: "-1" }),
    "a deadline of 41 bits": (json) => withOrder(json, { deadline: 2 ** 40 }),
    "a nonce of 257 bits": (json) => withOrder(json, { nonce: `${2n ** 256n}` }),
    "an address of 19 bytes": (json) => withOrder(json, { maker: `0x${"11".repeat(19)}` }),
    "half a byte of signature": (json) => withConsent(json, { signature: "0x123" }),
    "a signature without end": (json) => withConsent(json, { signature: `0x${"11".repeat(4097)}` }),
    "a place outside the tree": (json) => withConsent(json, { index: 4 }),
    "siblings without end": (json) => withConsent(json, { siblings: Array(11).fill(id("a")) }),
    "an asset twice": (json) => ({ ...json, upstream: { path: ["1", "1"], maxUnsettled: "0" } }),
    "assets that a seller would take": (json) => ({ ...json, assetIds: ["1"] }),
  };
  for (const [what, damage] of Object.entries(damages)) {
    it(`error: ${what}`, () => {
      const damaged = damage(signedOrderToJson(randomSignedOrder()));
      expect(() => parseSignedOrder(damaged)).to.throw(MalformedMessageError);
    });
  }

  it("error: a text that is too long, or no JSON", () => {
    expect(() => deserializeSignedOrder("x".repeat(MAX_ORDER_LENGTH + 1))).to.throw(
      MalformedMessageError,
    );
    expect(() => deserializeSignedOrder("{")).to.throw(MalformedMessageError);
  });
});
