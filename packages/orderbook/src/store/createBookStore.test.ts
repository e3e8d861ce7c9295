import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

import { shouldBehaveLikeBookStore } from "../../test/storeBehavior.ts";
import { openSqlite } from "./openSqlite.ts";

describe("the store of an order book in SQLite (ORD-9)", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "sahara-orderbook-"));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  shouldBehaveLikeBookStore(() => openSqlite(path.join(folder, "book.sqlite")));
});
