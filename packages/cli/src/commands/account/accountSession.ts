import type { Cli } from "../../cli.ts";
import { createGroup } from "../shared/createGroup.ts";
import { sessionClose } from "./sessionClose.ts";
import { sessionOpen } from "./sessionOpen.ts";

export const accountSession = (cli: Cli) =>
  createGroup(cli, {
    name: "session",
    alias: "sessions",
    does: "Let other keys spend from an account, up to a cap.",
    commands: [sessionOpen, sessionClose],
  });
