import type { Clients } from "../clients.ts";
import { type Address, type Holder, parseCurrency, parseHolder } from "../values/address.ts";

export type ClaimableParameters = { assetId: bigint; token: Address; holder: Holder };

/** What a holder could claim of one asset now without settling anything, in base units. */
export async function claimable(
  { contracts }: Clients,
  { assetId, token, holder }: ClaimableParameters,
): Promise<bigint> {
  return await contracts.ledger.claimable(assetId, parseCurrency(token), parseHolder(holder));
}
