import type { Cli } from "../../cli.ts";
import { createGroup } from "../shared/createGroup.ts";
import { keyAdd } from "./keyAdd.ts";
import { keyRevoke } from "./keyRevoke.ts";

export const operatorKey = (cli: Cli) =>
  createGroup(cli, {
    name: "key",
    alias: "keys",
    does: "The keys with which your nodes sign receipts and reports.",
    commands: [keyAdd, keyRevoke],
  });
