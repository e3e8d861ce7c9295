import type { PreparedTransaction, Sahara, Written } from "@sahara/sdk";

import type { Cli } from "../../cli.ts";
import { formatUnitCount } from "../../output/format.ts";
import { parseId, parseUnitCount } from "../../parse/numbers.ts";
import { createCommand, DRY_RUN } from "../shared/createCommand.ts";
import { write } from "../shared/write.ts";

type Move = { assetId: bigint; to: string; units: bigint };

type MoveCommand = {
  name: string;
  does: string;
  prepare: (sahara: Sahara, move: Move) => Promise<PreparedTransaction>;
  send: (sahara: Sahara, move: Move) => Promise<Written>;
};

/** A command that gives units of an asset to somebody. */
const createMove = (cli: Cli, { name, does, prepare, send }: MoveCommand) =>
  createCommand({ name, does, examples: [`units ${name} 1 0x7099…79C8 2.5%`] })
    .argument("<asset>", "id of the asset", parseId)
    .argument("<to>", "who gets the units")
    .argument("<units>", "how many: a number, or a share of the whole revenue", parseUnitCount)
    .option(...DRY_RUN)
    .action(async (assetId, to, units, { dryRun }) => {
      const { sahara } = await cli.connect();
      const move = { assetId, to, units };
      await write(cli, {
        dryRun,
        prepare: () => prepare(sahara, move),
        send: () => send(sahara, move),
        tell: () => [["Moved", `${formatUnitCount(units)} to ${to}`]],
      });
    });

export const unitsTransfer = (cli: Cli) =>
  createMove(cli, {
    name: "transfer",
    does: "Give units of yours to somebody. What they have earned stays yours.",
    prepare: (sahara, move) => sahara.prepareTransferUnits(move),
    send: (sahara, move) => sahara.transferUnits(move),
  });

export const unitsRelease = (cli: Cli) =>
  createMove(cli, {
    name: "release",
    does: "Give units that are bound to you as the asset's owner to somebody.",
    prepare: (sahara, move) => sahara.prepareReleaseUnits(move),
    send: (sahara, move) => sahara.releaseUnits(move),
  });
