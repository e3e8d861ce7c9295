import { prepare, type PreparedTransaction } from "../chain/prepare.ts";
import { send, type Written, written } from "../chain/send.ts";
import type { Clients } from "../clients.ts";
import { argument, eventOf } from "../chain/events.ts";
import { type ReleasePolicy, toPolicyStruct } from "./releasePolicy.ts";

export type SetReleasePolicyParameters = ReleasePolicy & { assetId: bigint; version: bigint };
export type SetReleasePolicyResult = Written & {
  /** Number of the policy, from 1. */
  epoch: bigint;
};

/** The unsigned transaction of {@link setReleasePolicy}. */
export function prepareSetReleasePolicy(
  clients: Clients,
  { assetId, version, ...policy }: SetReleasePolicyParameters,
): PreparedTransaction {
  const { interface: vault } = clients.contracts.vault;
  const args = [assetId, version, toPolicyStruct(policy)] as const;
  return prepare(clients, "vault", vault.encodeFunctionData("setReleasePolicy", [...args]));
}

/** Sets who releases the key of a version to whom, as the asset's owner. It replaces the policy before. */
export async function setReleasePolicy(
  clients: Clients,
  parameters: SetReleasePolicyParameters,
): Promise<SetReleasePolicyResult> {
  const receipt = await send(clients, prepareSetReleasePolicy(clients, parameters));
  const event = eventOf(clients, "vault", "ReleasePolicySet", receipt);
  return { ...written(receipt), epoch: argument<bigint>(event, "epoch") };
}
