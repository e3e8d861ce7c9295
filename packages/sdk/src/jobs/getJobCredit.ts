import { accountOf, type Clients } from "../clients.ts";
import { type Address, parseAddress } from "../values/address.ts";

export type GetJobCreditParameters = {
  /** Defaults to the signer. */
  account?: Address | undefined;
  /** Defaults to SAHARA. */
  token?: Address | undefined;
};

/** What the board of jobs owes an account, in base units: rewards, refunds and bonds of jobs that are closed. */
export async function getJobCredit(
  clients: Clients,
  parameters: GetJobCreditParameters = {},
): Promise<bigint> {
  const account = parseAddress(await accountOf(clients, parameters.account), "account");
  const token = parseAddress(parameters.token ?? clients.addresses.token, "token");
  return await clients.contracts.jobs.creditOf(account, token);
}
