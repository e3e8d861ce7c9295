import type { BlockSource, BlockStore } from "../blocks/Block.ts";
import { BlockCorruptError, BlockMissingError } from "../blocks/blockErrors.ts";

/**
 * Reads from a local store what it has, and keeps there what it had to fetch: so a fetch that was interrupted goes on
 * where it stopped, and a block that the disk damaged is fetched anew.
 */
export function createCachedSource(cache: BlockStore, source: BlockSource): BlockSource {
  return {
    place: source.place,
    get: async (cid) => {
      const kept = await findKept(cache, cid);
      if (kept !== undefined) return kept;
      const bytes = await source.get(cid);
      await cache.put({ cid, bytes });
      return bytes;
    },
    has: async (cid) => (await cache.has(cid)) || (await source.has(cid)),
  };
}

/** The block if the store has it whole. */
export async function findKept(store: BlockStore, cid: string): Promise<Uint8Array | undefined> {
  try {
    return await store.get(cid);
  } catch (error) {
    if (error instanceof BlockMissingError || error instanceof BlockCorruptError) return undefined;
    throw error;
  }
}
