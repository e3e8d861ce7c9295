import { prepare, type PreparedTransaction } from "../chain/prepare.ts";
import { send } from "../chain/send.ts";
import type { Clients } from "../clients.ts";
import { claimedIn, type ClaimResult } from "../revenue/claimed.ts";
import { type Address, parseCurrency } from "../values/address.ts";
import type { MaterialiseUnitsParameters } from "./materialiseUnits.ts";

export type MaterialiseAndClaimParameters = MaterialiseUnitsParameters & {
  token: Address;
  /** Assets to settle before, deepest first. Defaults to none. */
  path?: readonly bigint[] | undefined;
};

/** The unsigned transaction of {@link materialiseAndClaim}. */
export function prepareMaterialiseAndClaim(
  clients: Clients,
  parameters: MaterialiseAndClaimParameters,
): PreparedTransaction {
  const { assetId, index, account, units, proof, token, path = [] } = parameters;
  const { interface: roots } = clients.contracts.contributorRoots;
  const leaf = [assetId, index, account, units, proof] as const;
  const data = roots.encodeFunctionData("materialiseAndClaim", [
    ...leaf,
    parseCurrency(token),
    [...path],
  ]);
  return prepare(clients, "contributorRoots", data);
}

/** Turns a leaf into units and pays the account what they have earned so far. Anyone may. */
export async function materialiseAndClaim(
  clients: Clients,
  parameters: MaterialiseAndClaimParameters,
): Promise<ClaimResult> {
  return claimedIn(clients, await send(clients, prepareMaterialiseAndClaim(clients, parameters)));
}
