/** A number as unsigned LEB128. */
export function u32(value: number): number[] {
  const bytes = [];
  let rest = value;
  do {
    const low = rest % 128;
    rest = Math.floor(rest / 128);
    bytes.push(rest > 0 ? low + 128 : low);
  } while (rest > 0);
  return bytes;
}

/** A number from 0 as signed LEB128, as constants have it. */
export function s32(value: number): number[] {
  const bytes = [];
  let rest = value;
  while (rest >= 64) {
    bytes.push((rest % 128) + 128);
    rest = Math.floor(rest / 128);
  }
  return [...bytes, rest];
}

export function text(value: string): number[] {
  const bytes = Buffer.from(value);
  return [...u32(bytes.length), ...bytes];
}

export function section(id: number, content: Uint8Array): Uint8Array {
  return Buffer.concat([Uint8Array.from([id, ...u32(content.length)]), content]);
}

/** A list: how many, then each. */
export function list(items: readonly (Uint8Array | readonly number[])[]): Uint8Array {
  return Buffer.concat([
    Uint8Array.from(u32(items.length)),
    ...items.map((item) => Uint8Array.from(item)),
  ]);
}
