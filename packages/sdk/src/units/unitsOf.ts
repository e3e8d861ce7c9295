import type { Clients } from "../clients.ts";
import { type Holder, parseHolder } from "../values/address.ts";

export type UnitsOfParameters = { assetId: bigint; holder: Holder };

/** Units of an asset's revenue that somebody holds; there are 100,000,000 an asset, royalties included. */
export async function unitsOf(
  { contracts }: Clients,
  { assetId, holder }: UnitsOfParameters,
): Promise<bigint> {
  return await contracts.ledger.unitsOf(assetId, parseHolder(holder));
}
