import type { Log, Provider } from "ethers";

export type LogRange = {
  readonly address: string;
  readonly topics?: (string | null)[];
  readonly fromBlock: number;
  readonly toBlock: number;
  /** Most blocks that one request covers. */
  readonly blockRange: number;
};

/** All logs of a range of blocks, a bounded number of blocks at a time. */
export async function readLogs(
  provider: Provider,
  { address, topics = [], fromBlock, toBlock, blockRange }: LogRange,
): Promise<Log[]> {
  const logs: Log[] = [];
  for (let start = fromBlock; start <= toBlock; start += blockRange) {
    const end = Math.min(start + blockRange - 1, toBlock);
    logs.push(...(await provider.getLogs({ address, topics, fromBlock: start, toBlock: end })));
  }
  return logs;
}
