import type { BlockSource, BlockStore } from "../blocks/Block.ts";
import { contentRoot, type ContentSource } from "../contentRoot.ts";
import { decrypt } from "../encryption/decrypt.ts";
import type { FileKey } from "../encryption/fileKey.ts";
import type { VaultKind } from "../encryption/vaultHeader.ts";
import { createCachedSource } from "../store/createCachedSource.ts";
import { StorageError } from "../StorageError.ts";
import { readFileTree } from "../unixfs/readFileTree.ts";

/** What every way of fetching takes. */
export type FetchOptions = {
  /** A store or a remote gateway. */
  source: BlockSource;
  /** CIDv1 of the ciphertext. */
  root: string;
  key: FileKey;
  /** Keeps what is fetched, so that an interrupted fetch goes on where it stopped. */
  cache?: BlockStore | undefined;
  /** The digest that the registry has for the plaintext; what has another is not given out. */
  contentRoot?: string | undefined;
  /** Called after every piece, with the bytes that were decrypted so far. */
  onProgress?: ((progress: { readonly bytes: number }) => void) | undefined;
};

/** Thrown when a vault holds a folder where a file was asked for, or the other way. */
export class WrongKindError extends StorageError {
  override readonly name = "WrongKindError";
  readonly kind: VaultKind;

  constructor(kind: VaultKind) {
    super(`The vault holds a ${kind}. Fetch it as one.`);
    this.kind = kind;
  }
}

/** Thrown when what was encrypted is not what the registry commits to. */
export class WrongContentError extends StorageError {
  override readonly name = "WrongContentError";
  readonly expected: string;
  readonly found: string;

  constructor(expected: string, found: string) {
    super(`The vault holds ${found}, not ${expected}. Its owner encrypted something else.`);
    this.expected = expected;
    this.found = found;
  }
}

/**
 * The plaintext of a vault, every block and segment verified on the way.
 *
 * @throws {WrongKindError}
 */
export async function openVault(
  { source, cache, root, key, onProgress }: FetchOptions,
  kind: VaultKind,
): Promise<AsyncGenerator<Uint8Array>> {
  const from = cache === undefined ? source : createCachedSource(cache, source);
  const vault = await decrypt(readFileTree({ source: from, root }), key);
  if (vault.kind !== kind) {
    await vault.plaintext.return(undefined);
    throw new WrongKindError(vault.kind);
  }
  return report(vault.plaintext, onProgress);
}

/**
 * Compares a plaintext with what the registry commits to.
 *
 * @throws {WrongContentError}
 */
export async function checkContent(
  read: () => ContentSource,
  expected: string | undefined,
): Promise<void> {
  if (expected === undefined) return;
  const { digest } = await contentRoot(read());
  if (digest !== expected.toLowerCase()) throw new WrongContentError(expected, digest);
}

async function* report(
  plaintext: AsyncIterable<Uint8Array>,
  onProgress: FetchOptions["onProgress"],
): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  for await (const piece of plaintext) {
    yield piece;
    bytes += piece.length;
    onProgress?.({ bytes });
  }
}
