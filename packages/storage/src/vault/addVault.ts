import type { BlockStore } from "../blocks/Block.ts";
import { cidDigest, type Digest } from "../cid.ts";
import { encrypt } from "../encryption/encrypt.ts";
import type { FileKey } from "../encryption/fileKey.ts";
import { SEALED_BYTES, vaultLength } from "../encryption/segments.ts";
import {
  HEADER_BYTES,
  SEGMENT_BYTES,
  type VaultHeader,
  type VaultKind,
} from "../encryption/vaultHeader.ts";
import { LEAF_BYTES } from "../unixfs/fileNode.ts";
import { writeFileTree } from "../unixfs/writeFileTree.ts";
import { type Journal, openJournal } from "./openJournal.ts";

/** How much of a vault is done, in bytes of its ciphertext. */
export type VaultProgress = { readonly bytes: number; readonly totalBytes: number };

/** What every way of adding takes. */
export type AddOptions = {
  store: BlockStore;
  /** From `createFileKey`; one for each file or folder. Whoever loses it loses the content. */
  key: FileKey;
  /**
   * A file for notes, through which an interrupted add goes on where it stopped when it is called again with the same key.
   * Without it an interrupted add starts over.
   */
  journal?: string | undefined;
  /** Called after every block that was kept. */
  onProgress?: ((progress: VaultProgress) => void) | undefined;
};

/** An encrypted file or folder in a store. */
export type AddedVault = {
  /** CIDv1 of the ciphertext: what to fetch, replicate and put into metadata. */
  readonly root: string;
  readonly digest: Digest;
  /** Bytes that were encrypted. */
  readonly plaintextBytes: number;
  readonly vaultBytes: number;
  readonly blocks: number;
  /** Blocks that an interrupted run had kept already. */
  readonly resumedBlocks: number;
};

/** A plaintext that can be read from any place on. */
export type VaultContent = {
  readonly kind: VaultKind;
  readonly bytes: number;
  readonly fingerprint: string;
  readonly read: (offset: number) => AsyncIterable<Uint8Array>;
};

/** Encrypts a content into blocks of a store. */
export async function addVault(content: VaultContent, options: AddOptions): Promise<AddedVault> {
  const { store, key, journal: file, onProgress } = options;
  const { kind, fingerprint } = content;
  const journal = await openJournal({ file, key, kind, fingerprint });
  try {
    const leaves = await keptLeaves(store, journal, content);
    const totalBytes = vaultLength(content.bytes);
    let bytes = leaves.length * LEAF_BYTES;

    const tree = await writeFileTree({
      leaves,
      content: encryptFrom(content, journal.header, bytes),
      put: store.put,
      onLeaf: async (leaf) => {
        await journal.note(leaf.cid);
        bytes += leaf.bytes;
        onProgress?.({ bytes, totalBytes });
      },
    });

    await journal.finish();
    return {
      ...{ root: tree.root, digest: cidDigest(tree.root), plaintextBytes: content.bytes },
      ...{ vaultBytes: tree.bytes, blocks: tree.blocks, resumedBlocks: leaves.length },
    };
  } catch (error) {
    await journal.close();
    throw error;
  }
}

/** The noted leaves that are still there, up to the first that is not; the last leaf of a vault is made anew. */
async function keptLeaves(
  store: BlockStore,
  { leaves }: Journal,
  content: VaultContent,
): Promise<string[]> {
  const fullLeaves = Math.floor((vaultLength(content.bytes) - 1) / LEAF_BYTES);
  const kept: string[] = [];
  for (const cid of leaves.slice(0, fullLeaves)) {
    if (!(await store.has(cid))) break;
    kept.push(cid);
  }
  return kept;
}

/** The ciphertext from an offset on. Segments before it are not read again, but for the one that lies across. */
async function* encryptFrom(
  content: VaultContent,
  header: VaultHeader,
  offset: number,
): AsyncGenerator<Uint8Array> {
  const firstSegment = Math.max(0, Math.floor((offset - HEADER_BYTES) / SEALED_BYTES));
  const start = firstSegment === 0 ? 0 : HEADER_BYTES + firstSegment * SEALED_BYTES;
  const plaintext = content.read(firstSegment * SEGMENT_BYTES);
  let skip = offset - start;
  for await (const bytes of encrypt({ header, plaintext, firstSegment })) {
    if (skip < bytes.length) yield bytes.subarray(skip);
    skip = Math.max(0, skip - bytes.length);
  }
}
