import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";

import { contentRoot } from "@sahara/storage";

import type { Cli } from "../../cli.ts";
import { FileError } from "../../errors.ts";
import { resolvePath } from "../../files/resolvePath.ts";

/** The option of every command that exchanges content with a node. */
export const CONTENT = [
  "--content <folder>",
  "folder in which the operator's node has the content of jobs, or one that is copied there",
] as const;

/** A folder in which each file is named by its content root, as nodes have it. */
export function openContentFolder({ io }: Pick<Cli, "io">, folder: string) {
  const placeOf = (root: string) => path.join(resolvePath(io, folder), root);

  return {
    put: async (bytes: Uint8Array): Promise<string> => {
      const { digest } = await contentRoot(bytes);
      await mkdir(resolvePath(io, folder), { recursive: true });
      await writeFile(placeOf(digest), bytes);
      return digest;
    },
    /** @throws {FileError} When it is not there, or is something else. */
    get: async (root: string): Promise<Buffer> => {
      const bytes = await readFile(placeOf(root)).catch((cause: unknown) => {
        throw new FileError(placeOf(root), "it is not there. Has the node made it yet?", { cause });
      });
      if ((await contentRoot(bytes)).digest === root) return bytes;
      throw new FileError(placeOf(root), "it does not have the root that it is named by.");
    },
  };
}
