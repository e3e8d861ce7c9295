import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

import type { DeploymentInput } from "@sahara/sdk";
import { readDeployment } from "@sahara/sdk/node";

import type { Cli } from "../cli.ts";
import { resolvePath } from "../files/resolvePath.ts";
import { firstSet } from "./settings.ts";

/**
 * The deployment of `--addresses` or SAHARA_ADDRESSES, or the one that `./sahara deploy` exported for the chain.
 * Undefined leaves it to what the SDK knows.
 */
export async function findDeployment(
  { io, settings }: Pick<Cli, "io" | "settings">,
  chainId: bigint,
): Promise<DeploymentInput | undefined> {
  const named = firstSet(settings.addresses, io.env.SAHARA_ADDRESSES);
  if (named !== undefined) return await readDeployment(resolvePath(io, named));
  const exported = exportsOf(chainId).find((file) => existsSync(file));
  return exported === undefined ? undefined : await readDeployment(exported);
}

/** Where the deployment scripts write: committed for public chains, beside the journal for local ones. */
function exportsOf(chainId: bigint): string[] {
  const folder = new URL("../../../../deploy/", import.meta.url);
  return [`addresses/${chainId}.json`, `deployments/chain-${chainId}/sahara.json`].map((file) =>
    fileURLToPath(new URL(file, folder)),
  );
}
