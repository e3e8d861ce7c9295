import { Command, type CommandUnknownOpts } from "@commander-js/extra-typings";

import type { Cli } from "../../cli.ts";

export type GroupDescription = {
  name: string;
  /** One sentence. */
  does: string;
  commands: readonly ((cli: Cli) => CommandUnknownOpts)[];
};

/** Commands under one word. */
export function createGroup(cli: Cli, { name, does, commands }: GroupDescription) {
  const group = new Command(name).description(does).helpCommand(false);
  for (const create of commands) group.addCommand(create(cli));
  return group;
}
