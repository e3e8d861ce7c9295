import type { BlockStore } from "../blocks/Block.ts";
import { readCar } from "../car/readCar.ts";
import { findKept } from "../store/createCachedSource.ts";
import { walkTree } from "../unixfs/walkTree.ts";

export type ImportCarParameters = {
  store: BlockStore;
  /** For example `createReadStream(file)`, or the body of a gateway's response. */
  car: AsyncIterable<Uint8Array>;
  /** Called after every block. */
  onProgress?:
    ((progress: { readonly blocks: number; readonly bytes: number }) => void) | undefined;
};

export type ImportedCar = {
  readonly roots: readonly string[];
  readonly blocks: number;
  /** Blocks that were there already, for example from an import that was interrupted. */
  readonly keptBlocks: number;
  readonly bytes: number;
};

/**
 * Keeps the blocks of a CAR, each verified, and then checks that everything below its roots is there.
 *
 * @throws {MalformedCarError}
 * @throws {BlockCorruptError} Naming the block.
 * @throws {BlockMissingError} Naming a block that neither the CAR nor the store had.
 */
export async function importCar({
  store,
  car,
  onProgress,
}: ImportCarParameters): Promise<ImportedCar> {
  const { roots, blocks: incoming } = await readCar(car);
  let [blocks, keptBlocks, bytes] = [0, 0, 0];
  for await (const block of incoming) {
    if ((await findKept(store, block.cid)) === undefined) await store.put(block);
    else keptBlocks++;
    blocks++;
    bytes += block.bytes.length;
    onProgress?.({ blocks, bytes });
  }

  for (const root of roots) await readAll(walkTree(store, root));
  return { roots, blocks, keptBlocks, bytes };
}

async function readAll(stream: AsyncIterable<unknown>): Promise<void> {
  for await (const _ of stream);
}
