import type { Cli } from "../../cli.ts";
import { createCommand, DRY_RUN } from "../shared/createCommand.ts";
import { write } from "../shared/write.ts";

export const stakingDelegate = (cli: Cli) =>
  createCommand({
    name: "delegate",
    does: "Let somebody vote with this account's staked SAHARA, or the account itself. `governance delegate` is for what is not staked.",
    examples: ["staking delegate --account 0", "staking delegate 0x7099…79C8"],
  })
    .argument("[delegate]", "who votes (default: this account)")
    .option(...DRY_RUN)
    .action(async (to, { dryRun }) => {
      const { sahara, tokens } = await cli.connect();
      await write(cli, {
        dryRun,
        prepare: () => sahara.prepareDelegateReceipts({ to }),
        send: () => sahara.delegateReceipts({ to }),
        tell: async () => {
          const { worth, delegate } = await sahara.getStaking();
          const votes = await tokens.format(worth, sahara.clients.addresses.token);
          return [["Votes", `${votes} by ${delegate ?? "nobody"}`]];
        },
      });
    });
