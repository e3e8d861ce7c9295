import type { Signatures } from "./signatures.ts";

/** Depth of the tree: a lane may hold 2^32 receipts. */
export const RECEIPT_TREE_DEPTH = 32;

const NODE_BYTES = 32;

type Keccak = Signatures["keccak256"];

/** The least from which a tree goes on growing: its size, and the complete subtrees along its right edge. */
export type Frontier = {
  size: number;
  /** One node for each bit set in `size`, lowest first. */
  nodes: readonly Uint8Array[];
};

/** An append-only Merkle tree over the digests of a lane's receipts. The receipt of `seq` is the leaf `seq - 1`. */
export type ReceiptTree = {
  readonly size: number;
  /** Adds a leaf; one hash on average. */
  append(leaf: Uint8Array): void;
  /** The root now, or when the tree had `size` leaves; at most 32 hashes. */
  root(size?: number): Uint8Array;
  /** The 32 siblings of a leaf upwards, under the root of `size` leaves. */
  proof(index: number, size?: number): Uint8Array[];
  leaf(index: number): Uint8Array;
  frontier(): Frontier;
};

/**
 * An empty tree, or one that goes on from a frontier. From a frontier of n leaves it proves the leaves that follow, and
 * knows its roots from n leaves on.
 *
 * @throws {RangeError} By its functions, for a leaf or a size that it does not know.
 */
export function createReceiptTree(
  keccak256: Keccak,
  { size: known, nodes }: Frontier = { size: 0, nodes: [] },
): ReceiptTree {
  const hash = createNodeHash(keccak256);
  const zeros = emptySubtrees(keccak256);
  const levels = restoreLevels(known, nodes);
  let size = known;
  /** The incomplete subtrees along the right edge, for the size that was asked for last. */
  let edge: { size: number; nodes: Uint8Array[] } | undefined;

  function levelAt(height: number): Level {
    return pick(levels, height);
  }

  function append(leaf: Uint8Array): void {
    if (size === 2 ** RECEIPT_TREE_DEPTH - 1) throw new RangeError("The tree of receipts is full.");
    let node = leaf;
    for (let height = 0; ; height++) {
      const index = levelAt(height).push(node);
      if (index % 2 === 0) break;
      node = hash(levelAt(height).at(index - 1), node);
    }
    size++;
  }

  /** `nodes[h]` is the subtree of height h that holds the first free place. */
  function edgeAt(wanted: number): Uint8Array[] {
    if (edge?.size === wanted) return edge.nodes;
    let node = zeroAt(0);
    const path = [node];
    for (let height = 0; height < RECEIPT_TREE_DEPTH; height++) {
      const complete = completeAt(wanted, height);
      if (complete % 2 === 1) node = hash(levelAt(height).at(complete - 1), node);
      else if (node === zeroAt(height)) node = zeroAt(height + 1);
      else node = hash(node, zeroAt(height));
      path.push(node);
    }
    edge = { size: wanted, nodes: path };
    return path;
  }

  function zeroAt(height: number): Uint8Array {
    return pick(zeros, height);
  }

  function checkSize(wanted: number): void {
    if (!Number.isInteger(wanted) || wanted < known || wanted > size) {
      throw new RangeError(
        `The tree knows its roots from ${known} to ${size} leaves, not ${wanted}.`,
      );
    }
  }

  function proof(index: number, wanted = size): Uint8Array[] {
    checkSize(wanted);
    if (!Number.isInteger(index) || index < known || index >= wanted) {
      throw new RangeError(
        `The tree proves the leaves from ${known} to below ${wanted}, not ${index}.`,
      );
    }
    const right = edgeAt(wanted);
    return Array.from({ length: RECEIPT_TREE_DEPTH }, (_, height) => {
      const place = completeAt(index, height);
      const sibling = place % 2 === 0 ? place + 1 : place - 1;
      const complete = completeAt(wanted, height);
      if (sibling < complete) return levelAt(height).at(sibling);
      return (sibling === complete ? pick(right, height) : zeroAt(height)).slice();
    });
  }

  return {
    get size() {
      return size;
    },
    append,
    proof,
    root(wanted = size) {
      checkSize(wanted);
      return pick(edgeAt(wanted), RECEIPT_TREE_DEPTH).slice();
    },
    leaf(index) {
      if (index < known || index >= size) throw new RangeError(`The tree has no leaf ${index}.`);
      return levelAt(0).at(index);
    },
    frontier() {
      const edgeNodes: Uint8Array[] = [];
      for (let height = 0; height < RECEIPT_TREE_DEPTH; height++) {
        const complete = completeAt(size, height);
        if (complete % 2 === 1) edgeNodes.push(levelAt(height).at(complete - 1));
      }
      return { size, nodes: edgeNodes };
    },
  };
}

