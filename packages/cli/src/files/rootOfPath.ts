import { createReadStream } from "node:fs";
import { opendir, stat } from "node:fs/promises";
import path from "node:path";

import {
  type ContentProgress,
  type ContentRoot,
  contentRoot,
  type ContentSource,
  type FileEntry,
} from "@sahara/storage";

import type { Cli } from "../cli.ts";
import { FileError } from "../errors.ts";
import { formatCount } from "../output/format.ts";
import { resolvePath } from "./resolvePath.ts";

const BYTES_PER_MB = 1_000_000n;

/**
 * Commits to a file, or to a folder with everything in it. Reads every byte once and shows how far it is.
 *
 * @throws {FileError} When something can't be read, or is neither file nor folder.
 */
export async function rootOfPath(
  { io, progress }: Pick<Cli, "io" | "progress">,
  named: string,
): Promise<ContentRoot> {
  const source = await openSource(named, resolvePath(io, named));
  const onProgress = ({ files, bytes }: ContentProgress) => {
    progress.update(
      `Reading ${named}: ${formatCount(files)} files, ${formatCount(bytes / BYTES_PER_MB)} MB`,
    );
  };
  try {
    return await contentRoot(source, { onProgress });
  } finally {
    progress.clear();
  }
}

async function openSource(named: string, absolute: string): Promise<ContentSource> {
  const found = await stat(absolute).catch((cause: unknown) => {
    throw new FileError(named, "there is no such file or folder. Check the path.", { cause });
  });
  if (found.isDirectory()) return { files: listFolder(absolute, "") };
  return { content: createReadStream(absolute) };
}

/** All files below a folder, by their paths relative to it with "/". */
async function* listFolder(folder: string, prefix: string): AsyncGenerator<FileEntry> {
  for await (const entry of await opendir(folder)) {
    const absolute = path.join(folder, entry.name);
    const relative = prefix + entry.name;
    if (entry.isDirectory()) yield* listFolder(absolute, `${relative}/`);
    else if (entry.isFile()) yield { path: relative, content: createReadStream(absolute) };
    else
      throw new FileError(
        absolute,
        "it is a link or device. A content root covers plain files only.",
      );
  }
}
