import { prepare, type PreparedTransaction } from "../chain/prepare.ts";
import { send, type Written, written } from "../chain/send.ts";
import type { Clients } from "../clients.ts";
import { type Address, parseCurrency } from "../values/address.ts";

export type NameArbiterParameters = {
  jobId: bigint;
  /** The zero address takes a name back. */
  arbiter: Address;
};

/** The unsigned transaction of {@link nameArbiter}. */
export function prepareNameArbiter(
  clients: Clients,
  { jobId, arbiter }: NameArbiterParameters,
): PreparedTransaction {
  const { interface: arbitration } = clients.contracts.arbitration;
  const data = arbitration.encodeFunctionData("nameArbiter", [
    jobId,
    parseCurrency(arbiter, "arbiter"),
  ]);
  return prepare(clients, "arbitration", data);
}

/** Names who is to rule on a job, as its client or operator; once both name the same, that is for good. */
export async function nameArbiter(
  clients: Clients,
  parameters: NameArbiterParameters,
): Promise<Written> {
  return written(await send(clients, prepareNameArbiter(clients, parameters)));
}
