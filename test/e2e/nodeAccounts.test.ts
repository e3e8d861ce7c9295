import path from "node:path";
import { setTimeout } from "node:timers/promises";

import { expect } from "chai";
import { JsonRpcProvider } from "ethers";

import { createAccountBook } from "../../packages/node/src/chain/createAccountBook.ts";
import { createLogger } from "../../packages/node/src/log/createLogger.ts";
import { createSqliteStore } from "../../packages/node/src/store/sqlite/createSqliteStore.ts";
import type { Store } from "../../packages/node/src/store/Store.ts";
import { createNodeWorld, DEPOSIT, type NodeWorld } from "./node/createNodeWorld.ts";

/** A connection that keeps back what it is asked for logs, as long as `held` says. */
class SlowProvider extends JsonRpcProvider {
  held: Promise<void> | undefined;

  override async send(method: string, parameters: unknown[] | Record<string, unknown>) {
    if (method === "eth_getLogs") await this.held;
    return (await super.send(method, parameters as unknown[])) as unknown;
  }
}

describe("a node's account book", function () {
  this.timeout(60_000);

  let world: NodeWorld;
  let store: Store | undefined;
  let provider: SlowProvider | undefined;

  before(async () => {
    world = await createNodeWorld();
    store = await createSqliteStore({ file: path.join(world.folder, "accounts.sqlite") });
    provider = new SlowProvider(world.chain.url, 31_337, {
      ...{ staticNetwork: true, cacheTimeout: -1 },
    });
  });
  after(async () => {
    provider?.destroy();
    await store?.close();
    await world.stop();
  });

  it("reads an account that is first asked for while it follows the chain", async () => {
    const { accountId, contracts, operator } = world;
    const book = createAccountBook({
      ...{ meter: contracts.meter.connect(provider), provider: provider!, store: store! },
      ...{ operator: operator.address.toLowerCase(), fromBlock: 0, blockRange: 10_000 },
      ...{ confirmations: 0, log: createLogger({ level: "error", write: () => undefined }) },
    });
    await book.follow();
    await (await operator.sendTransaction({ to: operator.address, value: 0n })).wait();

    let release = (): void => undefined;
    provider!.held = new Promise((resolve) => {
      release = resolve;
    });
    const following = book.follow();
    const viewing = book.view(accountId);
    await setTimeout(100);
    release();

    await following;
    expect(await viewing).to.include({ limit: DEPOSIT, charged: 0n });
  });
});
