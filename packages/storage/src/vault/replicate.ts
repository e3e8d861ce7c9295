import type { BlockSource, BlockStore } from "../blocks/Block.ts";
import { createCachedSource } from "../store/createCachedSource.ts";
import { walkTree } from "../unixfs/walkTree.ts";

export type ReplicateParameters = {
  /** A store or a remote gateway. */
  from: BlockSource;
  to: BlockStore;
  root: string;
  /** Called after every block. */
  onProgress?: ((progress: Replicated) => void) | undefined;
};

export type Replicated = {
  readonly blocks: number;
  /** Those that were not there, or damaged. */
  readonly copiedBlocks: number;
  readonly bytes: number;
};

/**
 * Brings everything below a root into a store, without a key. What is there is verified and not fetched again, so it goes
 * on where it stopped, and repairs what the disk damaged.
 *
 * @throws {BlockMissingError}
 * @throws {BlockCorruptError}
 */
export async function replicate({
  from,
  to,
  root,
  onProgress,
}: ReplicateParameters): Promise<Replicated> {
  let progress = { blocks: 0, copiedBlocks: 0, bytes: 0 };
  const counting: BlockStore = {
    ...to,
    put: async (block) => {
      await to.put(block);
      progress = { ...progress, copiedBlocks: progress.copiedBlocks + 1 };
    },
  };
  for await (const { bytes } of walkTree(createCachedSource(counting, from), root)) {
    progress = {
      ...progress,
      blocks: progress.blocks + 1,
      bytes: progress.bytes + bytes.length,
    };
    onProgress?.(progress);
  }
  return progress;
}
