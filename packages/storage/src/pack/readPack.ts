import { createPathCheck } from "../filePaths.ts";
import { type ByteReader, createByteReader } from "../streams/createByteReader.ts";
import { FILE_LENGTH_BYTES, MalformedPackError, PATH_LENGTH_BYTES } from "./packFormat.ts";

/** A file in a folder's stream; its content is read, whole, before the next one is asked for. */
export type PackedFile = {
  readonly path: string;
  readonly bytes: number;
  readonly content: Pick<ByteReader, "stream" | "take">;
};

/**
 * The files of a folder's stream, in its order. A path that leads out of the folder is refused.
 *
 * @throws {MalformedPackError}
 * @throws {FilePathError}
 */
export async function* readPack(stream: AsyncIterable<Uint8Array>): AsyncGenerator<PackedFile> {
  const content = createByteReader(stream, () => new MalformedPackError("it ends early"));
  const checkPath = createPathCheck();
  for (;;) {
    const pathBytes = (await content.take(PATH_LENGTH_BYTES)).readUInt16BE();
    if (pathBytes === 0) break;
    const path = decodePath(await content.take(pathBytes));
    checkPath(path);
    const bytes = Number((await content.take(FILE_LENGTH_BYTES)).readBigUInt64BE());
    if (!Number.isSafeInteger(bytes)) throw new MalformedPackError("a file is too long");
    yield { path, bytes, content };
  }
  if (!(await content.isAtEnd())) throw new MalformedPackError("something follows its end");
}

function decodePath(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new MalformedPackError("a path is not UTF-8");
  }
}
