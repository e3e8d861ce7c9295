import { CONTRACT_NAMES, SAHARA_NAMES, type SaharaAddresses } from "./SaharaAddresses.ts";

type Deployed = Record<string, { target: unknown }>;

/** The addresses of what Ignition returned for the module `Sahara`. */
export function readAddresses(deployed: Deployed): SaharaAddresses {
  const addresses: Partial<SaharaAddresses> = {};
  for (const name of SAHARA_NAMES) {
    const target = deployed[name]?.target;
    if (typeof target !== "string") {
      throw new Error(`the deployment module returned no ${CONTRACT_NAMES[name]}`);
    }
    addresses[name] = target;
  }
  // Each name was set.
  return addresses as SaharaAddresses;
}
