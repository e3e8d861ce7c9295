import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

import { toHex } from "@sahara/sdk";
import { expect } from "chai";
import { id } from "ethers";

import type { CallCommit, LaneKey, Store } from "../Store.ts";
import { createSqliteStore } from "./createSqliteStore.ts";

const PRICE = 10n;

describe("createSqliteStore", () => {
  let folder: string;
  let store: Store;
  const open = () => createSqliteStore({ file: path.join(folder, "node.sqlite") });
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "sahara-store-"));
    store = await open();
  });
  afterEach(async () => {
    await store.close();
    await rm(folder, { recursive: true });
  });

  const laneOf = (lane: number, account = "payer"): LaneKey => ({
    ...{ accountId: id(account), offerId: id("offer"), lane, epoch: 0 },
  });
  const digestOf = ({ lane }: LaneKey, seq: bigint) => id(`receipt ${lane}/${seq}`);

  function callAt(key: LaneKey, seq: bigint, finishedAt = 1_000): CallCommit {
    const frontier = { size: Number(seq), nodes: [] };
    return {
      lane: { ...key, seq, cumulative: seq * PRICE, frontier },
      amount: PRICE,
      receipt: {
        ...{ digest: digestOf(key, seq), seq, requestHash: id("request"), finishedAt },
        header: `header ${seq}`,
        response: { contentType: "application/json", body: Buffer.from(`answer ${seq}`) },
      },
    };
  }

  async function call(key: LaneKey, count: number, finishedAt?: (seq: number) => number) {
    for (let seq = 1; seq <= count; seq++) {
      await store.commitCall(callAt(key, BigInt(seq), finishedAt?.(seq)));
    }
  }

  it("default: finds each receipt at its place, and no other, also after it was opened again", async () => {
    const [first, second] = [laneOf(0), laneOf(1)];
    await call(first, 3);
    await call(second, 2);
    await store.close();
    store = await open();

    expect(await store.receiptAt(first, 3n)).to.deep.include({ seq: 3n, header: "header 3" });
    expect(await store.receiptAt(second, 3n)).to.equal(undefined);
    expect((await store.leaves(first, 2n)).map(toHex)).to.deep.equal([
      digestOf(first, 1n),
      digestOf(first, 2n),
    ]);
    expect((await store.leaves(second, 9n)).map(toHex)).to.have.length(2);
    expect(await store.charged(id("payer"), 0)).to.equal(5n * PRICE);
    expect(await store.totals()).to.deep.equal({ receipts: 5, charged: 5n * PRICE });
  });

  it("behavior: calls that are written together can't spend together what each could alone", async () => {
    const accountLimit = 2n * PRICE;
    const lanes = [laneOf(0), laneOf(1), laneOf(2), laneOf(0, "another payer")];
    const results = await Promise.all(
      lanes.map((key) => store.commitCall({ ...callAt(key, 1n), accountLimit })),
    );

    expect(results).to.deep.equal(["committed", "committed", "overdrawn", "committed"]);
    expect(await store.charged(id("payer"), 0)).to.equal(accountLimit);
    expect(await store.lane(laneOf(2))).to.equal(undefined);
  });

  it("behavior: a place is taken once", async () => {
    await call(laneOf(0), 1);

    expect(await store.commitCall(callAt(laneOf(0), 1n))).to.equal("conflict");
    expect(await store.commitCall(callAt(laneOf(0), 3n))).to.equal("conflict");
    expect(await store.charged(id("payer"), 0)).to.equal(PRICE);
  });

  it("behavior: pruning forgets old responses, but the last of a lane never", async () => {
    const [busy, idle] = [laneOf(0), laneOf(1)];
    await call(busy, 4, (seq) => seq * 100);
    await call(idle, 2, () => 1);
    const isKept = async (key: LaneKey, seq: bigint) =>
      (await store.receiptAt(key, seq))?.response !== undefined;

    expect(await store.prune(300)).to.equal(3);
    expect(await Promise.all([1n, 2n, 3n, 4n].map((seq) => isKept(busy, seq)))).to.deep.equal([
      ...[false, false, true, true],
    ]);
    expect(await Promise.all([1n, 2n].map((seq) => isKept(idle, seq)))).to.deep.equal([
      ...[false, true],
    ]);

    expect(await store.prune(10_000)).to.equal(1);
    expect(await isKept(busy, 4n)).to.equal(true);
    await store.commitCall(callAt(busy, 5n));
    expect(await store.prune(10_000)).to.equal(1);
    expect(await isKept(busy, 4n)).to.equal(false);
    expect((await store.receiptAt(busy, 4n))?.header).to.equal("header 4");
  });
});
