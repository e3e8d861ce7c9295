import { randomBytes } from "node:crypto";
import { access, mkdir, open, rename, rm } from "node:fs/promises";
import path from "node:path";

import { BlockMissingError, BlockTooLargeError } from "../blocks/blockErrors.ts";
import { type BlockStore, MAX_BLOCK_BYTES, verifyBlock } from "../blocks/Block.ts";
import { cidDigest } from "../cid.ts";

/**
 * Keeps blocks in a local folder, one file each, named by its id. Every read verifies the digest, so a bit that the
 * disk flipped is found and named.
 *
 * @example
 * const store = createFolderStore({ folder: "vault" });
 * const { root } = await addFile({ store, file: "mails.tar", key });
 */
export function createFolderStore({ folder }: { folder: string }): BlockStore {
  const made = new Map<string, Promise<unknown>>();

  /** Makes a folder once. */
  async function ensure(parent: string): Promise<void> {
    const making = made.get(parent) ?? mkdir(parent, { recursive: true });
    made.set(parent, making);
    await making;
  }

  return {
    place: folder,

    get: async (cid) => {
      const bytes = await readBlock(placeOf(folder, cid), cid, folder);
      verifyBlock({ cid, bytes }, folder);
      return bytes;
    },

    has: async (cid) => {
      try {
        await access(placeOf(folder, cid));
        return true;
      } catch (error) {
        if (isAbsence(error)) return false;
        throw error;
      }
    },

    put: async ({ cid, bytes }) => {
      if (bytes.length > MAX_BLOCK_BYTES) throw new BlockTooLargeError(cid, MAX_BLOCK_BYTES);
      const place = placeOf(folder, cid);
      await ensure(path.dirname(place));
      await writeDurably(place, bytes);
    },
  };
}

/** Two letters of the digest spread the blocks over about a thousand folders. An id that is none never becomes a path. */
function placeOf(folder: string, cid: string): string {
  cidDigest(cid);
  return path.join(folder, "blocks", cid.slice(-3, -1), cid);
}

async function readBlock(place: string, cid: string, folder: string): Promise<Buffer> {
  const file = await open(place, "r").catch((cause: unknown) => {
    if (isAbsence(cause)) throw new BlockMissingError(cid, folder, { cause });
    throw cause;
  });
  try {
    const { size } = await file.stat();
    if (size > MAX_BLOCK_BYTES) throw new BlockTooLargeError(cid, MAX_BLOCK_BYTES);
    return await file.readFile();
  } finally {
    await file.close();
  }
}

/** After a crash there is the whole block, or none. */
async function writeDurably(place: string, bytes: Uint8Array): Promise<void> {
  const draft = `${place}.${randomBytes(6).toString("hex")}.part`;
  const file = await open(draft, "wx");
  try {
    await file.writeFile(bytes);
    await file.datasync();
    await file.close();
    await rename(draft, place);
  } catch (error) {
    await file.close().catch(() => undefined);
    await rm(draft, { force: true });
    throw error;
  }
}

function isAbsence(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ENOENT";
}
