import type { Cli } from "../../cli.ts";
import { createGroup } from "../shared/createGroup.ts";
import { budgetSet } from "./budgetSet.ts";
import { budgetShow } from "./budgetShow.ts";

export const dataBudget = (cli: Cli) =>
  createGroup(cli, {
    name: "budget",
    does: "How much all answers together may say about any one row.",
    commands: [budgetSet, budgetShow],
  });
