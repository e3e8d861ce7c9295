import type { Cli } from "../../cli.ts";
import { fields } from "../../output/fields.ts";
import { createCommand } from "../shared/createCommand.ts";

export const addresses = (cli: Cli) =>
  createCommand({
    name: "addresses",
    does: "Show the contracts that the command line works with.",
    examples: ["addresses", "addresses --json"],
  }).action(async () => {
    const { sahara } = await cli.connect();
    const { chainId, addresses: contracts } = sahara.clients;
    cli.answer({
      json: { chainId, addresses: contracts },
      text: fields([["chain", `${chainId}`], ...Object.entries(contracts)]),
    });
  });
