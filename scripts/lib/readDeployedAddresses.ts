import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

import { Refusal } from "./Refusal.ts";
import { CONTRACT_NAMES, SAHARA_NAMES, type SaharaAddresses } from "./SaharaAddresses.ts";

/** The addresses in Ignition's folder of a deployment that has ended. */
export function readDeployedAddresses(folder: string): SaharaAddresses {
  const file = path.join(folder, "deployed_addresses.json");
  if (!existsSync(file)) {
    throw new Refusal(`there is no deployment in ${folder}. Run ./sahara deploy.`);
  }
  // Ignition's keys are module#contract.
  const deployed = JSON.parse(readFileSync(file, "utf8")) as Record<string, string>;
  const byContract = new Map(
    Object.entries(deployed).map(([future, address]) => [future.split("#")[1], address]),
  );
  const addresses: Partial<SaharaAddresses> = {};
  for (const name of SAHARA_NAMES) {
    const address = byContract.get(CONTRACT_NAMES[name]);
    if (address === undefined) {
      throw new Refusal(`the deployment in ${folder} has not ended. Run ./sahara deploy again.`);
    }
    addresses[name] = address;
  }
  // Each name was set.
  return addresses as SaharaAddresses;
}
