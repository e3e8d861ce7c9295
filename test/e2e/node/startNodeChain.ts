import { HDNodeWallet, JsonRpcProvider } from "ethers";

import { startChain } from "../../../packages/demo/src/startChain.ts";

export type NodeChain = Awaited<ReturnType<typeof startNodeChain>>;

/** The accounts of a local Hardhat chain. */
const DEVELOPMENT_PHRASE = "test test test test test test test test test test test junk";

/** A local chain behind a real JSON-RPC server, with the whole system on it. */
export async function startNodeChain() {
  // Blocks may share a second, so that the chain does not run ahead of the clock that x402 clients sign by.
  const chain = await startChain({ allowBlocksWithSameTimestamp: true });
  const { url, chainId, addresses } = chain;
  const provider = new JsonRpcProvider(url, undefined, { cacheTimeout: -1 });
  provider.pollingInterval = 50;
  return {
    url,
    provider,
    deployment: { chainId, addresses },
    /** A development account, all of whose keys are known. */
    wallet: (account: number) =>
      HDNodeWallet.fromPhrase(DEVELOPMENT_PHRASE, "", `m/44'/60'/0'/0/${account}`).connect(
        provider,
      ),
    async stop() {
      provider.destroy();
      await chain.stop();
    },
  };
}
