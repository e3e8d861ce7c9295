import { expect } from "chai";
import { hexlify, id, randomBytes } from "ethers";

import { randomSignedOrder } from "../../sdk/test/randomOrder.ts";
import { listingRoot } from "../src/listings/listing.ts";
import type { BookedOrder } from "../src/orders/BookedOrder.ts";
import type { BookStore, PagePlace, Sort } from "../src/store/BookStore.ts";
import { createBookStore, StoreVersionError } from "../src/store/createBookStore.ts";
import type { Database } from "../src/store/Database.ts";

const BLOCK = 100;
/** Before every deadline here. */
const TIME = 10;
const FOREVER = 2n ** 40n - 1n;

type Changes = { price?: bigint; maker?: string; assetId?: bigint; deadline?: bigint };

function booked({
  price = 1n,
  maker,
  assetId = 1n,
  deadline = FOREVER,
}: Changes = {}): BookedOrder {
  const signed = randomSignedOrder("SELL", 0);
  const order = { ...signed.order, price, deadline, items: [{ assetId, units: 0n }] };
  return {
    orderHash: hexlify(randomBytes(32)),
    signed: { ...signed, order: { ...order, maker: maker ?? order.maker } },
    ...{ state: "OPEN", obstacle: undefined, postedAt: TIME, block: BLOCK },
  };
}

