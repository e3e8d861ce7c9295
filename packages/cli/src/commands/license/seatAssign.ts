import type { Cli } from "../../cli.ts";
import { formatTime } from "../../output/format.ts";
import { parseId, parseInteger } from "../../parse/numbers.ts";
import { parseTime } from "../../parse/times.ts";
import { createCommand, DRY_RUN } from "../shared/createCommand.ts";
import { refusePast } from "../shared/refusePast.ts";
import { write } from "../shared/write.ts";

/** The last second that a seat can be taken until; a seat is worth nothing without a live licence. */
const LAST_SECOND = (1n << 40n) - 1n;

export const seatAssign = (cli: Cli) =>
  createCommand({
    name: "assign",
    does: "Let an account use a licence that you hold, in one of its seats. Who sat there loses it.",
    examples: [
      "license seat assign 4294967297 0 0x7099…79C8",
      "license seat assign 4294967297 1 0x7099…79C8 --until 2030-01-31",
    ],
  })
    .argument("<licence>", "id of the licence", parseId)
    .argument("<seat>", "number of the seat, from 0", parseInteger)
    .argument("<user>", "who may use it")
    .option("--until <time>", "until when (default: as long as the licence lives)", parseTime)
    .option(...DRY_RUN)
    .action(async (licenseId, seat, user, { until, dryRun }) => {
      const session = await cli.connect();
      const { sahara } = session;
      await refusePast(session, until);
      const parameters = { licenseId, seat, user, expires: until ?? LAST_SECOND };
      await write(cli, {
        dryRun,
        prepare: () => sahara.prepareAssignSeat(parameters),
        send: () => sahara.assignSeat(parameters),
        tell: () => [
          ["Seat", `${seat} of licence ${licenseId}`],
          ["User", user],
          ["Until", until === undefined ? "the licence ends" : formatTime(until)],
        ],
      });
    });
