import type { Cli } from "../../cli.ts";
import { parseId, parseInteger } from "../../parse/numbers.ts";
import { createCommand, DRY_RUN } from "../shared/createCommand.ts";
import { write } from "../shared/write.ts";

export const seatClear = (cli: Cli) =>
  createCommand({
    name: "clear",
    does: "Take a seat of a licence that you hold away from whoever has it.",
    examples: ["license seat clear 4294967297 0"],
  })
    .argument("<licence>", "id of the licence", parseId)
    .argument("<seat>", "number of the seat, from 0", parseInteger)
    .option(...DRY_RUN)
    .action(async (licenseId, seat, { dryRun }) => {
      const { sahara, requireAccount } = await cli.connect();
      // Taken by the holder, who needs no seat, until a second that is long past: nobody sits there.
      const parameters = { licenseId, seat, user: await requireAccount(), expires: 0n };
      await write(cli, {
        dryRun,
        prepare: () => sahara.prepareAssignSeat(parameters),
        send: () => sahara.assignSeat(parameters),
        tell: () => [["Cleared", `seat ${seat} of licence ${licenseId}`]],
      });
    });
