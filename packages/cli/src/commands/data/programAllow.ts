import type { Cli } from "../../cli.ts";
import { formatCount } from "../../output/format.ts";
import { parseId, parseInteger } from "../../parse/numbers.ts";
import { createCommand, DRY_RUN } from "../shared/createCommand.ts";
import { write } from "../shared/write.ts";
import { PROGRAM, takeProgramHash } from "./takeProgramHash.ts";

export const programAllow = (cli: Cli) =>
  createCommand({
    name: "allow",
    does: "Let a program run on an asset's data, as its owner: it sees the rows, and only counters come out. Read it first.",
    examples: [
      "data program allow 1 statistics.wasm --rows 6 --bytes 1000 --group 20",
      "data program allow 1 0x5f16…e3a2 --rows 1",
    ],
  })
    .argument("<asset>", "id of the asset", parseId)
    .argument(...PROGRAM)
    .requiredOption("--rows <count>", "most counters of one answer", parseInteger)
    .option("--bytes <count>", "most bytes of one answer (default: 10000)", parseInteger)
    .option("--group <count>", "fewest rows of data behind each counter (default: 1)", parseInteger)
    .option(...DRY_RUN)
    .action(async (assetId, named, { rows, bytes = 10_000n, group = 1n, dryRun }) => {
      const programHash = await takeProgramHash(cli, named);
      const limits = { maxRows: rows, maxOutputBytes: bytes, minGroupSize: group };
      const parameters = { assetId, programHash, ...limits };
      const { sahara } = await cli.connect();
      await write(cli, {
        dryRun,
        prepare: () => sahara.prepareAllowProgram(parameters),
        send: () => sahara.allowProgram(parameters),
        tell: () => [
          ["Program", programHash],
          ["On asset", `${assetId}`],
          ["Counters", `at most ${formatCount(rows)}, in ${formatCount(bytes)} bytes`],
          ["Groups", `of at least ${formatCount(group)} rows`],
        ],
      });
    });
