import {
  buildOrderTree,
  consentDigest,
  ORDER_TYPES,
  ORDER_WITHDRAWAL_TYPES,
  type OrderBookError,
  orderDomain,
  orderHash,
  type SignedOrder,
  signedOrderToJson,
} from "@sahara/sdk";
import { expect } from "chai";
import { hexlify, id, randomBytes } from "ethers";

import { ethers, networkHelpers } from "../helpers/chain.ts";
import { registerRoot } from "../sdk/connectSahara.ts";
import { type BookWorld, createBookWorld, PRICE } from "./bookWorld.ts";

describe("order book", function () {
  this.timeout(120_000);

  let world: BookWorld;
  beforeEach(async () => {
    world = await createBookWorld();
  });
  afterEach(async () => {
    await world.stop();
    expect(world.failures).to.deep.equal([]);
  });

  /** What the book refuses an order for. */
  async function refusal(signed: SignedOrder): Promise<string> {
    try {
      await world.client.post(signed);
      return "taken";
    } catch (error) {
      return (error as OrderBookError).problem;
    }
  }

  const send = (path: string, init: RequestInit = {}) =>
    fetch(`${world.book.url}${path}`, {
      headers: { "Content-Type": "application/json" },
      ...init,
    });
  const openHashes = async (client = world.client) =>
    (await client.find()).orders.map((entry) => entry.orderHash);
  const stateOf = async (hash: string) => (await world.client.get(hash)).state;

  describe("posting", () => {
    it("takes what can be filled, once, and gives back what fills it", async () => {
      const signed = await world.signSale();
      const posted = await world.client.post(signed);
      expect((await world.client.post(signed)).orderHash).to.equal(posted.orderHash);

      const { orders } = await world.client.find({ assetId: world.assetId, kind: "SELL" });
      expect(orders).to.deep.equal([posted]);
      expect(posted.signed).to.deep.equal(signed);
      await world.sdk.payer.fillOrder({ signed: orders[0]!.signed });
    });

    it("takes bulk orders, offers for one of many, on-chain listings and contract accounts (ORD-2)", async () => {
      const { sdk, contracts, addresses, assetId } = world;
      const { token } = addresses;
      const [first, second] = await sdk.owner.signOrders({
        orders: [world.sell(1n), world.sell(2n)],
      });
      await sdk.payer.approvePrice({ token, amount: PRICE });
      const offer = { kind: "BUY_ANY" as const, token, price: PRICE };
      const some = await sdk.payer.signOrder({ ...offer, assetIds: [assetId, 77n] });
      const other = await sdk.payer.signOrder({ ...offer, assetIds: [77n] });
      const any = await sdk.payer.signOrder(offer);
      const { signed: listed } = await sdk.owner.listOnChain(world.sell(3n));
      for (const signed of [first!, second!, some, other, any, listed]) {
        expect((await world.client.post(signed)).state).to.equal("OPEN");
      }
      const { orders } = await world.client.find({ assetId, sort: "cheapest" });
      expect(orders.map(({ signed }) => signed.order.price)).to.deep.equal([
        1n,
        2n,
        3n,
        PRICE,
        PRICE,
      ]);

      const wallet = await ethers.deployContract(
        "SignerWallet",
        [contracts.licensee.address],
        contracts.licensee,
      );
      await contracts.token.connect(contracts.payer).transfer(wallet, PRICE);
      const approval = contracts.token.interface.encodeFunctionData("approve", [
        addresses.marketplace,
        PRICE,
      ]);
      await wallet.getFunction("execute")(token, approval);
      const draft = await sdk.licensee.signOrder(offer);
      const order = { ...draft.order, maker: await wallet.getAddress() };
      const signature = await contracts.licensee.signTypedData(
        ...[world.chain.orderDomain, ORDER_TYPES, { ...order, kind: 2 }],
      );
      const signed = { ...draft, order, consent: { ...draft.consent, signature } };
      expect((await world.client.post(signed)).state).to.equal("OPEN");
    });

    it("refuses what its maker did not sign for this market and chain (ORD-2)", async () => {
      const { sdk, contracts } = world;
      const signed = await world.signSale();
      const { order, consent } = signed;
      const forged = await sdk.stranger.signOrder(world.sell());
      const struct = { ...order, kind: 0 };
      const signFor = (chainId: bigint, market: string) =>
        contracts.owner.signTypedData(orderDomain(chainId, market), ORDER_TYPES, struct);
      const { verifyingContract: market } = world.chain.orderDomain;
      const withSignature = (signature: string) => ({
        ...signed,
        consent: { ...consent, signature },
      });

      expect(await refusal(withSignature(forged.consent.signature))).to.equal("bad-signature");
      expect(await refusal(withSignature(await signFor(1n, market)))).to.equal("bad-signature");
      expect(await refusal(withSignature(await signFor(31337n, world.addresses.ledger)))).to.equal(
        "bad-signature",
      );
      expect(await refusal(withSignature("0x"))).to.equal("bad-signature");
      expect(await refusal({ ...signed, order: { ...order, price: 1n } })).to.equal(
        "bad-signature",
      );
      expect(await refusal({ ...signed, order: { ...order, nonce: 2n ** 256n - 1n } })).to.equal(
        "bad-signature",
      );
    });

    it("gives an account no more gas to judge a signature than the marketplace does (ORD-2)", async () => {
      const signed = await world.signSale();
      const maker = ethers.getAddress(id("wallet").slice(-40));
      // Hashes so many bytes, which takes about as much gas, and says yes.
      const walletThatHashes = (bytes: number) =>
        ethers.concat([
          ...["0x62", ethers.toBeHex(bytes, 3), "0x5f20507f"],
          ...[ethers.zeroPadBytes("0x1626ba7e", 32), "0x5f5260205ff3"],
        ]);
      const post = async (bytes: number) => {
        await networkHelpers.setCode(maker, walletThatHashes(bytes));
        return await refusal({ ...signed, order: { ...signed.order, maker } });
      };

      expect(await post(250_000)).to.equal("bad-signature");
      expect(await post(100_000)).to.equal("not-fillable");
    });

    it("refuses forged places in a tree of orders (ORD-2)", async () => {
      const { sdk } = world;
      const [first, second] = await sdk.owner.signOrders({
        orders: [world.sell(1n), world.sell(2n)],
      });
      const { order } = await world.signSale(3n);
      const { places } = buildOrderTree([first!.order, order]);
      const { signature } = first!.consent;
      const [ownPlace, itsPlace] = [first!.consent, places[1]!];

      expect(await refusal({ ...first!, order })).to.equal("bad-signature");
      expect(await refusal({ ...first!, order, consent: { signature, ...itsPlace } })).to.equal(
        "bad-signature",
      );
      expect(await refusal({ ...first!, consent: second!.consent })).to.equal("bad-signature");
      const cut = { ...first!, consent: { ...ownPlace, siblings: [] } };
      expect(await refusal(cut)).to.equal("bad-signature");
      const deep = { ...ownPlace, siblings: [...ownPlace.siblings, hexlify(randomBytes(32))] };
      expect(await refusal({ ...first!, consent: deep })).to.equal("bad-signature");
      expect(consentDigest(world.chain.orderDomain, first!.order, ownPlace)).to.not.equal(
        consentDigest(world.chain.orderDomain, first!.order, deep),
      );
    });

    it("refuses what could not be filled: others' assets, used numbers, no approval (ORD-3)", async () => {
      const { sdk } = world;
      expect(await refusal(await world.signSale(PRICE, sdk.stranger))).to.equal("not-fillable");
      const cancelled = await world.signSale();
      await sdk.owner.cancelOrders({ orders: [cancelled.order] });
      expect(await refusal(cancelled)).to.equal("not-fillable");
      const filled = await world.signSale();
      await sdk.payer.fillOrder({ signed: filled });
      expect(await refusal(filled)).to.equal("not-fillable");
      const mine = await registerRoot(sdk.otherOwner);
      const unapproved = await sdk.otherOwner.signOrder(world.sell(PRICE, mine));
      expect(await refusal(unapproved)).to.equal("not-fillable");
      expect(await openHashes()).to.deep.equal([]);
    });

    it("refuses hostile bodies, and answers each with a problem document", async () => {
      const json = JSON.stringify(signedOrderToJson(await world.signSale()));
      const bodies = [
        "",
        "{",
        "[]",
        "null",
        "1e999",
        '{"__proto__":1}',
        `${json}x`,
        json.replace("SELL", "sell"),
      ];
      for (const body of bodies) {
        const response = await send("/v1/orders", { method: "POST", body });
        expect(response.status, body).to.equal(400);
        expect(response.headers.get("content-type")).to.equal("application/problem+json");
      }
      const large = await send("/v1/orders", { method: "POST", body: "x".repeat(1_000_000) });
      expect(large.status).to.equal(413);
      for (const query of [
        "asset=-1",
        "asset=1&asset=2",
        "sort=worst",
        "limit=0",
        "limit=1000",
        "x=1",
        "cursor=AAAA",
        "maker=0x1",
      ]) {
        expect((await send(`/v1/orders?${query}`)).status, query).to.equal(400);
      }
      expect((await send(`/v1/orders/${id("nothing")}`)).status).to.equal(404);
      expect((await send("/v1/orders", { method: "DELETE" })).status).to.equal(405);
    });
  });

  describe("following the chain", () => {
    it("serves nothing as open that it saw filled, cancelled or expired, also after a restart (ORD-1)", async () => {
      const { sdk, client } = world;
      const deadline = BigInt((await networkHelpers.time.latest()) + 1_000);
      const short = await sdk.owner.signOrder({ ...world.sell(4n), deadline });
      const [cancelled, filled, moved] = [
        await world.signSale(1n),
        await world.signSale(2n),
        await world.signSale(3n),
      ];
      const hashes: string[] = [];
      for (const signed of [short, cancelled, filled, moved])
        hashes.push((await client.post(signed)).orderHash);
      await sdk.owner.cancelOrders({ orders: [cancelled.order] });
      await sdk.payer.fillOrder({ signed: filled });
      await world.book.follow();

      expect(await openHashes()).to.deep.equal([]);
      expect(await stateOf(hashes[1]!)).to.equal("CANCELLED");
      expect(await stateOf(hashes[2]!)).to.equal("FILLED");
      expect(await client.get(hashes[3]!)).to.include({
        state: "UNFILLABLE",
        obstacle: "NOT_OWNED",
      });
      await networkHelpers.time.increaseTo(deadline + 1n);
      await world.book.follow();
      expect(await stateOf(hashes[0]!)).to.equal("EXPIRED");

      await world.book.stop();
      const again = world.clientOf(await world.open());
      expect(await openHashes(again)).to.deep.equal([]);
      expect((await again.get(hashes[2]!)).state).to.equal("FILLED");
      // A replay of what was posted before changes nothing.
      expect((await again.post(filled)).state).to.equal("FILLED");
    });

    it("catches up with what happened while it was down", async () => {
      const signed = await world.signSale();
      const { orderHash: hash } = await world.client.post(signed);
      await world.book.stop();
      await world.sdk.payer.fillOrder({ signed });

      const again = world.clientOf(await world.open());
      expect((await again.get(hash)).state).to.equal("FILLED");
    });

    it("does not forget what was filled before the blocks that it reads again", async () => {
      await world.stop();
      world = await createBookWorld({ reorgBlocks: 2, sweepSize: 0 });
      const [signed, other] = [await world.signSale(), await world.signSale()];
      const { orderHash: hash } = await world.client.post(signed);
      await world.book.stop();
      await world.sdk.payer.fillOrder({ signed });
      await networkHelpers.mine(10);

      const book = await world.open();
      const again = world.clientOf(book);
      expect((await again.get(hash)).state).to.equal("FILLED");
      // Whatever its maker does has the book look at it again.
      await world.sdk.owner.cancelOrders({ orders: [other.order] });
      await book.follow();
      const { state, block } = await again.get(hash);
      expect(state).to.equal("FILLED");
      expect(block).to.equal(await ethers.provider.getBlockNumber());
    });

    it("serves again what can be filled again, and finds what no event tells of", async () => {
      const { sdk, addresses, contracts, client, assetId } = world;
      const { token } = addresses;
      await sdk.payer.approvePrice({ token, amount: PRICE });
      const items = [{ assetId, units: 0n }];
      const offer = await sdk.payer.signOrder({ kind: "BUY", items, token, price: PRICE });
      const { orderHash: hash } = await client.post(offer);
      const erc20 = contracts.token.connect(contracts.payer);
      await erc20.approve(addresses.marketplace, 0n);
      await world.book.follow();
      expect(await client.get(hash)).to.include({ state: "UNFILLABLE", obstacle: "NO_ALLOWANCE" });

      await erc20.approve(addresses.marketplace, PRICE);
      await world.book.follow();
      expect(await stateOf(hash)).to.equal("OPEN");
    });

    it("takes back what a reorganisation undid", async () => {
      const signed = await world.signSale();
      const { orderHash: hash } = await world.client.post(signed);
      const before = await networkHelpers.takeSnapshot();
      await world.sdk.payer.fillOrder({ signed });
      await world.book.follow();
      expect(await stateOf(hash)).to.equal("FILLED");

      await before.restore();
      await networkHelpers.mine(5);
      await world.sdk.owner.approveItems({ items: signed.order.items });
      await world.book.follow();

      expect(await stateOf(hash)).to.equal("OPEN");
    });
  });

  describe("withdrawing", () => {
    it("is for the maker alone, and for good (ORD-7)", async () => {
      const { contracts, client, chain } = world;
      const signed = await world.signSale();
      const { orderHash: hash } = await client.post(signed);
      const now = BigInt(Math.floor(Date.now() / 1_000));
      const notice = async (account: typeof contracts.owner, deadline = now + 60n) => ({
        deadline,
        signature: await account.signTypedData(chain.bookDomain, ORDER_WITHDRAWAL_TYPES, {
          ...{ orderHash: hash, deadline },
        }),
      });
      const problem = async (answer: Promise<void>) =>
        answer.then(
          () => "done",
          (error: unknown) => (error as OrderBookError).problem,
        );

      expect(await problem(client.withdraw(hash, await notice(contracts.stranger)))).to.equal(
        "bad-signature",
      );
      expect(
        await problem(client.withdraw(hash, await notice(contracts.owner, now - 60n))),
      ).to.equal("request-expired");
      expect(
        await problem(client.withdraw(hash, await notice(contracts.owner, now + 100_000n))),
      ).to.equal("request-expired");
      expect(await openHashes()).to.deep.equal([hash]);
      expect(await problem(client.withdraw(hash, await notice(contracts.owner)))).to.equal("done");

      expect(await openHashes()).to.deep.equal([]);
      expect((await client.post(signed)).state).to.equal("WITHDRAWN");
      expect(await world.sdk.stranger.getOrderState({ signed })).to.include({ state: "OPEN" });
    });
  });

  describe("pages", () => {
    it("end where they ended, whatever is posted meanwhile (ORD-5)", async () => {
      const prices = [5n, 3n, 9n, 3n, 7n, 1n, 3n];
      const orders = await world.sdk.owner.signOrders({
        orders: prices.map((price) => world.sell(price)),
      });
      for (const signed of orders) await world.client.post(signed);
      for (const sort of ["cheapest", "dearest", "newest"] as const) {
        const seen: string[] = [];
        let cursor: string | undefined;
        do {
          const page = await world.client.find({ sort, limit: 2, cursor, state: "OPEN" });
          seen.push(...page.orders.map((entry) => entry.orderHash));
          cursor = page.next;
          await world.client.post(await world.signSale(4n));
        } while (cursor !== undefined && seen.length < 40);
        const expected = orders.map(({ order }) => orderHash(world.chain.orderDomain, order));
        expect(new Set(seen).size).to.equal(seen.length);
        expect(seen).to.include.members(expected);
      }
    });
  });

  describe("what it tells of itself", () => {
    it("health, and an OpenAPI document with every resource", async () => {
      await world.client.post(await world.signSale());
      const health = (await (await send("/health")).json()) as Record<string, unknown>;
      expect(health).to.include({ ok: true, chainId: "31337", open: 1 });
      const { paths } = (await (await send("/openapi.json")).json()) as { paths: object };
      expect(paths).to.include.all.keys(
        "/v1/orders",
        "/v1/orders/{hash}",
        "/v1/listings",
        "/health",
      );
    });
  });
});

