import { setTimeout as sleep } from "node:timers/promises";
import path from "node:path";

import { createReceiptTree, toHex } from "@sahara/sdk";
import { expect } from "chai";

import { createSqliteStore } from "../../packages/node/src/store/sqlite/createSqliteStore.ts";
import { createCloser } from "../helpers/createCloser.ts";
import { bundleNode } from "./node/bundleNode.ts";
import { createNodeWorld, type NodeWorld, PRICE } from "./node/createNodeWorld.ts";
import type { PayerLane } from "./node/createPayer.ts";
import type { NodeProcess } from "./node/startNodeProcess.ts";

const KILLS = 20;
const LANES = 6;
/** Longest time that a node lives before it is killed. */
const MAX_LIFE_MS = 600;
const RETRY_MS = 20;

describe("a node that is killed under load", function () {
  this.timeout(300_000);

  const closer = createCloser();
  let world: NodeWorld;
  let bundle: Awaited<ReturnType<typeof bundleNode>>;
  before(async () => {
    world = closer.keep(await createNodeWorld());
    bundle = closer.keep(await bundleNode());
  });
  after(closer.close);

  it(`answers, stores and charges the same calls after ${KILLS} kills, and the payer agrees`, async () => {
    const key = await world.addKey();
    const config = await world.writeConfig("faults");
    let node: NodeProcess | undefined;
    const start = async () => closer.keep(await world.startNode(config, key, {}, [bundle.file]));
    const payer = world.createPayer(() => node?.url ?? "http://127.0.0.1:1");
    payer.trust(key.address);
    let over = false;
    let attempts = 0;

    /** Asks the same until it is answered, as a client does that lost its connection. */
    async function callOnce(lane: PayerLane, request: string): Promise<void> {
      for (;;) {
        attempts++;
        try {
          await lane.call(request);
          return;
        } catch (error) {
          // What fetch throws when the node is gone; whatever else fails ends the test.
          if (!(error instanceof TypeError)) throw error;
          await sleep(RETRY_MS);
        }
      }
    }

    async function load(lane: PayerLane): Promise<void> {
      for (let i = 0; !over; i++) await callOnce(lane, `{"lane":${lane.lane},"call":${i}}`);
    }

    const lanes = Array.from({ length: LANES }, (_, number) => payer.openLane(number));
    node = await start();
    const loads = Promise.all(lanes.map(load));
    for (let kills = 0; kills < KILLS; kills++) {
      await Promise.race([sleep(50 + Math.random() * MAX_LIFE_MS), loads]);
      await node.kill();
      node = await start();
    }
    over = true;
    await loads;
    for (const lane of lanes) expect(await lane.close()).to.equal(204);
    await node.stop();

    const answered = lanes.reduce((sum, { receipts }) => sum + receipts.length, 0);
    const store = await createSqliteStore({ file: path.join(world.folder, "faults.sqlite") });
    const totals = await store.totals();
    const charged = await store.charged(world.accountId, 0);
    for (const lane of lanes) {
      const { accountId, offerId } = world;
      const record = await store.lane({ accountId, offerId, lane: lane.lane, epoch: 0 });
      expect(record).to.include({
        seq: BigInt(lane.receipts.length),
        cumulative: lane.cumulative(),
      });
      const tree = createReceiptTree(world.signatures.keccak256, record!.frontier);
      expect(toHex(tree.root())).to.equal(lane.voucher().receiptsRoot);
    }
    await store.close();
    console.log(
      `      ${KILLS} kills: ${attempts} attempts, ${answered} answers, ${totals.receipts} receipts, ${charged} charged`,
    );
    expect(totals).to.deep.equal({ receipts: answered, charged: BigInt(answered) * PRICE });
    expect(charged).to.equal(totals.charged);
    expect(answered).to.be.greaterThan(KILLS);
  });
});
