import { listingToJson, parseListing } from "@sahara/orderbook";
import { MalformedMessageError, parseSignedOrder, signedOrderToJson } from "@sahara/sdk";
import { expect } from "chai";
import { id } from "ethers";

import { randomSignedOrder } from "../../packages/sdk/test/randomOrder.ts";
import { createSeededRandom } from "../helpers/seededRandom.ts";

const SEED = 20_261_127n;
const ROUNDS = 4_000;

/** What takes the place of some part of a document. */
const HOSTILE: readonly unknown[] = [
  ...[null, true, -0, 0.5, -1, 2 ** 53, 1e308, "", "0", "00", "-1", "1e3", "0x", "٣", "\ud800"],
  ...["x".repeat(10_000), "9".repeat(78), `0x${"f".repeat(40)}`, `0x${"F".repeat(64)}`],
  ...[
    [],
    {},
    [[]],
    { length: 1 },
    { toString: "x" },
    JSON.parse('{"__proto__":{"a":1}}') as unknown,
  ],
  ...[Array(1_000).fill("1"), Array(40).fill({}), "SELL", "BUY_ANY", "constructor"],
];

/** Hostile documents that are nearly right (SYS-1, off chain). */
describe("hostile JSON", () => {
  const random = createSeededRandom(SEED);

  /** The value with one of its parts replaced, removed, doubled or added to. */
  function damage(value: unknown): unknown {
    if (typeof value !== "object" || value === null || random.below(6) === 0) {
      return random.pick(HOSTILE);
    }
    if (Array.isArray(value)) {
      const place = random.below(value.length + 1);
      const copy = [...(value as unknown[])];
      copy.splice(place, random.below(2), damage(copy[place]));
      return copy;
    }
    const entries = Object.entries(value as Record<string, unknown>);
    const [name, part] = random.pick([...entries, [`odd${random.below(3)}`, 0] as const]);
    const others = entries.filter(([each]) => each !== name);
    return Object.fromEntries(random.below(8) === 0 ? others : [...others, [name, damage(part)]]);
  }

  function attack<T>(
    make: () => unknown,
    parse: (json: unknown) => T,
    toJson: (value: T) => unknown,
  ) {
    let refused = 0;
    for (let round = 0; round < ROUNDS; round++) {
      const json = damage(make());
      try {
        const parsed = parse(json);
        // Whatever passes means the same when it is written again.
        expect(parse(JSON.parse(JSON.stringify(toJson(parsed))))).to.deep.equal(parsed);
      } catch (error) {
        expect(error, JSON.stringify(json)).to.be.instanceOf(MalformedMessageError);
        refused++;
      }
    }
    expect(refused).to.be.greaterThan(ROUNDS / 2);
  }

  it("signed orders are refused as malformed, or mean the same again", () => {
    const orders = (["SELL", "BUY", "BUY_ANY"] as const).map((kind) => randomSignedOrder(kind));
    attack(() => signedOrderToJson(random.pick(orders)), parseSignedOrder, signedOrderToJson);
  });

  it("listing documents are refused as malformed, or mean the same again", () => {
    const items = [{ assetId: 7n, termsIds: [id("a")], offerIds: [], summary: "All" }];
    const about = { chainId: 1n, publisher: `0x${"11".repeat(20)}`, title: "a", description: "" };
    const json = listingToJson({ ...about, tags: ["a", "b"], items });
    attack(() => json, parseListing, listingToJson);
  });
});
