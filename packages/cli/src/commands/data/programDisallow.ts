import type { Cli } from "../../cli.ts";
import { parseId } from "../../parse/numbers.ts";
import { createCommand, DRY_RUN } from "../shared/createCommand.ts";
import { write } from "../shared/write.ts";
import { PROGRAM, takeProgramHash } from "./takeProgramHash.ts";

export const programDisallow = (cli: Cli) =>
  createCommand({
    name: "disallow",
    does: "Take back that a program may run on an asset's data, as its owner.",
    examples: ["data program disallow 1 statistics.wasm"],
  })
    .argument("<asset>", "id of the asset", parseId)
    .argument(...PROGRAM)
    .option(...DRY_RUN)
    .action(async (assetId, named, { dryRun }) => {
      const program = { assetId, programHash: await takeProgramHash(cli, named) };
      const { sahara } = await cli.connect();
      await write(cli, {
        dryRun,
        prepare: () => sahara.prepareDisallowProgram(program),
        send: () => sahara.disallowProgram(program),
        tell: () => [["Not allowed", program.programHash]],
      });
    });
