import hre from "hardhat";

import { deployBindings } from "./deployBindings.ts";

/** A local chain behind a real JSON-RPC server, with the whole system deployed on it. */
export type Chain = {
  url: string;
  chainId: number;
  /** Address of each contract, by the names of the SDK. */
  addresses: Record<string, string>;
  stop(): Promise<void>;
};

/** What may differ from the network `node` of Hardhat's configuration. */
export type ChainSettings = { allowBlocksWithSameTimestamp?: boolean };

/** Starts a Hardhat node on a free port of this machine and deploys Sahara through it. */
export async function startChain(settings: ChainSettings = {}): Promise<Chain> {
  const node = { network: "node", override: settings };
  const server = await hre.network.createServer(node, "127.0.0.1", 0);
  const { address, port } = await server.listen();
  const url = `http://${address}:${port}`;
  const connection = await hre.network.create({ network: "localhost", override: { url } });
  const stop = async () => {
    await connection.close();
    await server.close();
  };

  try {
    const addresses = await deployBindings(connection.provider);
    const { chainId } = await connection.ethers.provider.getNetwork();
    return { url, chainId: Number(chainId), addresses, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
