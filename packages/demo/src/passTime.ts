import type { Cast } from "./cast.ts";

/** Lets time pass on the local chain: what follows happens so many seconds later. */
export async function passTime({ provider }: Pick<Cast, "provider">, seconds: number) {
  await provider.send("evm_increaseTime", [seconds]);
  await provider.send("evm_mine", []);
}

/** Unix time of a block. */
export async function timeOf({ provider }: Pick<Cast, "provider">, block?: number) {
  const found = await provider.getBlock(block ?? "latest");
  if (found === null) throw new Error(`There is no block ${block}.`);
  return found.timestamp;
}
