import { argument, eventsOf } from "../chain/events.ts";
import { prepare, type PreparedTransaction } from "../chain/prepare.ts";
import { send, type Written, written } from "../chain/send.ts";
import type { Clients } from "../clients.ts";
import { type Address, parseAddress } from "../values/address.ts";

export type WithdrawJobCreditParameters = {
  to: Address;
  /** Defaults to SAHARA. */
  token?: Address | undefined;
};
export type WithdrawJobCreditResult = Written & {
  /** What was paid, in base units; 0n if nothing was owed. */
  amount: bigint;
};

/** The unsigned transaction of {@link withdrawJobCredit}. */
export function prepareWithdrawJobCredit(
  clients: Clients,
  { to, token = clients.addresses.token }: WithdrawJobCreditParameters,
): PreparedTransaction {
  const { interface: jobs } = clients.contracts.jobs;
  const args = [parseAddress(token, "token"), parseAddress(to, "receiver")] as const;
  return prepare(clients, "jobs", jobs.encodeFunctionData("withdraw", [...args]));
}

/** Pays the signer what the board of jobs owes it in one token. */
export async function withdrawJobCredit(
  clients: Clients,
  parameters: WithdrawJobCreditParameters,
): Promise<WithdrawJobCreditResult> {
  const receipt = await send(clients, prepareWithdrawJobCredit(clients, parameters));
  const [event] = eventsOf(clients, "jobs", "CreditWithdrawn", receipt.logs);
  const amount = event === undefined ? 0n : argument<bigint>(event, "amount");
  return { ...written(receipt), amount };
}
