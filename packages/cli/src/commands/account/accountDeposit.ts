import type { Cli } from "../../cli.ts";
import { parseDuration } from "../../parse/times.ts";
import { createCommand, DRY_RUN, TOKEN } from "../shared/createCommand.ts";
import { readAmount } from "../shared/readAmount.ts";
import { write } from "../shared/write.ts";

export const accountDeposit = (cli: Cli) =>
  createCommand({
    name: "deposit",
    does: "Deposit for calls to one operator. What is not spent can be withdrawn.",
    examples: [
      "account deposit 0x7099…79C8 25",
      "account deposit 0x7099…79C8 25 --permit --delay 7d",
    ],
  })
    .argument("<operator>", "who may be paid from it")
    .argument("<amount>", "how much, such as 25")
    .option(
      "--delay <period>",
      "how long a withdrawal takes, 15m to 30d (default: a day)",
      parseDuration,
    )
    .option("--salt <bytes>", "32 bytes that tell accounts apart (default: zero)")
    .option("--permit", "sign a permit instead of sending an approval, for tokens with ERC-2612")
    .option(...TOKEN)
    .option(...DRY_RUN)
    .action(async (operator, amount, { delay, salt, permit, token, dryRun }) => {
      const { sahara, tokens } = await cli.connect();
      const currency = await tokens.find(token);
      const parameters = {
        ...{ operator, salt, token: currency.address, amount: readAmount(amount, currency) },
        withdrawDelay: delay === undefined ? undefined : Number(delay),
      };
      const bySignature = permit === true;
      await write(cli, {
        dryRun,
        prepare: () =>
          bySignature
            ? sahara.prepareDepositWithPermit(parameters)
            : sahara.prepareDeposit(parameters),
        send: () =>
          bySignature ? sahara.depositWithPermit(parameters) : sahara.deposit(parameters),
        tell: async ({ accountId }) => {
          const { balance } = await sahara.getPayerAccount({ accountId });
          return [
            ["Account", accountId],
            ["Balance", await tokens.format(balance, currency.address)],
          ];
        },
      });
    });
