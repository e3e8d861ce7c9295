import type { Cli } from "../../cli.ts";
import { NegativeAnswerError } from "../../errors.ts";
import { fields } from "../../output/fields.ts";
import { formatDuration, formatTime } from "../../output/format.ts";
import { parseId } from "../../parse/numbers.ts";
import { createCommand } from "../shared/createCommand.ts";

export const subscriptionShow = (cli: Cli) =>
  createCommand({
    name: "show",
    does: "Show the subscription of a licence, and whether it can be renewed now.",
    examples: ["subscription show 30064771073"],
  })
    .argument("<license>", "id of the licence", parseId)
    .action(async (licenseId) => {
      const { sahara, tokens } = await cli.connect();
      const subscription = await sahara.getSubscription({ licenseId });
      if (subscription === undefined) {
        throw new NegativeAnswerError(`Nobody has licence ${licenseId} renewed.`);
      }
      const { status, holder, token, price, tip, periods, until, window, grace } = subscription;
      const { expiry } = await sahara.getLicense({ licenseId });
      cli.answer({
        json: { ...subscription, expiry },
        text: fields([
          ["Licence", `${licenseId}`],
          ["Status", status],
          ["Holder", holder],
          ["Price", await tokens.format(price, token)],
          ["Keeper's tip", await tokens.format(tip, token)],
          ["Renewals left", `${periods}`],
          ["Licence ends", formatTime(expiry ?? 0n)],
          ["Renewed from", `${formatDuration(window)} before its end`],
          ["Renewed to", `${formatDuration(grace)} after its end`],
          ["Over", until === NEVER ? "never" : formatTime(until)],
        ]),
      });
    });

/** The greatest time that the contract knows. */
const NEVER = (1n << 40n) - 1n;
