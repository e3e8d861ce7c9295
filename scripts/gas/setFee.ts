import type { World } from "./createWorld.ts";
import { throughTimelock } from "./throughTimelock.ts";

/** Has the timelock set one of the protocol's fees, or the royalty, in basis points, and the marketplace adopt it. */
export async function setFee(
  world: World,
  setter: "setLicenseFee" | "setUsageFee" | "setSaleFee" | "setResaleRoyalty",
  bps: bigint,
): Promise<void> {
  const { parameters, marketplace } = world.sahara;
  const { data } = await parameters[setter].populateTransaction(bps);
  await throughTimelock(world, parameters, data);
  await marketplace.adoptRates();
}
