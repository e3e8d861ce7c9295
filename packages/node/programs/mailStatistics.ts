// Counts mails, their bytes and their lines, those of ham in counters 0 to 2 and those of spam in 3 to 5. Which of the
// two a mail is says the folder that it lies in.
import { add, part, read, size } from "./sahara";

const CHUNK_BYTES: i32 = 4_096;
const chunk = memory.data(CHUNK_BYTES);
const NEW_LINE: u8 = 10;
const SLASH: u8 = 47;

export function run(): void {
  const first = isSpam() ? 3 : 0;
  add(first, 1);
  add(first + 1, size(part.ROW));
  add(first + 2, lines());
}

/** Whether the name of the folder has "spam" in it. */
function isSpam(): bool {
  const length = min(size(part.NAME), CHUNK_BYTES);
  read(part.NAME, 0, chunk, length);
  let folderEnd = length;
  while (folderEnd > 0 && load<u8>(chunk + folderEnd - 1) != SLASH) folderEnd--;
  for (let i = 0; i + 4 <= folderEnd; i++) {
    // The letters s, p, a, m as they lie in memory.
    if (load<u32>(chunk + i) == 0x6d617073) return true;
  }
  return false;
}

function lines(): i64 {
  const length = size(part.ROW);
  let count: i64 = 0;
  for (let from = 0; from < length; from += CHUNK_BYTES) {
    const bytes = min(CHUNK_BYTES, length - from);
    read(part.ROW, from, chunk, bytes);
    for (let i = 0; i < bytes; i++) {
      if (load<u8>(chunk + i) == NEW_LINE) count++;
    }
  }
  return count;
}
