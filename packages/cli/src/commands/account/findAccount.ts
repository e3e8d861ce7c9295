import type { OpenedAccount } from "@sahara/sdk";

import { NegativeAnswerError } from "../../errors.ts";
import type { Session } from "../../session/openSession.ts";

/** An account with its terms, by its id. @throws {NegativeAnswerError} When nobody opened it. */
export async function findAccount(
  { sahara }: Pick<Session, "sahara">,
  accountId: string,
): Promise<OpenedAccount> {
  const [account] = await sahara.findPayerAccounts({ accountId });
  if (account !== undefined) return account;
  throw new NegativeAnswerError(
    `Nobody deposited into the account ${accountId}. Check the id; account list shows a payer's.`,
  );
}
