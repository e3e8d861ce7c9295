import type { Cli } from "../../cli.ts";
import { formatCount } from "../../output/format.ts";
import { table } from "../../output/table.ts";
import { parseId } from "../../parse/numbers.ts";
import { createCommand } from "../shared/createCommand.ts";

export const programList = (cli: Cli) =>
  createCommand({
    name: "list",
    does: "List the programs that may run on an asset's data now, and what each may take out.",
    examples: ["data program list 1"],
  })
    .argument("<asset>", "id of the asset", parseId)
    .action(async (assetId) => {
      const { sahara } = await cli.connect();
      const programs = await sahara.findPrograms({ assetId });
      const rows = programs.map(({ programHash, maxRows, maxOutputBytes, minGroupSize }) => [
        programHash,
        ...[maxRows, maxOutputBytes, minGroupSize].map(formatCount),
      ]);
      const columns = ["Program", "Counters>", "Bytes>", "Least group>"];
      cli.answer({ json: programs, text: table(columns, rows) });
    });
