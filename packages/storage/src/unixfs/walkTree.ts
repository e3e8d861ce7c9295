import type { Block, BlockSource } from "../blocks/Block.ts";
import { mapOrdered } from "../streams/mapOrdered.ts";
import { isLeaf, linksOf } from "./fileNode.ts";

const GETS_AHEAD = 8;

/**
 * Every block below a root, itself first, depth first, each once; whatever UnixFS or other dag-pb it is. Several are fetched
 * ahead.
 *
 * @throws {BlockMissingError} Naming the first block that is missing.
 * @throws {BlockCorruptError} Naming the first block that is something else.
 */
export async function* walkTree(source: BlockSource, root: string): AsyncGenerator<Block> {
  yield* mapOrdered(listTree(source, root, new Set()), GETS_AHEAD, async ({ cid, bytes }) => ({
    cid,
    bytes: bytes ?? (await source.get(cid)),
  }));
}

/** The ids in order, with the bytes of the nodes, which had to be read to know them. */
async function* listTree(
  source: BlockSource,
  root: string,
  seen: Set<string>,
): AsyncGenerator<{ cid: string; bytes?: Uint8Array }> {
  // A stack of its own: a hostile tree may be deeper than calls can nest.
  const open = [root];
  for (let cid = open.pop(); cid !== undefined; cid = open.pop()) {
    if (seen.has(cid)) continue;
    seen.add(cid);
    if (isLeaf(cid)) {
      yield { cid };
      continue;
    }
    const bytes = await source.get(cid);
    yield { cid, bytes };
    open.push(...linksOf({ cid, bytes }).reverse());
  }
}
