import { mkdir } from "node:fs/promises";
import path from "node:path";

import { createPathCheck } from "../filePaths.ts";
import { writeStream } from "../files/writeOutput.ts";
import { createByteReader } from "../streams/createByteReader.ts";
import { FILE_LENGTH_BYTES, MalformedPackError, PATH_LENGTH_BYTES } from "./packFormat.ts";

/** What came out of a folder's stream. */
export type Unpacked = { readonly files: number; readonly bytes: number };

/**
 * Writes the files of a folder's stream below a new folder. A path that leads out of it is refused.
 *
 * @throws {MalformedPackError}
 * @throws {FilePathError}
 */
export async function unpackFolder(
  stream: AsyncIterable<Uint8Array>,
  folder: string,
): Promise<Unpacked> {
  const reader = createByteReader(stream, () => new MalformedPackError("it ends early"));
  const checkPath = createPathCheck();
  let [files, bytes] = [0, 0];

  await mkdir(folder);
  for (;;) {
    const pathBytes = (await reader.take(PATH_LENGTH_BYTES)).readUInt16BE();
    if (pathBytes === 0) break;
    const name = decodePath(await reader.take(pathBytes));
    checkPath(name);
    const length = Number((await reader.take(FILE_LENGTH_BYTES)).readBigUInt64BE());
    if (!Number.isSafeInteger(length)) throw new MalformedPackError("a file is too long");

    const target = path.join(folder, ...name.split("/"));
    await mkdir(path.dirname(target), { recursive: true });
    await writeStream(target, reader.stream(length));
    files++;
    bytes += length;
  }
  if (!(await reader.isAtEnd())) throw new MalformedPackError("something follows its end");
  return { files, bytes };
}

function decodePath(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new MalformedPackError("a path is not UTF-8");
  }
}
