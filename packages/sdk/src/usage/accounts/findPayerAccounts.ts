import type { LogDescription, Result } from "ethers";

import { addressTopic } from "../../chain/addressTopic.ts";
import { argument, eventsOf } from "../../chain/events.ts";
import { getLogs } from "../../chain/getLogs.ts";
import { mapLimited } from "../../chain/mapLimited.ts";
import type { Clients } from "../../clients.ts";
import type { Address } from "../../values/address.ts";
import { parseRoot } from "../../values/root.ts";
import type { AccountTerms } from "../structs.ts";
import { getPayerAccount, type PayerAccount } from "./getPayerAccount.ts";

export type FindPayerAccountsParameters = {
  /** Of this payer only. */
  payer?: Address | undefined;
  /** With this operator only. */
  operator?: Address | undefined;
  /** This account only. */
  accountId?: string | undefined;
};

/** An account that was opened, with its terms. */
export type OpenedAccount = PayerAccount & { accountId: string; terms: AccountTerms };

/** Accounts that something was ever deposited into, found from events, in the order of their opening. */
export async function findPayerAccounts(
  clients: Clients,
  { payer, operator, accountId }: FindPayerAccountsParameters,
): Promise<OpenedAccount[]> {
  const { topicHash } = clients.contracts.meter.interface.getEvent("Deposited");
  const logs = await getLogs(clients, {
    address: clients.addresses.meter,
    topics: [
      topicHash,
      accountId === undefined ? null : parseRoot(accountId, "account id"),
      addressTopic(payer, "payer"),
      addressTopic(operator, "operator"),
    ],
  });
  const deposits = eventsOf(clients, "meter", "Deposited", logs);
  const opened = new Map(deposits.map((event) => [argument<string>(event, "accountId"), event]));
  return await mapLimited([...opened], async ([id, event]) => ({
    ...(await getPayerAccount(clients, { accountId: id })),
    accountId: id,
    terms: termsOf(event),
  }));
}

/** As they are signed: addresses in lower case. */
function termsOf(event: LogDescription): AccountTerms {
  const terms = argument<Result>(event, "terms").toObject() as Record<keyof AccountTerms, unknown>;
  const text = (name: keyof AccountTerms) => (terms[name] as string).toLowerCase();
  return {
    ...{ payer: text("payer"), operator: text("operator"), token: text("token") },
    withdrawDelay: Number(terms.withdrawDelay),
    salt: text("salt"),
  };
}
