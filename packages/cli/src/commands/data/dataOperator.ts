import type { Cli } from "../../cli.ts";
import { createGroup } from "../shared/createGroup.ts";
import { operatorSet } from "./operatorSet.ts";
import { operatorShow } from "./operatorShow.ts";

export const dataOperator = (cli: Cli) =>
  createGroup(cli, {
    name: "operator",
    does: "The operators that have the data and may run programs on it.",
    commands: [operatorSet, operatorShow],
  });
