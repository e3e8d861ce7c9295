import type { World } from "./createWorld.ts";
import { throughTimelock } from "./throughTimelock.ts";

/** Has the timelock set one of the protocol's fees, in basis points. */
export async function setFee(
  world: World,
  setter: "setLicenseFee" | "setUsageFee" | "setSaleFee",
  bps: bigint,
): Promise<void> {
  const { parameters } = world.sahara;
  const { data } = await parameters[setter].populateTransaction(bps);
  await throughTimelock(world, parameters, data);
}
