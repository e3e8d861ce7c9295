import { mkdtemp, readdir, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";

import type { BlockSource } from "../src/blocks/Block.ts";

/** A folder of its own for each test, removed after it. Call it in a `describe`. */
export function useFolder(): () => string {
  let folder: string | undefined;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), "sahara-storage-"));
  });
  afterEach(async () => {
    if (folder !== undefined) await rm(folder, { recursive: true });
  });
  return () => {
    if (folder === undefined) throw new Error("the folder is there in tests only");
    return folder;
  };
}

/** Bytes in which every word depends on its place. */
export function numberedBytes(length: number): Buffer {
  const words = new Uint32Array(Math.ceil(length / 4));
  for (let i = 0; i < words.length; i++) words[i] = Math.imul(i + 1, 2_654_435_761);
  return Buffer.from(words.buffer, 0, length);
}

/** All of a stream in one buffer. */
export async function collect(
  stream: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of stream) pieces.push(piece);
  return Buffer.concat(pieces);
}

/** The same bytes with one bit flipped. */
export function flipBit(bytes: Uint8Array, at: number): Buffer {
  const flipped = Buffer.from(bytes);
  flipped.writeUInt8(flipped.readUInt8(at) ^ 1, at);
  return flipped;
}

/** A source that notes what it was asked for. */
export function countGets(source: BlockSource): BlockSource & { readonly asked: string[] } {
  const asked: string[] = [];
  return {
    ...source,
    asked,
    get: async (cid) => {
      asked.push(cid);
      return await source.get(cid);
    },
  };
}

/** Names of all files below a folder. */
export async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .sort();
}

/** The file in which a folder store keeps a block. */
export async function blockFile(folder: string, cid: string): Promise<string> {
  const found = (await filesBelow(folder)).find((file) => path.basename(file) === cid);
  if (found === undefined) throw new Error(`there is no block ${cid}`);
  return path.join(folder, found);
}