/** A tree of these leaves. */
export function receiptTreeOf(keccak256: Keccak, leaves: Iterable<Uint8Array>): ReceiptTree {
  const tree = createReceiptTree(keccak256);
  for (const leaf of leaves) tree.append(leaf);
  return tree;
}

/** The root that a proof leads to; the leaf is under a root if this is it. */
export function rootOfProof(
  keccak256: Keccak,
  leaf: Uint8Array,
  index: number,
  proof: readonly Uint8Array[],
): Uint8Array {
  if (proof.length !== RECEIPT_TREE_DEPTH) {
    throw new RangeError(`A proof has ${RECEIPT_TREE_DEPTH} siblings, not ${proof.length}.`);
  }
  const hash = createNodeHash(keccak256);
  return proof.reduce(
    (node, sibling, height) =>
      completeAt(index, height) % 2 === 1 ? hash(sibling, node) : hash(node, sibling),
    leaf,
  );
}

/** The root of a lane without receipts. */
export function emptyRoot(keccak256: Keccak): Uint8Array {
  return pick(emptySubtrees(keccak256), RECEIPT_TREE_DEPTH).slice();
}

/** How many subtrees of a height are complete with so many leaves; also the place of a leaf's subtree. */
function completeAt(leaves: number, height: number): number {
  return Math.floor(leaves / 2 ** height);
}

function createNodeHash(keccak256: Keccak) {
  const pair = new Uint8Array(2 * NODE_BYTES);
  return (left: Uint8Array, right: Uint8Array): Uint8Array => {
    pair.set(left);
    pair.set(right, NODE_BYTES);
    return keccak256(pair);
  };
}

/** Per implementation of the hash, since all trees share them. */
const EMPTY_SUBTREES = new WeakMap<Keccak, Uint8Array[]>();

function emptySubtrees(keccak256: Keccak): Uint8Array[] {
  let zeros = EMPTY_SUBTREES.get(keccak256);
  if (zeros !== undefined) return zeros;
  const hash = createNodeHash(keccak256);
  let node: Uint8Array = new Uint8Array(NODE_BYTES);
  zeros = [node];
  while (zeros.length <= RECEIPT_TREE_DEPTH) zeros.push((node = hash(node, node)));
  EMPTY_SUBTREES.set(keccak256, zeros);
  return zeros;
}

type Level = ReturnType<typeof createLevel>;

/** The complete subtrees of one height from index `first` on, side by side in memory. */
function createLevel(first: number) {
  let bytes = new Uint8Array(4 * NODE_BYTES);
  let count = 0;
  return {
    push(node: Uint8Array): number {
      if (count * NODE_BYTES === bytes.length) {
        const grown = new Uint8Array(2 * bytes.length);
        grown.set(bytes);
        bytes = grown;
      }
      bytes.set(node, count * NODE_BYTES);
      return first + count++;
    },
    at(index: number): Uint8Array {
      const place = index - first;
      if (place < 0 || place >= count) throw new RangeError(`No subtree ${index} is known.`);
      return bytes.slice(place * NODE_BYTES, (place + 1) * NODE_BYTES);
    },
  };
}

function restoreLevels(size: number, nodes: readonly Uint8Array[]): Level[] {
  const rest = [...nodes];
  const levels = Array.from({ length: RECEIPT_TREE_DEPTH }, (_, height) => {
    const complete = completeAt(size, height);
    if (complete % 2 === 0) return createLevel(complete);
    const level = createLevel(complete - 1);
    const node = rest.shift();
    if (node?.length !== NODE_BYTES) throw new RangeError("The frontier does not fit its size.");
    level.push(node);
    return level;
  });
  if (rest.length > 0) throw new RangeError("The frontier does not fit its size.");
  return levels;
}

function pick<T>(list: readonly T[], index: number): T {
  const item = list[index];
  if (item === undefined) throw new Error(`cannot happen: no height ${index}`);
  return item;
}
