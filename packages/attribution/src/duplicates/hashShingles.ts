/** Words of which one shingle is made, unless another number is asked for. */
export const SHINGLE_WORDS = 3;

const FNV_PRIME = 0x0100_0193;
const FNV_BASIS = 0x811c_9dc5;

/** The same byte in lower case if it is part of a word, else 0: ASCII letters, digits, all above 127. */
const WORD_BYTES = Uint8Array.from({ length: 256 }, (_, byte) => {
  const char = String.fromCharCode(byte);
  return /[a-z0-9\x80-\xff]/.test(char) ? byte : /[A-Z]/.test(char) ? byte + 0x20 : 0;
});

/**
 * The set of shingles of a text, each a run of words, as ascending 32-bit hashes. Case, punctuation
 * and layout make no difference. A text shorter than a shingle is one shingle; so is one without a
 * word, by its bytes.
 *
 * Source: Broder, "On the resemblance and containment of documents", 1997.
 */
export function hashShingles(text: Uint8Array, words = SHINGLE_WORDS): Uint32Array {
  const hashes = hashWords(text);
  const shingles = new Uint32Array(Math.max(1, hashes.length - words + 1));
  for (let first = 0; first < shingles.length; first++) {
    const end = Math.min(first + words, hashes.length);
    let shingle = FNV_BASIS;
    for (let word = first; word < end; word++) {
      shingle = mixBits(Math.imul(shingle, FNV_PRIME) ^ (hashes[word] ?? 0));
    }
    shingles[first] = shingle;
  }
  return toSet(shingles);
}

function hashWords(text: Uint8Array): number[] {
  const hashes: number[] = [];
  let hash = FNV_BASIS;
  let isInside = false;
  for (let at = 0; at < text.length; at++) {
    const byte = WORD_BYTES[text[at] ?? 0] ?? 0;
    if (byte !== 0) {
      hash = hashByte(hash, byte);
      isInside = true;
    } else if (isInside) {
      hashes.push(hash);
      hash = FNV_BASIS;
      isInside = false;
    }
  }
  if (isInside) hashes.push(hash);
  if (hashes.length === 0) hashes.push(text.reduce(hashByte, FNV_BASIS));
  return hashes;
}

function hashByte(hash: number, byte: number): number {
  return Math.imul(hash ^ byte, FNV_PRIME);
}

/** Spreads every bit over all others, one to one (the finaliser of MurmurHash3, public domain). */
export function mixBits(word: number): number {
  let mixed = Math.imul(word ^ (word >>> 16), 0x85eb_ca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2_ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

/** Sorts in place and drops what comes twice. */
function toSet(hashes: Uint32Array): Uint32Array {
  hashes.sort();
  let size = 0;
  for (let i = 0; i < hashes.length; i++) {
    if (i === 0 || hashes[i] !== hashes[i - 1]) hashes[size++] = hashes[i] ?? 0;
  }
  return hashes.slice(0, size);
}
