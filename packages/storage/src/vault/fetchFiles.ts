import { readPack } from "../pack/readPack.ts";
import type { HeldFile } from "./addFiles.ts";
import { checkContent, type FetchOptions, openVault } from "./openVault.ts";

/**
 * Fetches, verifies and decrypts a folder into memory, for what is worked with at once; nothing of it touches the disk.
 * Throws like {@link fetchFolder}.
 */
export async function fetchFiles(options: FetchOptions): Promise<HeldFile[]> {
  const files: HeldFile[] = [];
  for await (const { path, bytes, content } of readPack(await openVault(options, "folder"))) {
    files.push({ path, content: await content.take(bytes) });
  }
  await checkContent(() => ({ files }), options.contentRoot);
  return files;
}
