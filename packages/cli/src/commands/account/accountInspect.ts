import { formatAmount } from "@sahara/sdk";

import type { Cli } from "../../cli.ts";
import { fields } from "../../output/fields.ts";
import { formatDuration, formatTime } from "../../output/format.ts";
import { table } from "../../output/table.ts";
import { createCommand } from "../shared/createCommand.ts";
import { findAccount } from "./findAccount.ts";

export const accountInspect = (cli: Cli) =>
  createCommand({
    name: "inspect",
    does: "Show an account: whose it is, for which operator, what is in it, and which keys may spend it.",
    examples: ["account inspect 0x5f16…e3a2"],
  })
    .argument("<account>", "id of the account")
    .action(async (accountId) => {
      const session = await cli.connect();
      const account = await findAccount(session, accountId);
      const { terms, balance, thawing, thawEnd, epoch } = account;
      const [token, sessions] = await Promise.all([
        session.tokens.at(terms.token),
        session.sahara.getSessions({ accountId }),
      ]);
      const format = (amount: bigint) => `${formatAmount(amount, token.decimals)} ${token.symbol}`;
      const rows = sessions.map(({ key, cap, spent, endsAt }) => [
        ...[key, format(cap), format(spent)],
        formatTime(BigInt(endsAt)),
      ]);
      cli.answer({
        json: { ...account, sessions },
        text: `${fields([
          ["Account", account.accountId],
          ["Payer", terms.payer],
          ["Operator", terms.operator],
          ["Balance", format(balance)],
          [
            "Thawing",
            thawing === 0n ? undefined : `${format(thawing)} until ${formatTime(thawEnd)}`,
          ],
          ["Withdrawing takes", formatDuration(BigInt(terms.withdrawDelay))],
          ["Epoch", `${epoch}`],
        ])}\n\n${table(["Session key", "Cap>", "Spent>", "Ends"], rows)}`,
      });
    });
