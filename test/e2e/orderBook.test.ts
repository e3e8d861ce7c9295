import { createBookStore, openPostgres } from "@sahara/orderbook";
import { expect } from "chai";

import { shouldBehaveLikeBookStore } from "../../packages/orderbook/test/storeBehavior.ts";
import { createCloser } from "../helpers/createCloser.ts";
import { startPostgres } from "./node/startPostgres.ts";

const BOOKS = 16;

describe("order book on PostgreSQL", function () {
  this.timeout(120_000);

  const closer = createCloser();
  let postgres: Awaited<ReturnType<typeof startPostgres>>;
  before(async () => {
    postgres = closer.keep(await startPostgres());
  });
  after(closer.close);

  const TABLES = ["facts", "orders", "order_assets", "listings", "listing_assets", "anchors"];
  afterEach(async () => {
    const database = openPostgres(postgres.url);
    const texts = TABLES.map((name) => `DROP TABLE IF EXISTS book_${name}`);
    await database.write(texts.map((text) => ({ text, values: [] })));
    await database.close();
  });

  describe("its store (ORD-9)", () => {
    shouldBehaveLikeBookStore(() => Promise.resolve(openPostgres(postgres.url)));
  });

  it("makes its tables once, however many books start on an empty database at once", async () => {
    const databases = Array.from({ length: BOOKS }, () => openPostgres(postgres.url));
    // Connected before, they come at the same moment.
    await Promise.all(databases.map((database) => database.rows("SELECT 1", [])));
    const stores = await Promise.allSettled(databases.map(createBookStore));
    await Promise.all(databases.map((database) => database.close()));

    expect(stores.filter(({ status }) => status === "rejected")).to.deep.equal([]);
  });
});
