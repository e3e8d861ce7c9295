import { expect } from "chai";
import { type Filter, Log, type Provider } from "ethers";

import { getLogs, type LogProgress } from "./getLogs.ts";

const ADDRESS = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";

/** A chain of one log a block that serves at most `most` blocks at a time and fails in `broken`. */
function createChain({ head = 99, most = Infinity, broken = -1 } = {}) {
  const asked: [number, number][] = [];
  const provider = {
    getBlockNumber: async () => head,
    getLogs: async ({ fromBlock, toBlock }: Filter) => {
      const [from, to] = [Number(fromBlock), Number(toBlock)];
      asked.push([from, to]);
      if (to - from + 1 > most) throw new Error("too many blocks");
      if (from <= broken && broken <= to) throw new Error("broken");
      return Array.from({ length: to - from + 1 }, (_, offset) => logAt(from + offset));
    },
  };
  // Of a provider, getLogs uses these two alone.
  const clients = { provider: provider as unknown as Provider, fromBlock: 10, blockRange: 40 };
  return { clients, asked };
}

function logAt(blockNumber: number): Log {
  const hash = `0x${"00".repeat(32)}`;
  const place = { blockNumber, blockHash: hash, transactionHash: hash, transactionIndex: 0 };
  const log = { ...place, index: 0, address: ADDRESS, data: "0x", topics: [], removed: false };
  // A log is never asked for its provider here.
  return new Log(log, undefined as unknown as Provider);
}

const blocks = (logs: Log[]) => logs.map(({ blockNumber }) => blockNumber);
const range = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, offset) => from + offset);

describe("getLogs", () => {
  it("default: reads from the deployment to the head in bounded ranges", async () => {
    const { clients, asked } = createChain();

    const logs = await getLogs(clients, { address: ADDRESS });

    expect(blocks(logs)).to.deep.equal(range(10, 99));
    expect(asked).to.deep.equal([
      [10, 49],
      [50, 89],
      [90, 99],
    ]);
  });

  it("behavior: asks for half as many blocks when a node refuses, without gap or repetition", async () => {
    const { clients } = createChain({ most: 7 });

    const logs = await getLogs(clients, { address: ADDRESS });

    expect(blocks(logs)).to.deep.equal(range(10, 99));
  });

  it("args: fromBlock and toBlock, up to and with a single block", async () => {
    const { clients } = createChain();

    const logs = await getLogs(clients, { address: ADDRESS, fromBlock: 20, toBlock: 20 });

    expect(blocks(logs)).to.deep.equal([20]);
  });

  it("args: onProgress hears of every request that was answered", async () => {
    const { clients } = createChain();
    const heard: LogProgress[] = [];

    await getLogs(clients, { address: ADDRESS, onProgress: (progress) => heard.push(progress) });

    expect(heard.map(({ block, logs }) => [block, logs])).to.deep.equal([
      [49, 40],
      [89, 80],
      [99, 90],
    ]);
  });

  it("error: a block that can't be read ends the search with the node's error", async () => {
    const { clients, asked } = createChain({ broken: 60 });

    const error = await getLogs(clients, { address: ADDRESS }).catch((thrown: unknown) => thrown);

    expect(error).to.be.instanceOf(Error).with.property("message", "broken");
    expect(asked.at(-1)).to.deep.equal([60, 60]);
  });
});
