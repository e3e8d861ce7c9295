import {
  type Artifact,
  type ArtifactResolver,
  deploy,
  DeploymentResultType,
} from "@nomicfoundation/ignition-core";
import type { EIP1193Provider } from "hardhat/types/providers";

import Sahara from "../../../deploy/modules/Sahara.ts";
import * as bindings from "../../../typechain-types/index.ts";

type Factory = { abi: Artifact["abi"]; bytecode: string };

/** The contracts as the committed bindings hold them. */
const RESOLVER: ArtifactResolver = {
  loadArtifact: (contractName) => {
    const factory = (bindings as Record<string, unknown>)[`${contractName}__factory`];
    if (factory === undefined) throw new Error(`typechain-types/ has no ${contractName}.`);
    const { abi, bytecode } = factory as Factory;
    return Promise.resolve({
      ...{ _format: "hh3-artifact-1", contractName, sourceName: contractName, abi, bytecode },
      ...{ deployedBytecode: "0x", linkReferences: {}, deployedLinkReferences: {} },
    });
  },
  getBuildInfo: () => Promise.resolve(undefined),
};

/** Deploys Sahara with Ignition, without a compiler, and returns the address of each contract by its name in the SDK. */
export async function deployBindings(provider: EIP1193Provider): Promise<Record<string, string>> {
  const result = await deploy({
    ...{ provider, artifactResolver: RESOLVER, ignitionModule: Sahara },
    accounts: (await provider.request({ method: "eth_accounts" })) as string[],
    deploymentParameters: {},
    // A local chain confirms at once; there is nothing to wait for.
    config: { blockPollingInterval: 25, requiredConfirmations: 1 },
  });
  if (result.type !== DeploymentResultType.SUCCESSFUL_DEPLOYMENT) {
    throw new Error(`The deployment failed: ${JSON.stringify(result)}`);
  }
  return Object.fromEntries(
    Object.entries(Sahara.results).map(([name, { id }]) => [
      name,
      result.contracts[id]?.address ?? "",
    ]),
  );
}
