import { createHash } from "node:crypto";

import { type RandomBelow, randomBelow } from "../src/compute/noise/RandomBelow.ts";

/** Numbers that are the same in every run: bytes of hashes that are counted up. */
export function seededRandom(seed: string): RandomBelow {
  let count = 0;
  let left = Buffer.alloc(0);
  return randomBelow((bytes) => {
    while (left.length < bytes) {
      const hash = createHash("sha512").update(`${seed} ${count++}`).digest();
      left = Buffer.concat([left, hash]);
    }
    const taken = left.subarray(0, bytes);
    left = left.subarray(bytes);
    return taken;
  });
}
