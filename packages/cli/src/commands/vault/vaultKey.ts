import type { Cli } from "../../cli.ts";
import { createGroup } from "../shared/createGroup.ts";
import { keyPublish } from "./keyPublish.ts";
import { keyShow } from "./keyShow.ts";

export const vaultKey = (cli: Cli) =>
  createGroup(cli, {
    name: "key",
    does: "The encryption keys of accounts, which owners wrap to.",
    commands: [keyPublish, keyShow],
  });
