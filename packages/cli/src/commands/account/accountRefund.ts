import type { Cli } from "../../cli.ts";
import { createCommand, DRY_RUN } from "../shared/createCommand.ts";
import { readAmount } from "../shared/readAmount.ts";
import { write } from "../shared/write.ts";
import { findAccount } from "./findAccount.ts";

export const accountRefund = (cli: Cli) =>
  createCommand({
    name: "refund",
    does: "Pay from an account back to its payer at once, as its operator.",
    examples: ["account refund 0x5f16…e3a2 2.5"],
  })
    .argument("<account>", "id of the account")
    .argument("<amount>", "how much, such as 2.5")
    .option(...DRY_RUN)
    .action(async (accountId, text, { dryRun }) => {
      const session = await cli.connect();
      const { sahara, tokens } = session;
      const { terms } = await findAccount(session, accountId);
      const amount = readAmount(text, await tokens.at(terms.token));
      await write(cli, {
        dryRun,
        prepare: () => sahara.prepareRefund({ terms, amount }),
        send: () => sahara.refund({ terms, amount }),
        tell: async () => [
          ["Refunded", await tokens.format(amount, terms.token)],
          ["To", terms.payer],
        ],
      });
    });
