import type { BlockSource } from "../blocks/Block.ts";
import { BlockMissingError } from "../blocks/blockErrors.ts";
import { StorageError } from "../StorageError.ts";

/**
 * Several sources as one: each block comes from the first that gives it whole. What each failed with is the cause of
 * the error when none does.
 */
export function createMirrors(sources: readonly BlockSource[]): BlockSource {
  const place = sources.map((source) => source.place).join(", ");
  return {
    place,
    get: async (cid) => {
      const failures: unknown[] = [];
      for (const source of sources) {
        try {
          return await source.get(cid);
        } catch (error) {
          if (!(error instanceof StorageError)) throw error;
          failures.push(error);
        }
      }
      throw new BlockMissingError(cid, place, { cause: new AggregateError(failures) });
    },
    has: async (cid) => {
      for (const source of sources) if (await source.has(cid)) return true;
      return false;
    },
  };
}