describe("order book: limits", function () {
  this.timeout(120_000);

  let world: BookWorld;
  afterEach(() => world.stop());

  it("refuses a client that spends too much, at once and without asking the chain (ORD-6)", async () => {
    world = await createBookWorld({ burst: 100, perSecond: 1 });
    const body = JSON.stringify(signedOrderToJson(await world.signSale()));
    const statuses = new Map<number, number>();
    const post = async () => {
      const response = await fetch(`${world.book.url}/v1/orders`, {
        ...{ method: "POST", headers: { "Content-Type": "application/json" }, body },
      });
      await response.text();
      statuses.set(response.status, (statuses.get(response.status) ?? 0) + 1);
      return response;
    };
    let last: Response | undefined;
    for (let round = 0; round < 10; round++) {
      const answers = await Promise.all(Array.from({ length: 50 }, post));
      last = answers.at(-1);
    }

    expect(last?.headers.get("retry-after")).to.match(/^\d+$/);
    const taken = statuses.get(201) ?? 0;
    // Ten at once, and one more every ten seconds.
    expect(taken).to.be.within(10, 30);
    expect((statuses.get(429) ?? 0) + (statuses.get(503) ?? 0)).to.equal(500 - taken);
    const health = await fetch(`${world.book.url}/health`);
    expect(health.status).to.equal(200);
  });

  it("keeps so many orders of a maker, and more when some are closed (ORD-6)", async () => {
    world = await createBookWorld({ ordersPerMaker: 2 });
    const [first, second, third] = await world.sdk.owner.signOrders({
      orders: [world.sell(1n), world.sell(2n), world.sell(3n)],
    });
    await world.client.post(first!);
    await world.client.post(second!);
    const error = await world.client.post(third!).catch((reason: unknown) => reason);
    expect(error).to.have.property("problem", "too-many");

    await world.sdk.owner.cancelOrders({ orders: [first!.order] });
    await world.book.follow();
    expect((await world.client.post(third!)).state).to.equal("OPEN");
  });
});
