import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

import {
  createFolderStore,
  fetchFile,
  fetchFolder,
  importFileKey,
  StorageError,
  WrongKindError,
} from "@sahara/storage";

import { ConfigError } from "../config/ConfigError.ts";
import { readFields } from "../config/readFields.ts";
import {
  ContentCorruptError,
  ContentMissingError,
  type ContentResolver,
  type ContentStore,
} from "./ContentStore.ts";
import { createFolderContent } from "./createFolderContent.ts";

const ROOT_PATTERN = /^0x[0-9a-f]{64}$/;

/** An encrypted vault that the node has the key of. */
type HeldVault = { readonly payload: string; readonly key: string };

/**
 * Finds in encrypted vaults what a store lacks. The folder holds the blocks, and for each vault `<content root>.json`
 * with the CID of its payload and its key. What is read is decrypted into a folder that only this user can read, and is
 * gone when it was read.
 *
 * @param drafts Where that folder is. Defaults to the system's place for temporary files.
 */
export function createVaultContent({
  content,
  folder,
  drafts = tmpdir(),
}: {
  content: ContentStore;
  folder: string;
  drafts?: string;
}): ContentStore {
  const store = createFolderStore({ folder });

  async function readVault<Value>(
    root: string,
    missing: ContentMissingError,
    read: (content: ContentResolver) => Promise<Value>,
  ): Promise<Value> {
    const vault = await findVault(folder, root);
    if (vault === undefined) throw missing;
    const draft = await mkdtemp(path.join(drafts, "sahara-vault-"));
    try {
      const options = {
        ...{ source: store, root: vault.payload, contentRoot: root },
        key: importFileKey(Buffer.from(vault.key.slice(2), "hex")),
      };
      const target = path.join(draft, root);
      await fetchFile({ ...options, file: target }).catch((error: unknown) => {
        if (error instanceof WrongKindError) return fetchFolder({ ...options, folder: target });
        throw error;
      });
      return await read(createFolderContent({ folder: draft }));
    } catch (error) {
      if (error instanceof StorageError) throw new ContentCorruptError(root, error.message);
      throw error;
    } finally {
      await rm(draft, { recursive: true, force: true });
    }
  }

  const orVault =
    <Value>(read: (content: ContentResolver, root: string) => Promise<Value>) =>
    async (root: string): Promise<Value> => {
      try {
        return await read(content, root);
      } catch (error) {
        if (!(error instanceof ContentMissingError)) throw error;
        return await readVault(root.toLowerCase(), error, (from) => read(from, root));
      }
    };

  return {
    readFile: orVault((from, root) => from.readFile(root)),
    readDirectory: orVault((from, root) => from.readDirectory(root)),
    put: content.put,
  };
}

async function findVault(folder: string, root: string): Promise<HeldVault | undefined> {
  // A root comes from the chain: nothing else may become a path.
  if (!ROOT_PATTERN.test(root)) return undefined;
  const place = path.join(folder, `${root}.json`);
  const text = await readFile(place, "utf8").catch((error: unknown) => {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  const fields = readFields(parse(text, place), place);
  const vault = { payload: fields.text("payload"), key: fields.bytes32("key") };
  fields.refuseOthers();
  return vault;
}

function parse(text: string, place: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new ConfigError(place, "is no JSON", { cause });
  }
}
