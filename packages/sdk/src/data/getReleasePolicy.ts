import type { Clients } from "../clients.ts";
import { fromPolicyStruct, type ReleasePolicy } from "./releasePolicy.ts";

export type GetReleasePolicyParameters = { assetId: bigint; version: bigint };

/** Reads the current policy of a version and its number; undefined if there is none. */
export async function getReleasePolicy(
  { contracts }: Pick<Clients, "contracts">,
  { assetId, version }: GetReleasePolicyParameters,
): Promise<(ReleasePolicy & { epoch: bigint }) | undefined> {
  const { epoch, policy } = await contracts.vault.releasePolicyOf(assetId, version);
  return epoch === 0n ? undefined : { ...fromPolicyStruct(policy), epoch };
}
