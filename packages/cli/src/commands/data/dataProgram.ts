import type { Cli } from "../../cli.ts";
import { createGroup } from "../shared/createGroup.ts";
import { programAllow } from "./programAllow.ts";
import { programDisallow } from "./programDisallow.ts";
import { programList } from "./programList.ts";

export const dataProgram = (cli: Cli) =>
  createGroup(cli, {
    name: "program",
    alias: "programs",
    does: "The programs that may run on data, which nobody gets.",
    commands: [programAllow, programDisallow, programList],
  });
