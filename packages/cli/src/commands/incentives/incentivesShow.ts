import { UNITS } from "@sahara/sdk";

import type { Cli } from "../../cli.ts";
import { type Field, fields } from "../../output/fields.ts";
import { formatBps, formatTime, formatUnitCount } from "../../output/format.ts";
import { parseInteger } from "../../parse/numbers.ts";
import { createCommand, TOKEN } from "../shared/createCommand.ts";

export const incentivesShow = (cli: Cli) =>
  createCommand({
    name: "show",
    does: "Show what an epoch's budget is, the fees that share it, and what offers earn of it.",
    examples: ["incentives show", "incentives show 0x5f16…e3a2 --epoch 3"],
  })
    .argument("[offers...]", "ids of offers")
    .option("--epoch <number>", "another epoch than the one that runs", parseInteger)
    .option(...TOKEN)
    .action(async (offerIds, { epoch: wanted, token }) => {
      const { sahara, tokens } = await cli.connect();
      const { address } = await tokens.find(token);
      const incentives = await sahara.getIncentives({ epoch: wanted, token: address });
      const { epoch, endsAt, budget, fees, rewardBps, treasuryUnits } = incentives;
      const offers = [];
      for (const offerId of offerIds) {
        offers.push(await sahara.getOfferReward({ offerId, epoch }));
      }
      const amount = (base: bigint) => tokens.format(base, address);
      const told: Field[] = [];
      for (const { offerId, toOperator, toAsset } of offers) {
        told.push(
          ["Offer", offerId],
          ["  operator's", await amount(toOperator)],
          ["  asset's", await amount(toAsset)],
        );
      }
      cli.answer({
        json: { ...incentives, offers },
        text: fields([
          ["Epoch", `${epoch}`],
          ["Ends", formatTime(endsAt)],
          ["Budget", await amount(budget)],
          ["Fees counted", await amount(fees)],
          ["At most", `${formatBps(rewardBps)} of the fees`],
          ["Fees count for", treasuryUnits === UNITS ? undefined : formatUnitCount(treasuryUnits)],
          ...told,
        ]),
      });
    });
