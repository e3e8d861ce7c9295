import type { Cli } from "../../cli.ts";
import { createCommand, DRY_RUN } from "../shared/createCommand.ts";
import { readAmount } from "../shared/readAmount.ts";
import { write } from "../shared/write.ts";

export const stakingPay = (cli: Cli) =>
  createCommand({
    name: "pay",
    does: "As an operator: pay SAHARA to those who back you for the next 7 days. Approves exactly the amount where needed.",
    examples: ["staking pay 100"],
  })
    .argument("<amount>", "how much SAHARA")
    .option(...DRY_RUN)
    .action(async (text, { dryRun }) => {
      const { sahara, tokens } = await cli.connect();
      const sah = await tokens.at(sahara.clients.addresses.token);
      const amount = readAmount(text, sah);
      await write(cli, {
        dryRun,
        prepare: () => sahara.preparePayBackers({ amount }),
        send: () => sahara.payBackers({ amount }),
        tell: async () => [["Paid to backers", await tokens.format(amount, sah.address)]],
      });
    });
