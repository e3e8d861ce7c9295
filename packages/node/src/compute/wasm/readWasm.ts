import { ProgramRefusedError } from "../computeErrors.ts";

/** Reads the binary format of WebAssembly from front to back. */
export type WasmReader = ReturnType<typeof createWasmReader>;

const decoder = new TextDecoder("utf-8", { fatal: true });

/** @throws {ProgramRefusedError} When the bytes end too early. */
export function createWasmReader(bytes: Uint8Array) {
  let at = 0;

  function u8(): number {
    const byte = bytes[at];
    if (byte === undefined) throw new ProgramRefusedError("it ends too early");
    at++;
    return byte;
  }

  /** A number of any sign in LEB128 that nobody needs to know. */
  function skipLeb(): void {
    while (u8() >= 0x80);
  }

  function u32(): number {
    let value = 0;
    for (let shift = 0; shift < 35; shift += 7) {
      const byte = u8();
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
    throw new ProgramRefusedError("it has a number that is too long");
  }

  function take(count: number): Uint8Array {
    if (at + count > bytes.length) throw new ProgramRefusedError("it ends too early");
    at += count;
    return bytes.subarray(at - count, at);
  }

  return {
    u8,
    u32,
    skipLeb,
    take,
    text: () => decoder.decode(take(u32())),
    position: () => at,
    slice: (from: number) => bytes.subarray(from, at),
    isAtEnd: () => at === bytes.length,
    /** As many things as a count says that comes first. */
    list: <Item>(read: () => Item): Item[] => Array.from({ length: limited(u32()) }, read),
  };
}

/** No list of what may run is longer: a count alone must not take memory. */
function limited(count: number): number {
  if (count > 100_000) throw new ProgramRefusedError(`it lists ${count} things at once`);
  return count;
}
