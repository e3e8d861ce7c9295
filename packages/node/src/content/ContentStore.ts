import type { DatasetFile } from "@sahara/models";

/** Finds the bytes that a content root commits to. What it gives is verified: it has that root. */
export type ContentResolver = {
  /**
   * The bytes of one file.
   *
   * @throws {ContentMissingError} When nothing is there under the root, or not yet.
   * @throws {ContentCorruptError} When something else is.
   */
  readFile: (root: string) => Promise<Uint8Array>;
  /** The files of a directory, sorted by path. Throws like `readFile`. */
  readDirectory: (root: string) => Promise<DatasetFile[]>;
};

/** A resolver that also keeps what the node makes. */
export type ContentStore = ContentResolver & {
  /** Keeps a file and returns its content root. */
  put: (bytes: Uint8Array) => Promise<string>;
};

/** Thrown when nothing is known under a content root. It may come later. */
export class ContentMissingError extends Error {
  override readonly name = "ContentMissingError";
  readonly root: string;

  constructor(root: string, options?: ErrorOptions) {
    super(
      `There is no content under ${root}. Fetch it, or wait for its owner to publish it.`,
      options,
    );
    this.root = root;
  }
}

/** Thrown when what is kept under a content root does not have that root, or can't have one. */
export class ContentCorruptError extends Error {
  override readonly name = "ContentCorruptError";
  readonly root: string;

  constructor(root: string, found: string) {
    super(`The content under ${root} is not to be trusted: ${found}. Fetch it again.`);
    this.root = root;
  }
}
