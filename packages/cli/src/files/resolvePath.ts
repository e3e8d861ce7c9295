import path from "node:path";

import type { Io } from "../io.ts";

/** The absolute path of a file that was named on the command line. */
export function resolvePath({ cwd }: Pick<Io, "cwd">, file: string): string {
  return path.resolve(cwd, file);
}
