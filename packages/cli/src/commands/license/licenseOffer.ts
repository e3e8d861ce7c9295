import type { Cli } from "../../cli.ts";
import { parseId } from "../../parse/numbers.ts";
import { createCommand, DRY_RUN } from "../shared/createCommand.ts";
import { write } from "../shared/write.ts";

export const licenseOffer = (cli: Cli) =>
  createCommand({
    name: "offer",
    does: "Offer licences of an asset that you own, under registered terms.",
    examples: ["license offer 1 0x5f16…e3a2"],
  })
    .argument("<asset>", "id of the asset", parseId)
    .argument("<terms...>", "ids of the terms")
    .option(...DRY_RUN)
    .action(async (assetId, termsIds, { dryRun }) => {
      const { sahara } = await cli.connect();
      const parameters = { assetId, termsIds };
      await write(cli, {
        dryRun,
        prepare: () => sahara.prepareOfferTerms(parameters),
        send: () => sahara.offerTerms(parameters),
        tell: () => [["Offered", termsIds.join("\n")]],
      });
    });
