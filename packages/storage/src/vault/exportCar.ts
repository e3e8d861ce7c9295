import type { BlockSource } from "../blocks/Block.ts";
import { writeCar } from "../car/writeCar.ts";
import { writeOutput, writeStream } from "../files/writeOutput.ts";
import { walkTree } from "../unixfs/walkTree.ts";

export type ExportCarParameters = {
  source: BlockSource;
  root: string;
  /** The CAR; nothing may be there. */
  file: string;
};

/**
 * Writes everything below a root into one CAR, which any IPFS tool imports. The same root always gives the same file.
 *
 * @throws {BlockMissingError}
 * @throws {BlockCorruptError}
 * @throws {TargetExistsError}
 */
export async function exportCar({
  source,
  root,
  file,
}: ExportCarParameters): Promise<{ bytes: number }> {
  return await writeOutput(file, async (draft) => ({
    bytes: await writeStream(draft, writeCar(root, walkTree(source, root))),
  }));
}
