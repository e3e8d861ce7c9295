import { StorageError } from "../StorageError.ts";

/** Thrown when nobody who was asked has a block. */
export class BlockMissingError extends StorageError {
  override readonly name = "BlockMissingError";
  readonly cid: string;
  /** Who was asked: a folder or a URL. */
  readonly place: string;

  constructor(cid: string, place: string, options?: ErrorOptions) {
    super(
      `Block ${cid} is not at ${place}. Get it from another holder, or add the content again.`,
      {
        ...options,
      },
    );
    this.cid = cid;
    this.place = place;
  }
}

/** Thrown when what was given for a block does not have its digest. */
export class BlockCorruptError extends StorageError {
  override readonly name = "BlockCorruptError";
  readonly cid: string;
  readonly place: string;

  constructor(cid: string, place: string) {
    super(`What ${place} gave for block ${cid} is something else. Get it from another holder.`);
    this.cid = cid;
    this.place = place;
  }
}

/** Thrown when a block is what its id says, but not a node of a file as this profile builds them. */
export class MalformedNodeError extends StorageError {
  override readonly name = "MalformedNodeError";
  readonly cid: string;

  constructor(cid: string, reason: string, options?: ErrorOptions) {
    super(`Block ${cid} can't be read as part of a file: ${reason}. Check the root.`, options);
    this.cid = cid;
  }
}

/** Thrown when bytes are too many to be exchanged as one block. */
export class BlockTooLargeError extends StorageError {
  override readonly name = "BlockTooLargeError";
  readonly cid: string;

  constructor(cid: string, maxBytes: number) {
    super(`Block ${cid} has more than ${maxBytes} bytes, the most that is exchanged as one block.`);
    this.cid = cid;
  }
}
