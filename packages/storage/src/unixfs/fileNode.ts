import { createNode, decode, encode, type PBNode } from "@ipld/dag-pb";
import { UnixFS } from "ipfs-unixfs";
import { CID } from "multiformats/cid";

import { MalformedNodeError } from "../blocks/blockErrors.ts";
import { type Block, createBlock } from "../blocks/Block.ts";
import { cidCodec } from "../cid.ts";

/** A part of a file: a leaf, or a node over leaves. */
export type FilePart = {
  readonly cid: string;
  /** Bytes of the file below it. */
  readonly bytes: number;
  /** Bytes of all blocks below it and its own, which links carry along. */
  readonly treeBytes: number;
};

/** Bytes of every leaf but the last, and links of every node but the last, by IPIP-499. */
export const LEAF_BYTES = 1_048_576;
export const MAX_LINKS = 1_024;

/** The dag-pb node over some parts of a file, in their order. */
export function encodeFileNode(parts: readonly FilePart[]): { block: Block; part: FilePart } {
  const file = new UnixFS({ type: "file", blockSizes: parts.map(({ bytes }) => BigInt(bytes)) });
  const links = parts.map(({ cid, treeBytes }) => ({
    Name: "",
    Tsize: treeBytes,
    Hash: CID.parse(cid),
  }));
  const block = createBlock(encode(createNode(file.marshal(), links)), "dag-pb");
  const part = {
    cid: block.cid,
    bytes: sum(parts.map(({ bytes }) => bytes)),
    treeBytes: sum(parts.map(({ treeBytes }) => treeBytes)) + block.bytes.length,
  };
  return { block, part };
}

/**
 * The parts below a node of a file: their ids and how many bytes of the file each is said to hold.
 *
 * @throws {MalformedNodeError}
 */
export function decodeFileNode({ cid, bytes }: Block): Pick<FilePart, "cid" | "bytes">[] {
  const { Links, Data } = decodeNode({ cid, bytes });
  const file = readUnixFs(cid, Data);
  if (file.type !== "file") throw new MalformedNodeError(cid, `it is a ${file.type}, not a file`);
  if (file.data !== undefined && file.data.length > 0) {
    throw new MalformedNodeError(cid, "it holds bytes itself instead of in raw leaves");
  }
  if (file.blockSizes.length !== Links.length) {
    throw new MalformedNodeError(cid, "it says the size of other parts than it has");
  }
  return Links.map(({ Hash }, index) => {
    const size = Number(file.blockSizes[index]);
    if (!Number.isSafeInteger(size)) throw new MalformedNodeError(cid, "a size is out of range");
    return { cid: Hash.toString(), bytes: size };
  });
}

/**
 * The ids that a block links to; none for a leaf. Works for directories and whatever else is dag-pb.
 *
 * @throws {MalformedNodeError}
 */
export function linksOf(block: Block): string[] {
  if (isLeaf(block.cid)) return [];
  return decodeNode(block).Links.map(({ Hash }) => Hash.toString());
}

/** Whether a block is plain bytes. */
export function isLeaf(cid: string): boolean {
  return cidCodec(cid) === "raw";
}

function decodeNode({ cid, bytes }: Block): PBNode {
  try {
    return decode(bytes);
  } catch (cause) {
    throw new MalformedNodeError(cid, "it is not dag-pb", { cause });
  }
}

function readUnixFs(cid: string, data: Uint8Array | undefined): UnixFS {
  try {
    return UnixFS.unmarshal(data ?? new Uint8Array(0));
  } catch (cause) {
    throw new MalformedNodeError(cid, "it is not UnixFS", { cause });
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
