import { expect } from "chai";

import { createPostgresStore } from "../../packages/node/src/store/postgres/createPostgresStore.ts";
import { createCloser } from "../helpers/createCloser.ts";
import { createNodeWorld, type NodeWorld, PRICE } from "./node/createNodeWorld.ts";
import type { Attempt } from "./node/createPayer.ts";
import type { NodeProcess } from "./node/startNodeProcess.ts";
import { startPostgres } from "./node/startPostgres.ts";

describe("two nodes of an operator on one PostgreSQL", function () {
  this.timeout(120_000);

  const closer = createCloser();
  let postgres: Awaited<ReturnType<typeof startPostgres>>;
  let world: NodeWorld;
  let nodes: [NodeProcess, NodeProcess];
  let payer: ReturnType<NodeWorld["createPayer"]>;
  /** Which of the nodes the payer talks to. */
  let current = 0;

  before(async () => {
    postgres = closer.keep(await startPostgres());
    world = closer.keep(await createNodeWorld());
    payer = world.createPayer(() => nodes[current % 2]!.url);
    const start = async (nodeNumber: number) => {
      const key = await world.addKey();
      payer.trust(key.address);
      const changes = { nodeNumber, store: { kind: "postgres" } };
      const config = await world.writeConfig(`node${nodeNumber}`, changes);
      const secrets = { SAHARA_NODE_DATABASE_URL: postgres.url };
      return closer.keep(await world.startNode(config, key, secrets));
    };
    nodes = [await start(0), await start(1)];
  });
  after(closer.close);

  const totals = async () => {
    const store = await createPostgresStore({ url: postgres.url, connections: 1 });
    const found = await store.totals();
    const charged = await store.charged(world.accountId, 0);
    await store.close();
    expect(found.charged).to.equal(charged);
    return found;
  };

  it("go on in each other's lanes", async () => {
    const lane = payer.openLane(0);
    for (current = 0; current < 20; current++) await lane.call(`{"call":${current}}`);

    expect(await totals()).to.deep.equal({ receipts: 20, charged: 20n * PRICE });
  });

  it("give one receipt when both are asked for the same at once", async () => {
    const lane = payer.openLane(1);
    for (let round = 0; round < 10; round++) {
      const attempts = await askBoth(() => lane.attempt(`{"round":${round}}`));

      const [first, second] = attempts.map(answered);
      expect(first!.digest).to.equal(second!.digest);
      lane.keep(first!);
    }
    expect((await totals()).receipts).to.equal(30);
  });

  it("answer one of two requests for the same place", async () => {
    const lane = payer.openLane(2);
    for (let round = 0; round < 10; round++) {
      let request = 0;
      const attempts = await askBoth(() => lane.attempt(`{"round":${round},"of":${request++}}`));

      const given = attempts.filter(({ kind }) => kind === "answered").map(answered);
      expect(given).to.have.lengthOf(1);
      lane.keep(given[0]!);
    }
    expect((await totals()).receipts).to.equal(40);
  });

  it("do without one of them", async () => {
    const lane = payer.openLane(3);
    current = 0;
    await lane.call("{}");
    await nodes[0].kill();
    current = 1;
    await lane.call("{}");

    expect(await totals()).to.deep.equal({ receipts: 42, charged: 42n * PRICE });
  });

  async function askBoth(ask: () => Promise<Attempt>): Promise<Attempt[]> {
    current = 0;
    const first = ask();
    current = 1;
    return await Promise.all([first, ask()]);
  }
});

function answered(attempt: Attempt) {
  if (attempt.kind === "answered") return attempt;
  throw new Error(`${attempt.problem.name}: ${attempt.problem.detail}`);
}
