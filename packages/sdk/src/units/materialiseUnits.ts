import { prepare, type PreparedTransaction } from "../chain/prepare.ts";
import { send, type Written, written } from "../chain/send.ts";
import type { Clients } from "../clients.ts";
import type { ContributorProof } from "./contributorTree.ts";

/** A leaf and its proof, as `contributorProof` returns them. */
export type MaterialiseUnitsParameters = ContributorProof & { assetId: bigint };

/** The unsigned transaction of {@link materialiseUnits}. */
export function prepareMaterialiseUnits(
  clients: Clients,
  { assetId, index, account, units, proof }: MaterialiseUnitsParameters,
): PreparedTransaction {
  const { interface: roots } = clients.contracts.contributorRoots;
  const data = roots.encodeFunctionData("materialise", [assetId, index, account, units, proof]);
  return prepare(clients, "contributorRoots", data);
}

/** Turns a leaf into units; they have earned since the asset's first payment. Anyone may. */
export async function materialiseUnits(
  clients: Clients,
  parameters: MaterialiseUnitsParameters,
): Promise<Written> {
  return written(await send(clients, prepareMaterialiseUnits(clients, parameters)));
}
