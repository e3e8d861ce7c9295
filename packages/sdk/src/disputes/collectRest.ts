import { argument, eventOf } from "../chain/events.ts";
import { prepare, type PreparedTransaction } from "../chain/prepare.ts";
import { send, type Written, written } from "../chain/send.ts";
import type { Clients } from "../clients.ts";
import { type Address, parseCurrency } from "../values/address.ts";

export type CollectRestParameters = {
  claimId: bigint;
  /** Defaults to SAHARA. */
  token?: Address | undefined;
};
export type CollectRestResult = Written & {
  /** Who was paid. */
  to: Address;
  /** Base units. */
  amount: bigint;
};

/** The unsigned transaction of {@link collectRest}. */
export function prepareCollectRest(
  clients: Clients,
  { claimId, token = clients.addresses.token }: CollectRestParameters,
): PreparedTransaction {
  const { interface: court } = clients.contracts.court;
  const data = court.encodeFunctionData("collectRest", [claimId, parseCurrency(token, "token")]);
  return prepare(clients, "court", data);
}

/** Pays what licensees leave of a pool to whom it is due. Anyone may. */
export async function collectRest(
  clients: Clients,
  parameters: CollectRestParameters,
): Promise<CollectRestResult> {
  const receipt = await send(clients, prepareCollectRest(clients, parameters));
  const event = eventOf(clients, "court", "RestCollected", receipt);
  return {
    ...written(receipt),
    to: argument<Address>(event, "to"),
    amount: argument<bigint>(event, "amount"),
  };
}
