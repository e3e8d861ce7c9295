import { Command } from "@commander-js/extra-typings";

export type CommandDescription = {
  name: string;
  /** One sentence. */
  does: string;
  /** What follows `./sahara cli`, each showing another way to use it. */
  examples: readonly string[];
};

/** A command with its help. Options and action are added where it is defined. */
export function createCommand({ name, does, examples }: CommandDescription) {
  const lines = examples.map((example) => `  ./sahara cli ${example}`);
  const title = examples.length === 1 ? "Example:" : "Examples:";
  return new Command(name)
    .description(does)
    .addHelpText("after", `\n${title}\n${lines.join("\n")}`);
}

/** The option of every command that writes. */
export const DRY_RUN = [
  "--dry-run",
  "show the unsigned transactions, their gas and what they would return; send nothing",
] as const;

/** The option of every command that moves one currency. */
export const TOKEN = [
  "--token <currency>",
  "symbol, address, or native for the native coin",
  "SAHARA",
] as const;
