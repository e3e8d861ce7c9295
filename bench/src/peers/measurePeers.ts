import type { GasReport } from "../../../scripts/gas/GasReport.ts";
import { type GasGroup, measureGas } from "../../../scripts/gas/measureGas.ts";

/** Our scenarios that have a counterpart, and the peers' own. */
const GROUPS: readonly GasGroup[] = [
  "inboxes",
  "licenses",
  "storefront",
  "market",
  "seaport",
  "unlock",
];

/** Gas of the same jobs done by us and by the peers that npm packages ship built, all on one chain in this process. */
export async function measurePeers(progress: (text: string) => void): Promise<GasReport["gas"]> {
  const gas = await measureGas(progress, GROUPS);
  return Object.fromEntries(Object.entries(gas).map(([name, used]) => [name, Number(used)]));
}
