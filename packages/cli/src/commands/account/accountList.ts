import type { Cli } from "../../cli.ts";
import { table } from "../../output/table.ts";
import { createCommand } from "../shared/createCommand.ts";

export const accountList = (cli: Cli) =>
  createCommand({
    name: "list",
    does: "List the accounts of a payer, or with an operator.",
    examples: ["account list 0x7099…79C8", "account list --operator 0x7099…79C8"],
  })
    .argument("[payer]", "whose money it is (default: this account, unless --operator is given)")
    .option("--operator <account>", "only with this operator")
    .action(async (named, { operator }) => {
      const { sahara, tokens, requireAccount } = await cli.connect();
      const payer = named ?? (operator === undefined ? await requireAccount() : undefined);
      const accounts = await sahara.findPayerAccounts({ payer, operator });
      const rows = await Promise.all(
        accounts.map(async ({ accountId, terms, balance, thawing }) => [
          accountId,
          terms.payer,
          terms.operator,
          await tokens.format(balance, terms.token),
          await tokens.format(thawing, terms.token),
        ]),
      );
      const columns = ["Account", "Payer", "Operator", "Balance>", "Thawing>"];
      cli.answer({ json: accounts, text: table(columns, rows) });
    });
