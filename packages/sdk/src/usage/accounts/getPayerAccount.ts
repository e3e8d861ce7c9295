import type { Clients } from "../../clients.ts";
import { parseRoot } from "../../values/root.ts";

export type GetPayerAccountParameters = { accountId: string };

/** What is in an account. */
export type PayerAccount = {
  /** Base units, what is thawing included. */
  balance: bigint;
  /** The part whose withdrawal was requested. */
  thawing: bigint;
  /** Unix time from which it can be withdrawn. */
  thawEnd: bigint;
  /** Vouchers of earlier epochs are void. */
  epoch: number;
};

/** Reads an account; one that was never opened is empty. */
export async function getPayerAccount(
  { contracts }: Pick<Clients, "contracts">,
  { accountId }: GetPayerAccountParameters,
): Promise<PayerAccount> {
  const account = await contracts.meter.accountOf(parseRoot(accountId, "account id"));
  const { balance, thawing, thawEnd, epoch } = account;
  return { balance, thawing, thawEnd, epoch: Number(epoch) };
}
