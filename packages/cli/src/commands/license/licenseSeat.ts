import type { Cli } from "../../cli.ts";
import { createGroup } from "../shared/createGroup.ts";
import { seatAssign } from "./seatAssign.ts";
import { seatClear } from "./seatClear.ts";
import { seatList } from "./seatList.ts";

export const licenseSeat = (cli: Cli) =>
  createGroup(cli, {
    name: "seat",
    does: "Let other accounts use a licence that you hold.",
    commands: [seatAssign, seatClear, seatList],
  });
