import { prepare, type PreparedTransaction } from "../chain/prepare.ts";
import { send, written } from "../chain/send.ts";
import type { Clients } from "../clients.ts";
import { type Address, parseCurrency } from "../values/address.ts";
import { type PayResult, receivedIn } from "./payment.ts";

export type SweepInboxParameters = { assetId: bigint; token: Address };

/** The unsigned transaction of {@link sweepInbox}. */
export function prepareSweepInbox(
  clients: Clients,
  { assetId, token }: SweepInboxParameters,
): PreparedTransaction {
  const { interface: inboxes } = clients.contracts.inboxes;
  const data = inboxes.encodeFunctionData("sweep", [assetId, parseCurrency(token)]);
  return prepare(clients, "inboxes", data);
}

/** Credits what lies in an asset's inbox to the asset. Anyone may. One base unit of a token stays. */
export async function sweepInbox(
  clients: Clients,
  parameters: SweepInboxParameters,
): Promise<PayResult> {
  const receipt = await send(clients, prepareSweepInbox(clients, parameters));
  return { ...written(receipt), received: receivedIn(clients, parameters.assetId, receipt) };
}
