import { parseRoot } from "@sahara/sdk";

import type { Cli } from "../../cli.ts";
import { rootOfPath } from "../../files/rootOfPath.ts";

/** The argument of every command about one program. */
export const PROGRAM = [
  "<program>",
  "the WebAssembly module, or the content root that is its hash",
] as const;

/** The hash of a program that is named by its file or by the hash itself. */
export async function takeProgramHash(
  cli: Pick<Cli, "io" | "progress">,
  named: string,
): Promise<string> {
  return named.startsWith("0x")
    ? parseRoot(named, "program hash")
    : (await rootOfPath(cli, named)).digest;
}
