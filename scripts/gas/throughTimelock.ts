import { type AddressLike, ZeroHash } from "ethers";

import type { World } from "./createWorld.ts";

/** Has the timelock make a call, after its delay. */
export async function throughTimelock(
  world: World,
  target: AddressLike,
  data: string,
): Promise<void> {
  const { timelock } = world.sahara;
  const call = [target, 0n, data, ZeroHash, ZeroHash] as const;
  const delay = await timelock.getMinDelay();

  await timelock.schedule(...call, delay);
  await world.networkHelpers.time.increase(delay);
  await timelock.execute(...call);
}
