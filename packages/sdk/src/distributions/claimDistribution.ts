import { argument, eventOf } from "../chain/events.ts";
import { prepare, type PreparedTransaction } from "../chain/prepare.ts";
import { send, type Written, written } from "../chain/send.ts";
import type { Clients } from "../clients.ts";
import type { Address } from "../values/address.ts";
import type { DistributionProof } from "./distributionTree.ts";

/** A leaf with its proof, as `distributionProofs` returns them. */
export type ClaimDistributionParameters = DistributionProof & {
  /** The distribution. */
  id: bigint;
};

/** The unsigned transaction of {@link claimDistribution}. */
export function prepareClaimDistribution(
  clients: Clients,
  { id, index, account, amount, proof }: ClaimDistributionParameters,
): PreparedTransaction {
  const { interface: distributor } = clients.contracts.distributor;
  const data = distributor.encodeFunctionData("claim", [id, index, account, amount, proof]);
  return prepare(clients, "distributor", data);
}

/** Pays a leaf to its account, or to the wallet in which it vests, which is told. Anyone may. */
export async function claimDistribution(
  clients: Clients,
  parameters: ClaimDistributionParameters,
): Promise<Written & { recipient: Address }> {
  const receipt = await send(clients, prepareClaimDistribution(clients, parameters));
  const event = eventOf(clients, "distributor", "DistributionClaimed", receipt);
  return { ...written(receipt), recipient: argument<Address>(event, "recipient") };
}
