import { randomBytes } from "node:crypto";

/** Draws a whole number from 0 to `limit - 1`, each alike. */
export type RandomBelow = (limit: bigint) => bigint;

/** Draws from bytes: as many bits as the limit has, again and again until they are below it. */
export function randomBelow(bytesOf: (count: number) => Uint8Array): RandomBelow {
  return (limit) => {
    const bits = limit.toString(2).length;
    const bytes = Math.ceil(bits / 8);
    for (;;) {
      const drawn = BigInt(`0x${Buffer.from(bytesOf(bytes)).toString("hex")}`);
      const value = BigInt.asUintN(bits, drawn);
      if (value < limit) return value;
    }
  };
}

/** The system's randomness, good enough for keys. */
export const systemRandom: RandomBelow = randomBelow(randomBytes);
