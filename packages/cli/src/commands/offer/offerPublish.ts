import type { Cli } from "../../cli.ts";
import { formatTime } from "../../output/format.ts";
import { parseId } from "../../parse/numbers.ts";
import { createCommand, DRY_RUN } from "../shared/createCommand.ts";
import { write } from "../shared/write.ts";
import { takeOffer, withOfferOptions } from "./offerOptions.ts";

export const offerPublish = (cli: Cli) =>
  withOfferOptions(
    createCommand({
      name: "publish",
      does: "Offer to serve an asset that you own, as an operator. For another's asset its owner signs first: sign offer.",
      examples: [
        "offer publish 4 --price 0.01 --share 30% --model ./weights.bin",
        "offer publish 4 --price 0.01 --model-hash 0x5f16…e3a2 --deterministic --dry-run",
      ],
    }),
  )
    .argument("<asset>", "id of the asset", parseId)
    .option(...DRY_RUN)
    .action(async (assetId, { dryRun, ...options }) => {
      const { sahara, requireAccount, tokens } = await cli.connect();
      const operator = await requireAccount();
      const offer = await takeOffer(cli, options, { assetId, operator });
      await write(cli, {
        dryRun,
        prepare: () => sahara.preparePublishOffer({ offer }),
        send: () => sahara.publishOffer({ offer }),
        tell: async ({ offerId }) => [
          ["Offer", offerId],
          ["At most a call", await tokens.format(offer.maxPricePerCall, offer.token)],
          ["Ends", formatTime(BigInt(offer.validUntil))],
        ],
      });
    });
