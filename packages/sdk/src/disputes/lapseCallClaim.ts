import { prepare, type PreparedTransaction } from "../chain/prepare.ts";
import { send, type Written, written } from "../chain/send.ts";
import type { Clients } from "../clients.ts";
import { parseRoot } from "../values/root.ts";

export type LapseCallClaimParameters = {
  /** EIP-712 digest of the receipt. */
  receipt: string;
};

/** The unsigned transaction of {@link lapseCallClaim}. */
export function prepareLapseCallClaim(
  clients: Clients,
  { receipt }: LapseCallClaimParameters,
): PreparedTransaction {
  const { interface: arbitration } = clients.contracts.arbitration;
  const data = arbitration.encodeFunctionData("lapseCall", [parseRoot(receipt, "receipt")]);
  return prepare(clients, "arbitration", data);
}

/** Ends a claim against a paid call whose time has passed. Anyone may. */
export async function lapseCallClaim(
  clients: Clients,
  parameters: LapseCallClaimParameters,
): Promise<Written> {
  return written(await send(clients, prepareLapseCallClaim(clients, parameters)));
}
