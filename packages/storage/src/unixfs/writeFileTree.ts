import { type Block, createBlock } from "../blocks/Block.ts";
import { type ByteStream, cutEvery } from "../streams/cutEvery.ts";
import { encodeFileNode, type FilePart, LEAF_BYTES, MAX_LINKS } from "./fileNode.ts";

export type WriteFileTreeParameters = {
  /** The bytes after those of `leaves`. */
  content: ByteStream;
  put: (block: Block) => Promise<void>;
  /** Ids of full leaves that were kept before, by a run that was interrupted. */
  leaves?: readonly string[] | undefined;
  /** Called in the order of the leaves, once each is kept. */
  onLeaf?: ((leaf: FilePart) => Promise<void> | void) | undefined;
};

export type FileTree = {
  /** CIDv1 of the whole file. */
  readonly root: string;
  readonly bytes: number;
  readonly blocks: number;
};

/** Leaves that are being written while the next is made. */
const PUTS_AHEAD = 8;

/**
 * Cuts a stream into blocks by the profile `unixfs-v1-2025` (IPIP-499): raw leaves of 1 MiB below balanced nodes of
 * 1,024 links. The root is what `contentRoot` gives for the same bytes. Keeps a few leaves and their ids in memory.
 */
export async function writeFileTree({
  content,
  put,
  leaves = [],
  onLeaf,
}: WriteFileTreeParameters): Promise<FileTree> {
  const parts = leaves.map((cid): FilePart => toPart(cid, LEAF_BYTES));
  const writing: { part: FilePart; written: Promise<void> }[] = [];

  async function finishFirst(): Promise<void> {
    const first = writing.shift();
    if (first === undefined) return;
    await first.written;
    await onLeaf?.(first.part);
  }

  async function add(bytes: Uint8Array): Promise<void> {
    const block = createBlock(bytes, "raw");
    const part = toPart(block.cid, bytes.length);
    const written = put(block);
    // Awaited in its turn; until then a failure is not unheard of.
    written.catch(() => undefined);
    writing.push({ part, written });
    parts.push(part);
    if (writing.length >= PUTS_AHEAD) await finishFirst();
  }

  try {
    for await (const bytes of cutEvery(content, LEAF_BYTES)) await add(bytes);
    if (parts.length === 0) await add(new Uint8Array(0));
    while (writing.length > 0) await finishFirst();
  } finally {
    // Whatever failed, nothing is still being written when this returns.
    await Promise.allSettled(writing.map(({ written }) => written));
  }

  const { root, nodes } = await writeNodes(parts, put);
  return { root: root.cid, bytes: root.bytes, blocks: parts.length + nodes };
}

/** Puts nodes over parts, level by level, until one is left. */
async function writeNodes(leaves: readonly FilePart[], put: WriteFileTreeParameters["put"]) {
  let [level, nodes] = [leaves, 0];
  while (level.length > 1) {
    const above: FilePart[] = [];
    for (let start = 0; start < level.length; start += MAX_LINKS) {
      const { block, part } = encodeFileNode(level.slice(start, start + MAX_LINKS));
      await put(block);
      above.push(part);
    }
    nodes += above.length;
    level = above;
  }
  const [root] = level;
  if (root === undefined) throw new Error("cannot happen: there is at least one leaf");
  return { root, nodes };
}

function toPart(cid: string, bytes: number): FilePart {
  return { cid, bytes, treeBytes: bytes };
}
