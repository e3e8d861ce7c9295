import type { Clients } from "../clients.ts";
import { type Address, parseAddress } from "../values/address.ts";

export type GetIncentivesParameters = {
  /** Defaults to the one that runs. */
  epoch?: bigint | undefined;
  /** Defaults to SAHARA. */
  token?: Address | undefined;
};

export type Incentives = {
  epoch: bigint;
  /** The one that runs. */
  currentEpoch: bigint;
  /** Unix time with which the epoch ends. */
  endsAt: bigint;
  /** Base units to be earned in it. */
  budget: bigint;
  /** Fees counted in it, of all offers. */
  fees: bigint;
  /** Most that comes back of them. */
  rewardBps: bigint;
  /** Units of the protocol's account that the treasury was least seen with; a fee counts for so much of 1e8. */
  treasuryUnits: bigint;
  /** Whether what it did not spend went back to the treasury. */
  returned: boolean;
};

/** What there is to be earned in an epoch, and by how many fees. */
export async function getIncentives(
  { contracts, addresses }: Pick<Clients, "contracts" | "addresses">,
  parameters: GetIncentivesParameters = {},
): Promise<Incentives> {
  const { incentives } = contracts;
  const token = parseAddress(parameters.token ?? addresses.token, "token");
  const currentEpoch = await incentives.currentEpoch();
  const epoch = parameters.epoch ?? currentEpoch;
  const { amount: budget, fees, returned } = await incentives.budgetOf(epoch, token);
  return {
    ...{ epoch, currentEpoch, budget, fees, returned },
    endsAt: await incentives.endOf(epoch),
    rewardBps: await incentives.REWARD_BPS(),
    treasuryUnits: await incentives.treasuryUnits(),
  };
}
