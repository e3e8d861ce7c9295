import { createHash, timingSafeEqual } from "node:crypto";

import { cidDigest, cidFromDigest, type CidCodec, toDigest } from "../cid.ts";
import { BlockCorruptError, BlockTooLargeError } from "./blockErrors.ts";

/** Some bytes and the content id that they have. */
export type Block = {
  /** CIDv1 in base 32, over sha2-256. */
  readonly cid: string;
  readonly bytes: Uint8Array;
};

/** Where blocks come from. Whatever it gives has the digest in its id. */
export type BlockSource = {
  /** A name for messages: the folder or URL. */
  readonly place: string;
  /**
   * @throws {BlockMissingError}
   * @throws {BlockCorruptError}
   */
  readonly get: (cid: string) => Promise<Uint8Array>;
  /** Whether something is there under the id; only `get` tells whether it is whole. */
  readonly has: (cid: string) => Promise<boolean>;
};

/** Where blocks are kept as well. */
export type BlockStore = BlockSource & {
  /** Keeps a block, in place of what may be there; it is on the disk when this returns. */
  readonly put: (block: Block) => Promise<void>;
};

/** Largest block that is exchanged, as other implementations of IPFS have it. */
export const MAX_BLOCK_BYTES = 2 * 1_048_576;

/** Names some bytes. */
export function createBlock(bytes: Uint8Array, codec: CidCodec): Block {
  return { cid: cidFromDigest(toDigest(sha256(bytes)), codec), bytes };
}

/**
 * Checks that bytes from `place` have the digest of their id.
 *
 * @throws {BlockCorruptError}
 * @throws {BlockTooLargeError}
 */
export function verifyBlock({ cid, bytes }: Block, place: string): void {
  if (bytes.length > MAX_BLOCK_BYTES) throw new BlockTooLargeError(cid, MAX_BLOCK_BYTES);
  const expected = Buffer.from(cidDigest(cid).slice(2), "hex");
  if (!timingSafeEqual(sha256(bytes), expected)) throw new BlockCorruptError(cid, place);
}

function sha256(bytes: Uint8Array): Buffer {
  return createHash("sha256").update(bytes).digest();
}
