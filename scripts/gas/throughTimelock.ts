import { type AddressLike, parseEther } from "ethers";

import type { World } from "./createWorld.ts";

/** Has the timelock make a call, as if governance had decided so. */
export async function throughTimelock(
  { ethers, networkHelpers, sahara }: Pick<World, "ethers" | "networkHelpers" | "sahara">,
  target: AddressLike,
  data: string,
): Promise<void> {
  const timelock = await sahara.timelock.getAddress();
  await networkHelpers.impersonateAccount(timelock);
  await networkHelpers.setBalance(timelock, parseEther("1"));
  await (await ethers.getSigner(timelock)).sendTransaction({ to: target, data });
}
