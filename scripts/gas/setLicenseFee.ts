import { ZeroHash } from "ethers";

import type { World } from "./createWorld.ts";

/** Has the timelock set the protocol's fee on licences, in basis points, after its delay. */
export async function setLicenseFee(world: World, bps: bigint): Promise<void> {
  const { parameters, timelock } = world.sahara;
  const data = parameters.interface.encodeFunctionData("setLicenseFee", [bps]);
  const call = [parameters, 0n, data, ZeroHash, ZeroHash] as const;
  const delay = await timelock.getMinDelay();

  await timelock.schedule(...call, delay);
  await world.networkHelpers.time.increase(delay);
  await timelock.execute(...call);
}
