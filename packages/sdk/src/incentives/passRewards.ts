import { prepare, type PreparedTransaction } from "../chain/prepare.ts";
import { send, type Written, written } from "../chain/send.ts";
import type { Clients } from "../clients.ts";
import { parseRoot } from "../values/root.ts";

export type PassRewardsParameters = {
  /** One that is over. */
  epoch: bigint;
  offerIds: readonly string[];
};

/** The unsigned transaction of {@link passRewards}. */
export function preparePassRewards(
  clients: Clients,
  { epoch, offerIds }: PassRewardsParameters,
): PreparedTransaction {
  const ids = offerIds.map((offerId) => parseRoot(offerId, "offer id"));
  const { interface: incentives } = clients.contracts.incentives;
  return prepare(clients, "incentives", incentives.encodeFunctionData("passRewards", [epoch, ids]));
}

/** Pays the assets' parts of the offers' rewards into the ledger, where contributors and ancestors earn. Anyone may. */
export async function passRewards(
  clients: Clients,
  parameters: PassRewardsParameters,
): Promise<Written> {
  return written(await send(clients, preparePassRewards(clients, parameters)));
}
