/**
 * Writes the protocol buffers wire format, as far as {@link exportOnnx} needs it. A field is a tag, then a varint or
 * a length and bytes; a message is its fields one after the other.
 *
 * Source: https://protobuf.dev/programming-guides/encoding/.
 */
export const VARINT = 0;
export const LENGTH_DELIMITED = 2;

/** A field that holds a whole number, from 0 to 2^53. */
export function numberField(field: number, value: number): Buffer {
  return Buffer.concat([tag(field, VARINT), varint(value)]);
}

/** A field that holds a text, bytes or another message. */
export function bytesField(field: number, content: string | Uint8Array): Buffer {
  const bytes = Buffer.from(content);
  return Buffer.concat([tag(field, LENGTH_DELIMITED), varint(bytes.length), bytes]);
}

/** A field that holds a message of the given fields. */
export function messageField(field: number, ...fields: readonly Uint8Array[]): Buffer {
  return bytesField(field, Buffer.concat(fields));
}

function tag(field: number, wireType: number): Buffer {
  return varint(field * 8 + wireType);
}

/** Seven bits a byte, the lowest first; the high bit says that more follow. */
function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) bytes.push((rest % 0x80) + 0x80);
  return Buffer.from([...bytes, rest]);
}
