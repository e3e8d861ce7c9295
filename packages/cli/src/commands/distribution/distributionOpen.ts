import { parseDistributionFile } from "@sahara/sdk";

import type { Cli } from "../../cli.ts";
import { readText } from "../../files/readText.ts";
import { formatTime } from "../../output/format.ts";
import { parseDuration, parseTime } from "../../parse/times.ts";
import { createCommand, DRY_RUN, TOKEN } from "../shared/createCommand.ts";
import { refusePast } from "../shared/refusePast.ts";
import { write } from "../shared/write.ts";

export const distributionOpen = (cli: Cli) =>
  createCommand({
    name: "open",
    does: "Pay in what the accounts of a distribution file may claim; what nobody claims comes back after the deadline.",
    examples: [
      "distribution open distribution.json --until 2030-01-31",
      "distribution open grants.json --until 2030-01-31 --vests 1460d --cliff 365d --votes",
    ],
  })
    .argument("<file>", "distribution file, as `distribution tree` wrote it")
    .requiredOption("--until <time>", "the deadline, within four years", parseTime)
    .option("--vests <period>", "in what time claims of SAHARA vest, from now on", parseDuration)
    .option("--cliff <period>", "how long nothing vests (default: no cliff)", parseDuration)
    .option("--votes", "what has not vested votes, too")
    .option(...TOKEN)
    .option(...DRY_RUN)
    .action(async (file, { until: deadline, vests, cliff, votes, token, dryRun }) => {
      const { root, total: amount } = parseDistributionFile(await readText(cli.io, file));
      const session = await cli.connect();
      await refusePast(session, deadline);
      const { sahara, tokens, provider } = session;
      const { address } = await tokens.find(token);
      const start = BigInt((await provider.getBlock("latest"))?.timestamp ?? 0);
      const vesting =
        vests === undefined
          ? undefined
          : { start, duration: vests, cliff: cliff ?? 0n, votes: votes === true };
      const parameters = { amount, root, deadline, token: address, vesting };
      await write(cli, {
        dryRun,
        prepare: () => sahara.prepareOpenDistribution(parameters),
        send: () => sahara.openDistribution(parameters),
        tell: async ({ id }) => [
          ["Distribution", `${id}`],
          ["Paid in", await tokens.format(amount, address)],
          ["Deadline", formatTime(deadline)],
        ],
      });
    });
