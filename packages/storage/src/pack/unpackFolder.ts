import { mkdir } from "node:fs/promises";
import path from "node:path";

import { writeStream } from "../files/writeOutput.ts";
import { readPack } from "./readPack.ts";

/** What came out of a folder's stream. */
export type Unpacked = { readonly files: number; readonly bytes: number };

/** Writes the files of a folder's stream below a new folder. Throws like {@link readPack}. */
export async function unpackFolder(
  stream: AsyncIterable<Uint8Array>,
  folder: string,
): Promise<Unpacked> {
  let [files, bytes] = [0, 0];
  await mkdir(folder);
  for await (const file of readPack(stream)) {
    const target = path.join(folder, ...file.path.split("/"));
    await mkdir(path.dirname(target), { recursive: true });
    await writeStream(target, file.content.stream(file.bytes));
    files++;
    bytes += file.bytes;
  }
  return { files, bytes };
}
