import { rm } from "node:fs/promises";
import path from "node:path";

import hre from "hardhat";

import Sahara from "../../../deploy/modules/Sahara.ts";

/** A local chain behind a real JSON-RPC server, with the whole system deployed on it. */
export type Chain = {
  url: string;
  chainId: number;
  /** Address of each contract, by the names of the SDK. */
  addresses: Record<string, string>;
  stop(): Promise<void>;
};

/** Two processes may each have a chain of their own at the same time. */
const DEPLOYMENT = `demo-${process.pid}`;

/** Starts a Hardhat node on a free port of this machine and deploys Sahara through it with Ignition. */
export async function startChain(): Promise<Chain> {
  const server = await hre.network.createServer("node", "127.0.0.1", 0);
  const { address, port } = await server.listen();
  const url = `http://${address}:${port}`;
  const connection = await hre.network.create({ network: "localhost", override: { url } });
  // The chain is new and ends with the process, so a journal is of no use before or after.
  const journal = path.join(hre.config.paths.ignition, "deployments", DEPLOYMENT);
  await rm(journal, { recursive: true, force: true });
  const contracts = await connection.ignition.deploy(Sahara, {
    deploymentId: DEPLOYMENT,
    // A local chain confirms at once; there is nothing to wait for.
    config: { blockPollingInterval: 25, requiredConfirmations: 1 },
  });
  const { chainId } = await connection.ethers.provider.getNetwork();
  const addresses: Record<string, string> = {};
  for (const [name, contract] of Object.entries(contracts)) {
    addresses[name] = await contract.getAddress();
  }

  return {
    url,
    chainId: Number(chainId),
    addresses,
    async stop() {
      await connection.close();
      await server.close();
      await rm(journal, { recursive: true, force: true });
    },
  };
}
