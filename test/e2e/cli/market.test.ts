import path from "node:path";

import { expect } from "chai";

import { createCloser } from "../../helpers/createCloser.ts";
import { until } from "../../helpers/until.ts";
import { createTypist } from "./createTypist.ts";
import { signedBy, useWorld } from "./createWorld.ts";
import { startOrderBook } from "./startOrderBook.ts";

type Listed = { orderHash: string };
type Page = { orders: { orderHash: string; state: string }[]; next: string | null };

/** The market over a real chain and an order book that is a process of its own. */
describe("command line: market", function () {
  this.timeout(120_000);

  const world = useWorld();
  const { answer, text, refusal, registerAsset } = createTypist(world);
  const closer = createCloser();
  let book: Awaited<ReturnType<typeof startOrderBook>>;

  const startBook = async () => {
    const { folder, env } = world().place;
    const file = (name: string) => path.join(folder, name);
    const args = ["--addresses", file("sahara.json"), "--store", file("book.sqlite")];
    return closer.keep(await startOrderBook(args, { SAHARA_RPC_URL: env.SAHARA_RPC_URL ?? "" }));
  };
  before(async () => {
    book = await startBook();
  });
  after(closer.close);

  const from = () => ["--book", book.url];
  const sell = (...options: string[]) =>
    answer<Listed>("market", "list", ...options, ...from(), ...signedBy("owner"));
  const ordersOf = async (...options: string[]) =>
    (await answer<Page>("market", "orders", ...options, ...from())).orders;
  const stateOf = async (order: string) =>
    (await answer<{ state: string }>("market", "show", order, ...from())).state;
  const ownerOf = async (assetId: string) =>
    (await world().sahara.getAsset({ assetId: BigInt(assetId) })).owner;

  it("list, orders, show and buy: by an order that nobody paid gas for but its buyer", async () => {
    const assetId = await registerAsset();
    const rehearsed = await answer<{ transactions: { method: string }[] }>(
      ...["market", "list", assetId, "--price", "5", "--dry-run", ...signedBy("owner")],
    );
    expect(rehearsed.transactions.map(({ method }) => method)).to.deep.equal(["approve"]);
    const { orderHash } = await sell(assetId, "--price", "5");
    expect((await ordersOf("--asset", assetId)).map((order) => order.orderHash)).to.deep.equal([
      orderHash,
    ]);
    expect(await text("market", "show", orderHash, ...from())).to.match(
      /Price +5 SAHARA[^]*State +OPEN\nFee +0 SAHARA\nRoyalty +0\.25 SAHARA to asset \d+\nSeller gets +4\.75 SAHARA/,
    );

    const buy = ["market", "buy", orderHash, ...from(), ...signedBy("customer")];
    expect((await refusal(...buy, "--max-price", "4")).exitCode).to.equal(1);
    await answer(...buy, "--pay-by", "permit");

    expect(await ownerOf(assetId)).to.equal(world().accounts.customer);
    await until("the book follows", async () => (await ordersOf("--asset", assetId)).length === 0);
    expect(await refusal(...buy)).to.deep.equal({
      exitCode: 1,
      line: "error: The order can't be filled: it is filled. Choose another.",
    });
  });

  it("serves what was filled as filled after it was killed, and ends cleanly (ORD-1)", async () => {
    const assetId = await registerAsset();
    const { orderHash } = await sell(assetId, "--price", "1");
    await book.end("SIGKILL");
    await answer("market", "cancel-all", ...signedBy("owner"));
    expect(await text("market", "adopt-rates", ...signedBy("owner"))).to.match(
      /Fee +0 bps\nRoyalty +500 bps/,
    );
    book = await startBook();
    expect(await ordersOf("--asset", assetId, "--state", "cancelled")).to.have.lengthOf(1);
    expect(await stateOf(orderHash)).to.equal("CANCELLED");
    expect(await book.end("SIGTERM")).to.equal(0);
    book = await startBook();
  });

  it("offer, offers and accept: for an asset, and for one of many", async () => {
    const [first, second] = [await registerAsset(), await registerAsset()];
    const offer = (...options: string[]) =>
      answer<Listed>("market", "offer", ...options, ...from(), ...signedBy("customer"));
    const one = await offer(first, "--price", "2");
    const any = await offer(first, second, "--any", "--price", "3");
    const offers = await answer<Page>("market", "offers", first, ...from());
    expect(offers.orders.map(({ orderHash }) => orderHash)).to.deep.equal([
      any.orderHash,
      one.orderHash,
    ]);

    const accept = (...options: string[]) => [
      "market",
      "accept",
      ...options,
      ...from(),
      ...signedBy("owner"),
    ];
    expect((await refusal(...accept(any.orderHash))).exitCode).to.equal(2);
    await answer(...accept(any.orderHash, "--asset", second));
    expect(await ownerOf(second)).to.equal(world().accounts.customer);
    expect(await ownerOf(first)).to.equal(world().accounts.owner);
  });

  it("list --on-chain and --out: without any book; cancel takes either back", async () => {
    const assetId = await registerAsset();
    const nowhere = ["--book", "http://127.0.0.1:9"];
    const listed = await answer<Listed>(
      ...["market", "list", assetId, "--price", "1", "--on-chain", ...signedBy("owner")],
    );
    await answer<Listed>(
      ...["market", "list", assetId, "--price", "2", "--out", "order.json", ...signedBy("owner")],
    );
    const state = async (order: string) =>
      (await answer<{ state: string }>("market", "show", order, ...nowhere)).state;
    expect([await state(listed.orderHash), await state("order.json")]).to.deep.equal([
      "OPEN",
      "OPEN",
    ]);

    await answer("market", "cancel", "order.json", ...signedBy("owner"));
    expect(await state("order.json")).to.equal("CANCELLED");
    await answer("market", "cancel", listed.orderHash, ...nowhere, ...signedBy("owner"));
    expect((await refusal("market", "show", listed.orderHash, ...nowhere)).line).to.match(
      /^error: Neither the order book nor the chain has the order/,
    );
    expect(
      (await refusal("market", "list", "7:0", "--price", "1", ...signedBy("owner"))).exitCode,
    ).to.equal(2);
  });
});
