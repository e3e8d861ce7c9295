import type { Cli } from "../../cli.ts";
import { formatTime } from "../../output/format.ts";
import { createCommand, DRY_RUN } from "../shared/createCommand.ts";
import { readAmount } from "../shared/readAmount.ts";
import { write } from "../shared/write.ts";

export const operatorThaw = (cli: Cli) =>
  createCommand({
    name: "thaw",
    does: "Say how much of your stake is to be withdrawn, in all; 0 cancels. It thaws for 14 days and can be slashed until then.",
    examples: ["operator thaw 5000", "operator thaw 0"],
  })
    .argument("<amount>", "how much SAHARA in all")
    .option(...DRY_RUN)
    .action(async (text, { dryRun }) => {
      const { sahara, tokens, requireAccount } = await cli.connect();
      const sah = await tokens.at(sahara.clients.addresses.token);
      const amount = readAmount(text, sah);
      await write(cli, {
        dryRun,
        prepare: () => sahara.prepareRequestUnstake({ amount }),
        send: () => sahara.requestUnstake({ amount }),
        tell: async () => {
          const { thawEnd } = await sahara.getOperator({ operator: await requireAccount() });
          return [
            ["Thawing", await tokens.format(amount, sah.address)],
            ["Until", amount === 0n ? undefined : formatTime(thawEnd)],
            ["Next", amount === 0n ? undefined : "then: operator withdraw"],
          ];
        },
      });
    });
