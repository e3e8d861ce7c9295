import type { Block, BlockSource } from "../blocks/Block.ts";
import { decodeFileNode, isLeaf } from "./fileNode.ts";

/** Bytes of a file, both ends included; negative ones count from its end, and no `to` is its end. */
export type ByteRange = { readonly from: number; readonly to: number | undefined };

/** The fewest blocks that prove a range of a file, depth first; for a range that holds no byte, the root alone. */
export async function* walkRange(
  source: BlockSource,
  root: string,
  range: ByteRange,
): AsyncGenerator<Block> {
  const block = { cid: root, bytes: await source.get(root) };
  yield block;
  if (isLeaf(root)) return;

  const size = decodeFileNode(block).reduce((sum, { bytes }) => sum + bytes, 0);
  const first = range.from < 0 ? Math.max(0, size + range.from) : range.from;
  const last = range.to === undefined ? size - 1 : range.to < 0 ? size + range.to : range.to;
  yield* below(source, block, 0, first, last);
}

async function* below(
  source: BlockSource,
  node: Block,
  start: number,
  first: number,
  last: number,
): AsyncGenerator<Block> {
  let at = start;
  for (const { cid, bytes } of decodeFileNode(node)) {
    if (first <= last && at <= last && at + bytes > first) {
      const block = { cid, bytes: await source.get(cid) };
      yield block;
      if (!isLeaf(cid)) yield* below(source, block, at, first, last);
    }
    at += bytes;
  }
}
