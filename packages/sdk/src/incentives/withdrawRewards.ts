import { argument, eventsOf } from "../chain/events.ts";
import { prepare, type PreparedTransaction } from "../chain/prepare.ts";
import { send, type Written, written } from "../chain/send.ts";
import { accountOf, type Clients } from "../clients.ts";
import { type Address, parseAddress } from "../values/address.ts";
import { parseRoot } from "../values/root.ts";

export type WithdrawRewardsParameters = {
  /** One that is over. */
  epoch: bigint;
  /** Offers of the signer, all in one token. */
  offerIds: readonly string[];
  /** Who gets it. Defaults to the signer. */
  to?: Address | undefined;
};

/** The unsigned transaction of {@link withdrawRewards}. */
export async function prepareWithdrawRewards(
  clients: Clients,
  { epoch, offerIds, to }: WithdrawRewardsParameters,
): Promise<PreparedTransaction> {
  const ids = offerIds.map((offerId) => parseRoot(offerId, "offer id"));
  const receiver = parseAddress(await accountOf(clients, to), "receiver");
  const { interface: incentives } = clients.contracts.incentives;
  const data = incentives.encodeFunctionData("withdrawRewards", [epoch, ids, receiver]);
  return prepare(clients, "incentives", data);
}

/** Pays out the operator's parts of the rewards of the signer's offers. `amount` is 0n if there was nothing. */
export async function withdrawRewards(
  clients: Clients,
  parameters: WithdrawRewardsParameters,
): Promise<Written & { amount: bigint }> {
  const receipt = await send(clients, await prepareWithdrawRewards(clients, parameters));
  const events = eventsOf(clients, "incentives", "IncentiveWithdrawn", receipt.logs);
  const amount = events.reduce((sum, event) => sum + argument<bigint>(event, "amount"), 0n);
  return { ...written(receipt), amount };
}
