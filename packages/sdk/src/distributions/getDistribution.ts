import type { Clients } from "../clients.ts";
import type { Address } from "../values/address.ts";
import type { DistributionVesting } from "./openDistribution.ts";

export type Distribution = {
  id: bigint;
  token: Address;
  root: string;
  /** Unix time until which there are claims. */
  deadline: bigint;
  /** Who paid, and gets the rest. */
  funder: Address;
  /** What is not claimed yet, in base units. */
  left: bigint;
  /** Undefined when claims are paid out at once. */
  vesting: DistributionVesting | undefined;
};

/** Reads a distribution; undefined if there is none. */
export async function getDistribution(
  { contracts }: Pick<Clients, "contracts">,
  { id }: { id: bigint },
): Promise<Distribution | undefined> {
  const found = await contracts.distributor.distributionOf(id);
  const { token, root, deadline, funder, left, vesting } = found;
  if (deadline === 0n) return undefined;
  const { start, duration, cliff, votes } = vesting;
  return {
    ...{ id, token, root, deadline, funder, left },
    vesting: duration === 0n ? undefined : { start, duration, cliff, votes },
  };
}

/** Whether a leaf of a distribution was paid. */
export async function isDistributionClaimed(
  { contracts }: Pick<Clients, "contracts">,
  { id, index }: { id: bigint; index: bigint },
): Promise<boolean> {
  return await contracts.distributor.isClaimed(id, index);
}
