import { BlackHoleBlockstore } from "blockstore-core/black-hole";
import { type FileCandidate, importer } from "ipfs-unixfs-importer";
import { type CidCodec, type Digest, toDigest } from "./cid.ts";
import { createPathCheck } from "./filePaths.ts";

/** The bytes of one file, at once or piece by piece; how they are cut makes no difference. */
export type ByteSource = Uint8Array | Iterable<Uint8Array> | AsyncIterable<Uint8Array>;

/** One file of a directory. */
export type FileEntry = {
  /** Relative path with "/", for example `easy-ham-1/00001.txt`. */
  path: string;
  content: ByteSource;
};

/** A file without a name, or a directory of files in any order. */
export type ContentSource =
  Uint8Array | { content: ByteSource } | { files: Iterable<FileEntry> | AsyncIterable<FileEntry> };

/** The commitment to some bytes. */
export type ContentRoot = {
  /** CIDv1 in base 32. */
  cid: string;
  /** The sha2-256 digest in the CID: what the registry stores. */
  digest: Digest;
  codec: CidCodec;
  /** Plaintext bytes of all files together. */
  bytes: bigint;
};

/** How far {@link contentRoot} has read. */
export type ContentProgress = { files: number; bytes: bigint };

export type ContentRootOptions = {
  /** Called after every piece that was read. */
  onProgress?: ((progress: ContentProgress) => void) | undefined;
};

/** Thrown when a directory without a single file is to be committed to. */
export class EmptyDirectoryError extends Error {
  override readonly name = "EmptyDirectoryError";

  constructor() {
    super("A directory needs at least one file. Check that the path or pattern matched something.");
  }
}

/**
 * Commits to the bytes of a file or of a directory, by the CID profile `unixfs-v1-2025` (IPIP-499:
 * CIDv1, sha2-256, 1 MiB raw leaves, 1,024 links a node, directories sharded above 256 KiB). Kubo
 * gives the same CID with `ipfs add -r --profile=unixfs-v1-2025`. Reads every byte once, stores none.
 *
 * @throws {EmptyDirectoryError} When `files` yields nothing.
 * @throws {FilePathError} When a path is not plainly relative or collides with another one.
 *
 * @example
 * await contentRoot(new TextEncoder().encode("hello world\n"));
 * // { cid: "bafkreifjjcie6ly...", digest: "0xa948904f...", codec: "raw", bytes: 12n }
 */
export async function contentRoot(
  source: ContentSource,
  { onProgress }: ContentRootOptions = {},
): Promise<ContentRoot> {
  const meter = createMeter(onProgress);
  const isDirectory = "files" in source;
  const candidates = isDirectory ? listFiles(source.files, meter) : [readFile(source, meter)];
  const root = await importRoot(candidates, isDirectory);

  const { files, bytes } = meter.progress();
  if (files === 0) throw new EmptyDirectoryError();

  return {
    cid: root.toString(),
    digest: toDigest(root.multihash.digest),
    codec: root.code === RAW_CODEC ? "raw" : "dag-pb",
    bytes,
  };
}

const RAW_CODEC = 0x55;

type Meter = {
  /** Passes content through and counts it. */
  count: (content: ByteSource) => AsyncIterable<Uint8Array>;
  progress: () => ContentProgress;
};

function createMeter(onProgress: ContentRootOptions["onProgress"]): Meter {
  let files = 0;
  let bytes = 0n;
  return {
    progress: () => ({ files, bytes }),
    async *count(content) {
      files++;
      for await (const piece of content instanceof Uint8Array ? [content] : content) {
        bytes += BigInt(piece.length);
        onProgress?.({ files, bytes });
        yield piece;
      }
    },
  };
}

function readFile(source: Uint8Array | { content: ByteSource }, meter: Meter): FileCandidate {
  return { content: meter.count(source instanceof Uint8Array ? source : source.content) };
}

async function* listFiles(
  files: Iterable<FileEntry> | AsyncIterable<FileEntry>,
  meter: Meter,
): AsyncGenerator<FileCandidate> {
  const checkPath = createPathCheck();
  for await (const { path, content } of files) {
    checkPath(path);
    yield { path, content: meter.count(content) };
  }
}

/** The importer yields the root last. */
async function importRoot(
  candidates: Iterable<FileCandidate> | AsyncIterable<FileCandidate>,
  wrapWithDirectory: boolean,
) {
  let root;
  const options = { profile: "unixfs-v1-2025", wrapWithDirectory } as const;
  for await (const { cid } of importer(candidates, new BlackHoleBlockstore(), { ...options })) {
    root = cid;
  }
  if (root === undefined) throw new Error("cannot happen: the importer yielded nothing");
  return root;
}
