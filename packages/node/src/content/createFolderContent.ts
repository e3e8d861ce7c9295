import { randomBytes } from "node:crypto";
import { lstat, mkdir, open, readdir, readFile, rename } from "node:fs/promises";
import path from "node:path";

import type { DatasetFile } from "@sahara/models";
import { contentRoot } from "@sahara/storage";

import { ContentCorruptError, ContentMissingError, type ContentStore } from "./ContentStore.ts";

const ROOT_PATTERN = /^0x[0-9a-f]{64}$/;
const DEFAULT_MAX_BYTES = 2 ** 30;

/**
 * Keeps content in a local folder: a file or a directory for each root, named by the root. Whoever brings content
 * copies it there; it is read whole and verified before it is used.
 *
 * @param maxBytes Most bytes that are read for one root.
 */
export function createFolderContent({
  folder,
  maxBytes = DEFAULT_MAX_BYTES,
}: {
  folder: string;
  maxBytes?: number;
}): ContentStore {
  return {
    readFile: async (root) => {
      const place = placeOf(folder, root);
      const bytes = await readLimited(place, root, maxBytes);
      await verify(root, bytes);
      return bytes;
    },

    readDirectory: async (root) => {
      const place = placeOf(folder, root);
      const files = await listFiles(place, root);
      const read: DatasetFile[] = [];
      let left = maxBytes;
      for (const file of files) {
        const content = await readLimited(path.join(place, file), root, left);
        left -= content.length;
        read.push({ path: file.split(path.sep).join("/"), content });
      }
      await verify(root, { files: read });
      return read;
    },

    put: async (bytes) => {
      const { digest } = await contentRoot(bytes);
      await mkdir(folder, { recursive: true });
      await writeDurably(placeOf(folder, digest), bytes);
      return digest;
    },
  };
}

/** A root comes from the chain: nothing else may become a path. */
function placeOf(folder: string, root: string): string {
  const name = root.toLowerCase();
  if (!ROOT_PATTERN.test(name)) throw new ContentMissingError(root);
  return path.join(folder, name);
}

async function readLimited(place: string, root: string, maxBytes: number): Promise<Buffer> {
  const stats = await lstat(place).catch((cause: unknown) => {
    throw new ContentMissingError(root, { cause });
  });
  if (!stats.isFile()) throw new ContentCorruptError(root, `${place} is no file`);
  if (stats.size > maxBytes) throw new ContentCorruptError(root, `${place} is too large`);
  return await readFile(place);
}

/** Relative paths of all files, sorted; links are refused, because they lead elsewhere. */
async function listFiles(place: string, root: string): Promise<string[]> {
  const entries = await readdir(place, { recursive: true, withFileTypes: true }).catch(
    (cause: unknown) => {
      throw new ContentMissingError(root, { cause });
    },
  );
  const odd = entries.find((entry) => !entry.isFile() && !entry.isDirectory());
  if (odd !== undefined) throw new ContentCorruptError(root, `${odd.name} is a link or a device`);
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(place, path.join(entry.parentPath, entry.name)))
    .sort();
}

async function verify(root: string, source: Parameters<typeof contentRoot>[0]): Promise<void> {
  const { digest } = await contentRoot(source).catch((error: unknown) => {
    throw new ContentCorruptError(root, error instanceof Error ? error.message : String(error));
  });
  if (digest !== root.toLowerCase())
    throw new ContentCorruptError(root, `it has the root ${digest}`);
}

/** After a crash there is the whole file, or none. */
async function writeDurably(place: string, bytes: Uint8Array): Promise<void> {
  const draft = `${place}.${randomBytes(6).toString("hex")}`;
  const file = await open(draft, "wx");
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(draft, place);
}
