import { rm } from "node:fs/promises";
import path from "node:path";

import { HDNodeWallet, JsonRpcProvider } from "ethers";
import hre from "hardhat";

import Sahara from "../../../deploy/modules/Sahara.ts";

export type NodeChain = Awaited<ReturnType<typeof startNodeChain>>;

/** The accounts of a local Hardhat chain. */
const DEVELOPMENT_PHRASE = "test test test test test test test test test test test junk";

let chains = 0;

/** A local chain behind a real JSON-RPC server, with the whole system on it. */
export async function startNodeChain() {
  // Blocks may share a second, so that the chain does not run ahead of the clock that x402 clients sign by.
  const override = { allowBlocksWithSameTimestamp: true };
  const server = await hre.network.createServer({ network: "node", override }, "127.0.0.1", 0);
  const { address, port } = await server.listen();
  try {
    return await deployOn(`http://${address}:${port}`, () => server.close());
  } catch (error) {
    await server.close();
    throw error;
  }
}

async function deployOn(url: string, closeServer: () => Promise<void>) {
  const connection = await hre.network.create({ network: "localhost", override: { url } });
  const deploymentId = `node-e2e-${process.pid}-${++chains}`;
  const journal = path.join(hre.config.paths.ignition, "deployments", deploymentId);
  const deployed = await connection.ignition.deploy(Sahara, {
    deploymentId,
    config: { blockPollingInterval: 25, requiredConfirmations: 1 },
  });
  const addresses: Record<string, string> = {};
  for (const [name, contract] of Object.entries(deployed)) {
    addresses[name] = await contract.getAddress();
  }
  await rm(journal, { recursive: true, force: true });

  const provider = new JsonRpcProvider(url, undefined, { cacheTimeout: -1 });
  provider.pollingInterval = 50;
  const deployment = { chainId: 31_337, addresses };
  return {
    url,
    provider,
    deployment,
    /** A development account, all of whose keys are known. */
    wallet: (account: number) =>
      HDNodeWallet.fromPhrase(DEVELOPMENT_PHRASE, "", `m/44'/60'/0'/0/${account}`).connect(
        provider,
      ),
    async stop() {
      provider.destroy();
      await connection.close();
      await closeServer();
    },
  };
}
