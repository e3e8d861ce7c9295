import type { Cli } from "../cli.ts";
import { parseId } from "../parse/numbers.ts";
import { createCommand, DRY_RUN, TOKEN } from "./createCommand.ts";
import { readAmount } from "./readAmount.ts";
import { write } from "./write.ts";

export const pay = (cli: Cli) =>
  createCommand({
    name: "pay",
    does: "Pay an asset; everyone it was made from is owed their share. Approves exactly the amount where needed.",
    examples: ["pay 4 1.5", "pay 4 0.01 --token native", "pay 4 10 --ref invoice-17 --dry-run"],
  })
    .argument("<asset>", "id of the asset", parseId)
    .argument("<amount>", "how much, such as 1.5")
    .option(...TOKEN)
    .option("--ref <reference>", "reference for your books, at most 31 letters, or 32 bytes as hex")
    .option(...DRY_RUN)
    .action(async (assetId, amount, { token, ref, dryRun }) => {
      const { sahara, tokens } = await cli.connect();
      const currency = await tokens.find(token);
      const parameters = {
        assetId,
        token: currency.address,
        amount: readAmount(amount, currency),
        ref,
      };
      await write(cli, {
        dryRun,
        prepare: () => sahara.preparePay(parameters),
        send: () => sahara.pay(parameters),
        tell: async ({ received }) => [
          ["Credited", await tokens.format(received, currency.address)],
        ],
      });
    });
