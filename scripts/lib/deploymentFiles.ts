import path from "node:path";

import type { Network } from "./connectNetwork.ts";

type Target = Pick<Network, "chainId" | "isLocal" | "deploymentId">;

/** The folder of Ignition's journal of a deployment; git ignores it. */
export const journalFolder = ({ deploymentId }: Pick<Target, "deploymentId">) =>
  path.join("deploy", "deployments", deploymentId);

/** Where a deployment's export lands: committed for a public chain, beside the journal for a local one. */
export const exportFile = (target: Target) =>
  target.isLocal
    ? path.join(journalFolder(target), "sahara.json")
    : path.join("deploy", "addresses", `${target.chainId}.json`);
