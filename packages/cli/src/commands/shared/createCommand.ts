import { Command } from "@commander-js/extra-typings";

import { type Field, fields } from "../../output/fields.ts";

export type CommandDescription = {
  name: string;
  /** One sentence. */
  does: string;
  /** What follows `./sahara cli`, each showing another way to use it. */
  examples: readonly string[];
  /** What a file that the command reads may hold. */
  file?: readonly Field[];
};

/** A command with its help. Options and action are added where it is defined. */
export function createCommand({ name, does, examples, file }: CommandDescription) {
  const lines = examples.map((example) => `  ./sahara cli ${example}`);
  const title = examples.length === 1 ? "Example:" : "Examples:";
  const format =
    file === undefined ? "" : `\nFields of the file:\n${fields(file).replaceAll(/^/gm, "  ")}\n`;
  return new Command(name)
    .description(does)
    .addHelpText("after", `${format}\n${title}\n${lines.join("\n")}`);
}

/** The option of every command that writes. */
export const DRY_RUN = [
  "--dry-run",
  "show the unsigned transactions, their gas and what they would return; send nothing",
] as const;

/** The option of every command that pays. */
export const REF = [
  "--ref <reference>",
  "reference for your books, at most 31 letters, or 32 bytes as hex",
] as const;

/** The option of every command that moves one currency. */
export const TOKEN = [
  "--token <currency>",
  "symbol, address, or native for the native coin",
  "SAHARA",
] as const;
