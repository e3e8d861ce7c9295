// Counts the rows that hold the text which the parameters are, a JSON string: in counter 0.
import { add, part, read, size } from "./sahara";

const CHUNK_BYTES: i32 = 4_096;
/** Longest text that is looked for, without its quotes. */
const MOST_TEXT: i32 = 256;
const text = memory.data(MOST_TEXT);
const chunk = memory.data(CHUNK_BYTES + MOST_TEXT);

export function run(): void {
  const length = size(part.PARAMETERS) - 2;
  if (length < 1 || length > MOST_TEXT) unreachable();
  read(part.PARAMETERS, 1, text, length);
  if (holdsText(length)) add(0, 1);
}

/** Looks at chunks that overlap by the length of the text. */
function holdsText(length: i32): bool {
  const bytes = size(part.ROW);
  for (let from = 0; from < bytes; from += CHUNK_BYTES) {
    const count = min(CHUNK_BYTES + length - 1, bytes - from);
    read(part.ROW, from, chunk, count);
    for (let at = 0; at + length <= count; at++) {
      if (memory.compare(chunk + at, text, length) == 0) return true;
    }
  }
  return false;
}
