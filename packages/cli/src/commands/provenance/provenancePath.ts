import type { Cli } from "../../cli.ts";
import { NegativeAnswerError } from "../../errors.ts";
import { parseId } from "../../parse/numbers.ts";
import { createCommand } from "../shared/createCommand.ts";

export const provenancePath = (cli: Cli) =>
  createCommand({
    name: "path",
    does: "Show the shortest way from an asset to one of its ancestors. Exit code 1 when there is none.",
    examples: ["provenance path 4 1"],
  })
    .argument("<descendant>", "id of the asset to begin at", parseId)
    .argument("<ancestor>", "id of the asset to reach", parseId)
    .action(async (from, to) => {
      const { sahara } = await cli.connect();
      const path = await sahara.getPath({ from, to });
      if (path === undefined)
        throw new NegativeAnswerError(`Asset ${to} is no ancestor of asset ${from}.`);
      cli.answer({ json: { path }, text: path.join(" -> ") });
    });
