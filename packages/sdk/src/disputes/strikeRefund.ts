import { prepare, type PreparedTransaction } from "../chain/prepare.ts";
import { send, type Written, written } from "../chain/send.ts";
import type { Clients } from "../clients.ts";

export type StrikeRefundParameters = {
  licenseId: bigint;
};

/** The unsigned transaction of {@link strikeRefund}. */
export function prepareStrikeRefund(
  clients: Clients,
  { licenseId }: StrikeRefundParameters,
): PreparedTransaction {
  const { interface: court } = clients.contracts.court;
  const data = court.encodeFunctionData("strike", [licenseId]);
  return prepare(clients, "court", data);
}

/** Strikes a licence from its pool as the council, such as one that the seller bought from itself. */
export async function strikeRefund(
  clients: Clients,
  parameters: StrikeRefundParameters,
): Promise<Written> {
  return written(await send(clients, prepareStrikeRefund(clients, parameters)));
}
