import { prepare, type PreparedTransaction } from "../chain/prepare.ts";
import { send, type Written, written } from "../chain/send.ts";
import type { Clients } from "../clients.ts";
import { parseRoot } from "../values/root.ts";

export type WithdrawCallClaimParameters = {
  /** EIP-712 digest of the receipt. */
  receipt: string;
};

/** The unsigned transaction of {@link withdrawCallClaim}. */
export function prepareWithdrawCallClaim(
  clients: Clients,
  { receipt }: WithdrawCallClaimParameters,
): PreparedTransaction {
  const { interface: arbitration } = clients.contracts.arbitration;
  const data = arbitration.encodeFunctionData("withdrawCall", [parseRoot(receipt, "receipt")]);
  return prepare(clients, "arbitration", data);
}

/** Takes a claim against a paid call back before it is answered. */
export async function withdrawCallClaim(
  clients: Clients,
  parameters: WithdrawCallClaimParameters,
): Promise<Written> {
  return written(await send(clients, prepareWithdrawCallClaim(clients, parameters)));
}
