/** Longer runs are encoded attachments rather than words. */
const MAX_TOKEN_BYTES = 40;

const FNV_PRIME = 0x0100_0193;
const FNV_BASIS = 0x811c_9dc5;

const DOLLAR = 0x24;
const EXCLAMATION = 0x21;

/**
 * For each byte, the same byte in lower case if it belongs to a word, else 0. Words are made of ASCII
 * letters, digits, and bytes above 127, which are parts of other letters.
 */
const WORD_BYTES = Uint8Array.from({ length: 256 }, (_, byte) => {
  const char = String.fromCharCode(byte);
  return /[a-z0-9\x80-\xff]/.test(char) ? byte : /[A-Z]/.test(char) ? byte + 0x20 : 0;
});

/** The same for words of letters alone. */
const LETTER_BYTES = WORD_BYTES.map((byte) => (byte >= 0x61 ? byte : 0));

/** Where a token was found; the same word in the subject and in the body are two features. */
export type TokenField = "subject" | "body";

const START_HASHES: Record<TokenField, number> = {
  subject: [0x73, 0x3a].reduce(hashByte, FNV_BASIS), // "s:"
  body: FNV_BASIS,
};

/**
 * Calls `onToken` with the 32-bit FNV-1a hash of every token in order. A token is a word of at most 40
 * bytes in lower case, or one "$" or "!".
 *
 * Works on bytes, so that no decoding or locale can make two machines disagree.
 * Source: Fowler, Noll, Vo, http://www.isthe.com/chongo/tech/comp/fnv/.
 */
export function hashTokens(
  text: Uint8Array,
  field: TokenField,
  onToken: (hash: number) => void,
): void {
  const start = START_HASHES[field];
  let hash = start;
  let length = 0;

  for (let i = 0; i < text.length; i++) {
    const byte = text[i] ?? 0;
    const wordByte = WORD_BYTES[byte] ?? 0;
    if (wordByte !== 0) {
      hash = hashByte(hash, wordByte);
      length++;
      continue;
    }
    if (length > 0 && length <= MAX_TOKEN_BYTES) onToken(hash);
    if (byte === DOLLAR || byte === EXCLAMATION) onToken(hashByte(start, byte));
    hash = start;
    length = 0;
  }
  if (length > 0 && length <= MAX_TOKEN_BYTES) onToken(hash);
}

/** The words of letters alone, in lower case, with one space between two. */
export function keepLetters(text: Uint8Array): Uint8Array {
  const kept = new Uint8Array(text.length + 1);
  let length = 0;
  let atGap = false;
  for (let i = 0; i < text.length; i++) {
    const letter = LETTER_BYTES[text[i] ?? 0] ?? 0;
    if (letter === 0) {
      atGap = length > 0;
      continue;
    }
    if (atGap) kept[length++] = 0x20;
    kept[length++] = letter;
    atGap = false;
  }
  return kept.subarray(0, length);
}

function hashByte(hash: number, byte: number): number {
  return Math.imul(hash ^ byte, FNV_PRIME) >>> 0;
}
