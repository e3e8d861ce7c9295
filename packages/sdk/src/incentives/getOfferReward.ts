import type { Clients } from "../clients.ts";
import { parseRoot } from "../values/root.ts";

export type GetOfferRewardParameters = {
  offerId: string;
  /** Defaults to the epoch that runs. */
  epoch?: bigint | undefined;
};

export type OfferReward = {
  offerId: string;
  epoch: bigint;
  /** Fees of the offer counted in the epoch, in base units. */
  fees: bigint;
  /** What the operator earns; while the epoch lasts, as it stands now. */
  toOperator: bigint;
  /** What the asset earns. */
  toAsset: bigint;
  /** What of the asset's part reached the ledger. */
  passed: bigint;
  /** Whether the operator had its part. */
  withdrawn: boolean;
};

/** What an offer has earned of the budget of an epoch. */
export async function getOfferReward(
  { contracts }: Pick<Clients, "contracts">,
  parameters: GetOfferRewardParameters,
): Promise<OfferReward> {
  const { incentives } = contracts;
  const offerId = parseRoot(parameters.offerId, "offer id");
  const epoch = parameters.epoch ?? (await incentives.currentEpoch());
  const { toOperator, toAsset } = await incentives.rewardOf(epoch, offerId);
  const { fees, passed, withdrawn } = await incentives.reportOf(epoch, offerId);
  return { offerId, epoch, fees, toOperator, toAsset, passed, withdrawn };
}
