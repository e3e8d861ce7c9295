import type { Clients } from "../../clients.ts";

export type GetLaneParameters = { accountId: string; offerId: string; lane: number; epoch: number };

/** What the chain keeps of a lane. */
export type SettledLane = {
  /** What it has paid in all, in base units. */
  redeemed: bigint;
  /** How many receipts the newest redeemed voucher acknowledged. */
  seq: bigint;
  receiptsRoot: string;
};

/** Reads a lane; one that nothing was redeemed of is all zero. */
export async function getLane(
  { contracts }: Pick<Clients, "contracts">,
  { accountId, offerId, lane, epoch }: GetLaneParameters,
): Promise<SettledLane> {
  const state = await contracts.meter.laneOf(accountId, offerId, lane, epoch);
  return { redeemed: state.redeemed, seq: state.seq, receiptsRoot: state.receiptsRoot };
}
