import type { BlockSource } from "../blocks/Block.ts";
import { MalformedNodeError } from "../blocks/blockErrors.ts";
import { mapOrdered } from "../streams/mapOrdered.ts";
import { decodeFileNode, type FilePart, isLeaf } from "./fileNode.ts";

export type ReadFileTreeParameters = {
  source: BlockSource;
  root: string;
};

/** A leaf, and how many bytes its parent says it has; the only block of a file has no parent. */
type Leaf = Pick<FilePart, "cid"> & { readonly bytes: number | undefined };

/** Leaves that are fetched before they are asked for. */
const GETS_AHEAD = 8;
/** More than any file needs: 1,024 links a node make 2^53 bytes in five levels. */
const MAX_DEPTH = 8;

/**
 * Reads a file leaf by leaf, each verified, several fetched ahead.
 *
 * @throws {BlockMissingError} Naming the first block that is missing.
 * @throws {BlockCorruptError} Naming the first block that is something else.
 * @throws {MalformedNodeError} When the tree is not one of a file.
 */
export async function* readFileTree({
  source,
  root,
}: ReadFileTreeParameters): AsyncGenerator<Uint8Array> {
  const leaves = listLeaves(source, { cid: root, bytes: undefined }, 0);
  yield* mapOrdered(leaves, GETS_AHEAD, async ({ cid, bytes }) => {
    const leaf = await source.get(cid);
    if (bytes === undefined || leaf.length === bytes) return leaf;
    throw new MalformedNodeError(cid, `it has ${leaf.length} bytes, its parent says ${bytes}`);
  });
}

async function* listLeaves(source: BlockSource, part: Leaf, depth: number): AsyncGenerator<Leaf> {
  const { cid, bytes } = part;
  if (isLeaf(cid)) {
    yield part;
    return;
  }
  if (depth === MAX_DEPTH) throw new MalformedNodeError(cid, "it lies too deep");

  const parts = decodeFileNode({ cid, bytes: await source.get(cid) });
  const total = parts.reduce((sum, below) => sum + below.bytes, 0);
  if (bytes !== undefined && total !== bytes) {
    throw new MalformedNodeError(cid, `its parts have ${total} bytes, its parent says ${bytes}`);
  }
  for (const below of parts) yield* listLeaves(source, below, depth + 1);
}
