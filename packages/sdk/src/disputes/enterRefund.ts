import { prepare, type PreparedTransaction } from "../chain/prepare.ts";
import { send, type Written, written } from "../chain/send.ts";
import type { Clients } from "../clients.ts";

export type EnterRefundParameters = {
  licenseId: bigint;
  claimId: bigint;
};

/** The unsigned transaction of {@link enterRefund}. */
export function prepareEnterRefund(
  clients: Clients,
  { licenseId, claimId }: EnterRefundParameters,
): PreparedTransaction {
  const { interface: court } = clients.contracts.court;
  const data = court.encodeFunctionData("enterRefund", [licenseId, claimId]);
  return prepare(clients, "court", data);
}

/** Asks for the price of the signer's licence back, in the 30 days after a claim was upheld. */
export async function enterRefund(
  clients: Clients,
  parameters: EnterRefundParameters,
): Promise<Written> {
  return written(await send(clients, prepareEnterRefund(clients, parameters)));
}
