import { prepare, type PreparedTransaction } from "../../chain/prepare.ts";
import { send, type Written, written } from "../../chain/send.ts";
import type { Clients } from "../../clients.ts";
import { parseRoot } from "../../values/root.ts";

export type SweepReceiverParameters = { offerId: string };

/** The unsigned transaction of {@link sweepReceiver}. */
export function prepareSweepReceiver(
  clients: Clients,
  { offerId }: SweepReceiverParameters,
): PreparedTransaction {
  const { interface: receivers } = clients.contracts.receivers;
  const data = receivers.encodeFunctionData("sweep", [parseRoot(offerId, "offer id")]);
  return prepare(clients, "receivers", data);
}

/** Credits what lies in an offer's receiver to the offer. Anyone may. */
export async function sweepReceiver(
  clients: Clients,
  parameters: SweepReceiverParameters,
): Promise<Written> {
  return written(await send(clients, prepareSweepReceiver(clients, parameters)));
}