/** What the store of an order book does, in whatever database (ORD-9). */
export function shouldBehaveLikeBookStore(openDatabase: () => Promise<Database>): void {
  let store: BookStore;
  beforeEach(async () => {
    store = await createBookStore(await openDatabase());
  });
  afterEach(() => store.close());

  const add = async (...orders: BookedOrder[]) => {
    for (const order of orders) await store.addOrder(order);
  };
  const open = async (filter: object = {}, time = TIME) => {
    const query = { filter: { state: "OPEN" as const, ...filter }, after: undefined, limit: 100 };
    return (await store.orders({ ...query, sort: "cheapest", time })).items;
  };
  const mark = (order: BookedOrder, state: "OPEN" | "FILLED" | "UNFILLABLE", block: number) =>
    store.mark(order.orderHash, { state, obstacle: undefined, block });

  it("gives back an order as it was added, once", async () => {
    const order = booked();
    await add(order, { ...order, state: "FILLED" });

    expect(await store.order(order.orderHash)).to.deep.equal(order);
    expect(await open()).to.deep.equal([order]);
    expect(await store.order(id("none"))).to.equal(undefined);
  });

  it("filters by asset, maker, kind and token, and by time", async () => {
    const [first, second] = [booked({ assetId: 7n }), booked({ assetId: 8n, deadline: 50n })];
    const any = randomSignedOrder("BUY_ANY", 0);
    const forAny: BookedOrder = {
      ...booked(),
      signed: { ...any, order: { ...any.order, deadline: FOREVER }, assetIds: [] },
    };
    await add(first, second, forAny);
    const { maker, token } = first.signed.order;

    expect(await open({ assetId: 7n })).to.have.deep.members([first, forAny]);
    expect(await open({ assetId: 9n })).to.deep.equal([forAny]);
    expect(await open({ maker })).to.deep.equal([first]);
    expect(await open({ token, kind: "SELL" })).to.deep.equal([first]);
    expect(await open({ kind: "BUY_ANY" })).to.deep.equal([forAny]);
    expect(await open({ assetId: 8n }, 51)).to.deep.equal([forAny]);
    await store.expire(51);
    expect((await store.order(second.orderHash))?.state).to.equal("EXPIRED");
  });

  it("pages through prices of any size, with equal ones among them", async () => {
    const prices = [2n ** 128n - 1n, 0n, 5n, 10n ** 20n, 5n, 5n, 9n];
    const orders = prices.map((price) => booked({ price }));
    await add(...orders);

    for (const sort of ["cheapest", "dearest", "newest"] as const) {
      const seen = await walk(sort);
      const found = seen.map(({ signed }) => signed.order.price);
      const ascending = [...prices].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
      const expected = { cheapest: ascending, dearest: ascending.toReversed() };
      expect(found).to.deep.equal(sort === "newest" ? prices.toReversed() : expected[sort]);
      expect(new Set(seen.map(({ orderHash }) => orderHash)).size).to.equal(prices.length);
    }
  });

  async function walk(sort: Sort): Promise<BookedOrder[]> {
    const seen: BookedOrder[] = [];
    let after: PagePlace | undefined;
    do {
      const query = { filter: { state: "OPEN" as const }, after, limit: 2, sort, time: TIME };
      const page = await store.orders(query);
      seen.push(...page.items);
      after = page.next;
    } while (after !== undefined);
    return seen;
  }

  it("finds what a change may have changed, what closed lately included", async () => {
    const maker = booked().signed.order.maker;
    const [mine, about, old, other] = [
      booked({ maker, assetId: 2n }),
      booked({ assetId: 7n }),
      booked({ assetId: 7n }),
      booked(),
    ];
    await add(mine, about, old, other);
    await mark(about, "FILLED", 110);
    await mark(old, "FILLED", 105);

    const found = await store.touched({ makers: [maker], assetIds: [7n], rates: false }, 107);
    expect(found.map(({ orderHash }) => orderHash)).to.have.members([
      mine.orderHash,
      about.orderHash,
    ]);
    const many = Array.from({ length: 1_200 }, (_, index) => BigInt(index));
    expect(await store.touched({ makers: [], assetIds: many, rates: false }, 0)).to.have.lengthOf(
      4,
    );
    expect(await store.touched({ makers: [], assetIds: [], rates: true }, 107)).to.have.lengthOf(3);
  });

  it("writes down the newest of what the chain says, and nothing after a withdrawal", async () => {
    const [order, other] = [booked(), booked()];
    await add(order, other);
    await mark(order, "FILLED", 120);
    await mark(order, "OPEN", 119);
    expect((await store.order(order.orderHash))?.state).to.equal("FILLED");
    await mark(order, "OPEN", 121);
    await store.withdraw(order.orderHash);
    await mark(order, "OPEN", 122);
    expect((await store.order(order.orderHash))?.state).to.equal("WITHDRAWN");

    expect(await store.countOpen()).to.equal(1);
    expect(await store.countLive(order.signed.order.maker)).to.equal(0);
    expect(await store.stalest(5)).to.deep.equal([other]);
  });

  it("forgets what has long been over, and nothing else", async () => {
    const [over, closed, live] = [booked({ deadline: 20n }), booked(), booked({ deadline: 20n })];
    await add(over, closed, live);
    await mark(over, "FILLED", 120);
    await mark(closed, "FILLED", 120);

    await store.forget(21);
    expect(await store.order(over.orderHash)).to.equal(undefined);
    expect((await store.order(closed.orderHash))?.state).to.equal("FILLED");
    expect((await store.order(live.orderHash))?.state).to.equal("OPEN");
  });

  it("keeps listings with their anchors, and shows those that are current", async () => {
    const publisher = booked().signed.order.maker;
    const items = [{ assetId: 3n, termsIds: [id("terms")], offerIds: [], summary: "" }];
    const about = { chainId: 1n, publisher, description: "", tags: ["a"], items };
    const documents = ["one", "two", "three"].map((title) => {
      const listing = { ...about, title };
      const { root, text } = listingRoot(listing);
      return { root, text, listing, current: true, anchors: [], postedAt: TIME };
    });
    for (const document of documents) await store.addListing(document);
    const [first, second, third] = documents;
    const anchors = [{ assetId: 3n, version: 2n }];
    await store.addAnchors(first!.root, anchors);
    await store.addAnchors(first!.root, anchors);
    await store.setCurrent(second!.root, false);

    expect(await store.listing(first!.root)).to.deep.equal({ ...first, anchors });
    const page = await store.listings({ filter: { assetId: 3n }, after: undefined, limit: 1 });
    expect(page.items).to.deep.equal([third]);
    const rest = await store.listings({ filter: { publisher }, after: page.next, limit: 5 });
    expect(rest).to.deep.equal({ items: [{ ...first, anchors }], next: undefined });
    expect(await store.countListings(publisher)).to.equal(2);
    expect(await store.listingsOf([3n, 4n])).to.have.lengthOf(3);
  });

  it("writes all statements or none, and refuses the tables of another version", async () => {
    const database = await openDatabase();
    const write = database.write([
      { text: "INSERT INTO book_facts (name, value) VALUES (?, ?)", values: ["half", "1"] },
      { text: "INSERT INTO book_facts (name, value) VALUES (?, ?)", values: ["half", null] },
    ]);
    expect(await write.catch(() => "refused")).to.equal("refused");
    expect(await database.rows("SELECT * FROM book_facts WHERE name = ?", ["half"])).to.deep.equal(
      [],
    );

    await store.setFollowedBlock(5);
    await store.setFollowedBlock(7);
    expect(await store.followedBlock()).to.equal(7);
    const setVersion = (version: string) => ({
      ...{ text: "UPDATE book_facts SET value = ? WHERE name = 'version'", values: [version] },
    });
    await database.write([setVersion("0")]);
    const error = await createBookStore(database).catch((reason: unknown) => reason);
    expect(error).to.be.instanceOf(StoreVersionError);
    await database.write([setVersion("1")]);
    await database.close();
  });
}
