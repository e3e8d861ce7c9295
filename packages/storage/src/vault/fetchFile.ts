import { createReadStream } from "node:fs";

import { writeOutput, writeStream } from "../files/writeOutput.ts";
import { checkContent, type FetchOptions, openVault } from "./openVault.ts";

export type FetchFileParameters = FetchOptions & {
  /** Where the decrypted file goes; nothing may be there. */
  file: string;
};

/**
 * Fetches, verifies and decrypts a file, in constant memory. It appears under its name only when all of it was verified.
 *
 * @throws {BlockMissingError} Naming the block.
 * @throws {BlockCorruptError} Naming the block.
 * @throws {VaultHeaderError} When the key is not this vault's.
 * @throws {SegmentError} Naming the segment.
 * @throws {WrongKindError}
 * @throws {WrongContentError}
 * @throws {TargetExistsError}
 */
export async function fetchFile({
  file,
  ...options
}: FetchFileParameters): Promise<{ bytes: number }> {
  return await writeOutput(file, async (draft) => {
    const bytes = await writeStream(draft, await openVault(options, "file"));
    await checkContent(() => ({ content: createReadStream(draft) }), options.contentRoot);
    return { bytes };
  });
}
