const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

/** `0x` and two lower-case digits a byte. */
export function toHex(bytes: Uint8Array): string {
  let hex = "0x";
  for (let i = 0; i < bytes.length; i++) hex += HEX[bytes[i] ?? 0] ?? "";
  return hex;
}

/**
 * Writes the bytes of `0x…` at an offset. The text was checked where it came in: this is the hot half of every digest.
 */
export function writeHex(hex: string, target: Uint8Array, offset: number): void {
  for (let i = 2, at = offset; i < hex.length; i += 2, at++) {
    target[at] = (digit(hex.charCodeAt(i)) << 4) | digit(hex.charCodeAt(i + 1));
  }
}

/** The bytes of `0x…`, which was checked before. */
export function fromHex(hex: string): Uint8Array {
  const bytes = new Uint8Array((hex.length - 2) / 2);
  writeHex(hex, bytes, 0);
  return bytes;
}

function digit(code: number): number {
  if (code <= 0x39) return code - 0x30;
  // Upper and lower case differ in this bit.
  return (code | 0x20) - 0x57;
}
