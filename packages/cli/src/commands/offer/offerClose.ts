import type { Cli } from "../../cli.ts";
import { createCommand, DRY_RUN } from "../shared/createCommand.ts";
import { write } from "../shared/write.ts";

export const offerClose = (cli: Cli) =>
  createCommand({
    name: "close",
    does: "Let an offer end in 7 days, as its operator or the owner of its asset.",
    examples: ["offer close 0x5f16…e3a2"],
  })
    .argument("<offer>", "id of the offer")
    .option(...DRY_RUN)
    .action(async (offerId, { dryRun }) => {
      const { sahara } = await cli.connect();
      await write(cli, {
        dryRun,
        prepare: () => sahara.prepareCloseOffer({ offerId }),
        send: () => sahara.closeOffer({ offerId }),
        tell: () => [["Offer", `${offerId} ends in 7 days`]],
      });
    });
