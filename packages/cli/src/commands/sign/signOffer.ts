import type { Cli } from "../../cli.ts";
import { parseId } from "../../parse/numbers.ts";
import { takeOffer, withOfferOptions } from "../offer/offerOptions.ts";
import { createCommand } from "../shared/createCommand.ts";
import { refuseKeyless } from "../shared/refuseKeyless.ts";
import { OUT, writeSigned } from "./writeSigned.ts";

export const signOffer = (cli: Cli) =>
  withOfferOptions(
    createCommand({
      name: "offer",
      does: "Sign, as an asset's owner, that an operator may offer it so. The operator submits it.",
      examples: [
        "sign offer 4 0x7099…79C8 --price 0.01 --share 30% --model ./weights.bin --out signed.json",
      ],
    }),
  )
    .argument("<asset>", "id of the asset", parseId)
    .argument("<operator>", "who may offer it")
    .requiredOption(...OUT)
    .action(async (assetId, operator, { out, ...options }) => {
      refuseKeyless(cli);
      const { sahara, requireAccount } = await cli.connect();
      const account = await requireAccount();
      const offer = await takeOffer(cli, options, { assetId, operator });
      const signed = await sahara.signOffer({ offer });
      await writeSigned(cli, {
        out,
        document: { kind: "OFFER", signed },
        until: BigInt(offer.validUntil),
        told: [
          ["Owner", account],
          ["Operator", operator],
        ],
      });
    });
