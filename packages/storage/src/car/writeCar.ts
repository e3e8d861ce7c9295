import type { Block } from "../blocks/Block.ts";
import { encodeCarBlock, encodeCarHeader } from "./carFormat.ts";

/** A CAR of version 1 with some blocks, as a stream. */
export async function* writeCar(
  root: string,
  blocks: AsyncIterable<Block>,
): AsyncGenerator<Uint8Array> {
  yield encodeCarHeader([root]);
  for await (const block of blocks) yield encodeCarBlock(block);
}
