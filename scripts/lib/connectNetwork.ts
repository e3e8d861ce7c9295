import { network } from "hardhat";

import type { NetworkValues } from "./networkOptions.ts";

export type Network = Awaited<ReturnType<typeof connectNetwork>>;

/** Whether a development node answers, one that was made to be thrown away. */
async function isDevelopmentNode(provider: {
  request: (call: { method: string }) => Promise<unknown>;
}) {
  try {
    await provider.request({ method: "hardhat_metadata" });
    return true;
  } catch {
    // Any other chain does not know the method; whether it can be reached was asked before.
    return false;
  }
}

/** Connects to a network of hardhat.config.ts, by default the in-process one. */
export async function connectNetwork(values: NetworkValues) {
  const { network: name = "default", url } = values;
  const connection = await network.create(
    url === undefined ? name : { network: name, override: { url } },
  );
  const { ethers, provider, ignition } = connection;
  const { chainId } = await ethers.provider.getNetwork();

  return {
    ethers,
    ignition,
    name,
    chainId: Number(chainId),
    /** Gone when the script ends. */
    inProcess: connection.networkConfig.type === "edr-simulated",
    isLocal: await isDevelopmentNode(provider),
    deploymentId: values["deployment-id"] ?? `chain-${chainId}`,
  };
}
