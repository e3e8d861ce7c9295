import { type Block, MAX_BLOCK_BYTES, verifyBlock } from "../blocks/Block.ts";
import { type ByteReader, createByteReader } from "../streams/createByteReader.ts";
import {
  CID_BYTES,
  decodeCarHeader,
  decodeCid,
  MalformedCarError,
  MAX_HEADER_BYTES,
} from "./carFormat.ts";

/** A CAR that is being read. */
export type OpenCar = {
  /** As its header says; whether the blocks are there is not said by it. */
  readonly roots: readonly string[];
  /** Each verified. */
  readonly blocks: AsyncGenerator<Block>;
};

/**
 * Reads a CAR of version 1, block by block.
 *
 * @throws {MalformedCarError} Also from the blocks, when the stream is cut off.
 * @throws {BlockCorruptError} From the blocks, naming the one that is something else than its id says.
 */
export async function readCar(stream: AsyncIterable<Uint8Array>): Promise<OpenCar> {
  const reader = createByteReader(stream, () => new MalformedCarError("it ends early"));
  const header = await reader.take(await readLength(reader, 1, MAX_HEADER_BYTES));
  return { roots: decodeCarHeader(header), blocks: readBlocks(reader) };
}

async function* readBlocks(reader: ByteReader): AsyncGenerator<Block> {
  while (!(await reader.isAtEnd())) {
    const length = await readLength(reader, CID_BYTES, CID_BYTES + MAX_BLOCK_BYTES);
    const cid = decodeCid(await reader.take(CID_BYTES));
    const block = { cid, bytes: await reader.take(length - CID_BYTES) };
    verifyBlock(block, "the CAR");
    yield block;
  }
}

/** A length, which decides how much is read into memory and is therefore bounded. */
async function readLength(reader: ByteReader, min: number, max: number): Promise<number> {
  let [length, factor, byte] = [0, 1, 0x80];
  while (byte >= 0x80) {
    byte = (await reader.take(1)).readUInt8();
    length += (byte % 0x80) * factor;
    factor *= 0x80;
    if (length > max || factor > 2 ** 42) throw new MalformedCarError("a part is too long");
  }
  if (length < min) throw new MalformedCarError("a part is too short");
  return length;
}
