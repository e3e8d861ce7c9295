import { type Log, type TopicFilter } from "ethers";

import type { Clients } from "../clients.ts";
import type { Address } from "../values/address.ts";

export type LogQuery = {
  address: Address | Address[];
  topics?: TopicFilter;
  /** First block. Defaults to the deployment's. */
  fromBlock?: number | undefined;
  /** Last block. Defaults to the latest. */
  toBlock?: number | undefined;
  /** Called after every request. */
  onProgress?: ((progress: LogProgress) => void) | undefined;
};

/** How far the logs have been read. */
export type LogProgress = { fromBlock: number; toBlock: number; block: number; logs: number };

/**
 * All logs that match, in the order of the chain. Asks for a bounded number of blocks at a time, and for half as many
 * when a node refuses, so that it works with the limits of any node.
 */
export async function getLogs(
  clients: Pick<Clients, "provider" | "fromBlock" | "blockRange">,
  query: LogQuery,
): Promise<Log[]> {
  const { provider } = clients;
  const { address, topics = [], onProgress, fromBlock = clients.fromBlock } = query;
  const toBlock = query.toBlock ?? (await provider.getBlockNumber());

  const found: Log[] = [];
  let range = clients.blockRange;
  for (let start = fromBlock; start <= toBlock;) {
    const end = Math.min(start + range - 1, toBlock);
    try {
      found.push(...(await provider.getLogs({ address, topics, fromBlock: start, toBlock: end })));
    } catch (error) {
      if (start === end) throw error;
      range = Math.ceil((end - start + 1) / 2);
      continue;
    }
    onProgress?.({ fromBlock, toBlock, block: end, logs: found.length });
    start = end + 1;
  }
  return found.sort((a, b) => a.blockNumber - b.blockNumber || a.index - b.index);
}
