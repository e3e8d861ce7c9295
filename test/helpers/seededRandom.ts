import { keccak256, toBeHex } from "ethers";

/** Random choices that a seed repeats. */
export type SeededRandom = {
  /** A whole number from 0 to `limit` - 1. */
  below: (limit: number) => number;
  /** A whole number of at most `bits` bits. */
  bits: (bits: number) => bigint;
  /** `length` bytes as hex. */
  bytes: (length: number) => string;
  pick: <T>(choices: readonly T[]) => T;
};

/** Hashes a counter, which is random enough for tests and the same on every machine. */
export function createSeededRandom(seed: bigint): SeededRandom {
  let state = keccak256(toBeHex(seed, 32));
  const next = () => (state = keccak256(state));

  const bits = (count: number) => BigInt(next()) >> BigInt(256 - count);
  const below = (limit: number) => Number(BigInt(next()) % BigInt(limit));
  const bytes = (length: number) => {
    let hex = "";
    while (hex.length < 2 * length) hex += next().slice(2);
    return `0x${hex.slice(0, 2 * length)}`;
  };
  const pick = <T>(choices: readonly T[]) => choices[below(choices.length)]!;
  return { below, bits, bytes, pick };
}
