import { Command, type CommandUnknownOpts } from "@commander-js/extra-typings";

import type { Cli } from "../../cli.ts";

export type GroupDescription = {
  name: string;
  /** Another word for it. */
  alias?: string;
  /** One sentence. */
  does: string;
  commands: readonly ((cli: Cli) => CommandUnknownOpts)[];
};

/** Commands under one word. */
export function createGroup(cli: Cli, { name, alias, does, commands }: GroupDescription) {
  const group = new Command(name).description(does).helpCommand(false);
  if (alias !== undefined) group.alias(alias);
  for (const create of commands) group.addCommand(create(cli));
  return group;
}
