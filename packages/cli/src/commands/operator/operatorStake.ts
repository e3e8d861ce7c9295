import type { Cli } from "../../cli.ts";
import { createCommand, DRY_RUN } from "../shared/createCommand.ts";
import { readAmount } from "../shared/readAmount.ts";
import { write } from "../shared/write.ts";

export const operatorStake = (cli: Cli) =>
  createCommand({
    name: "stake",
    does: "Stake SAHARA for an operator. It is slashed for faults. Approves exactly the amount where needed.",
    examples: ["operator stake 100000", "operator stake 5000 --for 0x7099…79C8 --dry-run"],
  })
    .argument("<amount>", "how much SAHARA, such as 100000")
    .option("--for <operator>", "whose stake it is (default: this account's)")
    .option(...DRY_RUN)
    .action(async (amount, { for: operator, dryRun }) => {
      const { sahara, tokens } = await cli.connect();
      const sah = await tokens.at(sahara.clients.addresses.token);
      const parameters = { amount: readAmount(amount, sah), operator };
      await write(cli, {
        dryRun,
        prepare: () => sahara.prepareStake(parameters),
        send: () => sahara.stake(parameters),
        tell: async () => [["Staked", await tokens.format(parameters.amount, sah.address)]],
      });
    });
