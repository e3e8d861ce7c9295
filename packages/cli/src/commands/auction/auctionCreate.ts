import { parseBps } from "@sahara/sdk";

import type { Cli } from "../../cli.ts";
import { UsageError } from "../../errors.ts";
import { formatTime } from "../../output/format.ts";
import { parseId, parseUnitCount } from "../../parse/numbers.ts";
import { parseDuration, parseTime } from "../../parse/times.ts";
import { createCommand, DRY_RUN, TOKEN } from "../shared/createCommand.ts";
import { readAmount } from "../shared/readAmount.ts";
import { refusePast } from "../shared/refusePast.ts";
import { write } from "../shared/write.ts";

export const auctionCreate = (cli: Cli) =>
  createCommand({
    name: "create",
    does: "Auction an asset or units: to the highest bid with --reserve, or at a falling price with --from-price and --to-price.",
    examples: [
      "auction create 7 --until 2030-01-31 --reserve 100",
      "auction create 7 --units 10% --until 2030-01-31 --from-price 200 --to-price 50",
    ],
  })
    .argument("<asset>", "id of the asset", parseId)
    .requiredOption("--until <time>", "when it ends, within 90 days", parseTime)
    .option(
      "--units <units>",
      "units of the asset instead of it, as 30% or 30000000",
      parseUnitCount,
    )
    .option("--reserve <amount>", "lowest first bid")
    .option(
      "--step <percentage>",
      "how far each bid must be above the last (default: 5%)",
      parseBps,
    )
    .option(
      "--extension <period>",
      "how long a late bid moves the end (default: 10m)",
      parseDuration,
    )
    .option("--from-price <amount>", "price of all of it now")
    .option("--to-price <amount>", "price of all of it at the end")
    .option(...TOKEN)
    .option(...DRY_RUN)
    .action(async (assetId, { until: endsAt, units, token, dryRun, ...options }) => {
      const { reserve, step: stepBps, extension, fromPrice, toPrice } = options;
      const session = await cli.connect();
      await refusePast(session, endsAt);
      const { sahara, tokens } = session;
      const currency = await tokens.find(token);
      const lot = { assetId, units, token: currency.address, endsAt };
      const tell = ({ auctionId }: { auctionId: bigint }) =>
        [
          ["Auction", `${auctionId}`],
          ["Ends", formatTime(endsAt)],
        ] as const;

      if (reserve !== undefined && fromPrice === undefined && toPrice === undefined) {
        const terms = { ...lot, reserve: readAmount(reserve, currency), stepBps, extension };
        await write(cli, {
          dryRun,
          prepare: () => sahara.prepareCreateAuction(terms),
          send: () => sahara.createAuction(terms),
          tell,
        });
      } else if (reserve === undefined && fromPrice !== undefined && toPrice !== undefined) {
        const startPrice = readAmount(fromPrice, currency);
        const terms = { ...lot, startPrice, endPrice: readAmount(toPrice, currency) };
        await write(cli, {
          dryRun,
          prepare: () => sahara.prepareCreateDutchAuction(terms),
          send: () => sahara.createDutchAuction(terms),
          tell,
        });
      } else {
        throw new UsageError("Pass --reserve, or both --from-price and --to-price.");
      }
    });
