import { argument, eventsOf } from "../chain/events.ts";
import { prepare, type PreparedTransaction } from "../chain/prepare.ts";
import { send, type Written, written } from "../chain/send.ts";
import { accountOf, type Clients } from "../clients.ts";
import { type Address, parseAddress, parseCurrency } from "../values/address.ts";

export type ClaimStakingRewardsParameters = {
  /** Currencies. Defaults to all in which rewards come. */
  tokens?: readonly Address[] | undefined;
  /** Defaults to the signer. */
  to?: Address | undefined;
};

/** What was paid in each currency that had any. */
export type StakingRewardsResult = Written & { paid: { token: Address; amount: bigint }[] };

/** The unsigned transaction of {@link claimStakingRewards}. */
export async function prepareClaimStakingRewards(
  clients: Clients,
  { tokens, to }: ClaimStakingRewardsParameters = {},
): Promise<PreparedTransaction> {
  const receiver = parseAddress(await accountOf(clients, to), "receiver");
  const { stakingRewards } = clients.contracts;
  const currencies = (tokens ?? (await stakingRewards.currencies())).map((token) =>
    parseCurrency(token),
  );
  const data = stakingRewards.interface.encodeFunctionData("claim", [currencies, receiver]);
  return prepare(clients, "stakingRewards", data);
}

/** Pays the signer what its receipts have earned. */
export async function claimStakingRewards(
  clients: Clients,
  parameters: ClaimStakingRewardsParameters = {},
): Promise<StakingRewardsResult> {
  const receipt = await send(clients, await prepareClaimStakingRewards(clients, parameters));
  const claims = eventsOf(clients, "stakingRewards", "RewardClaimed", receipt.logs);
  const paid = claims.map((event) => ({
    token: argument<Address>(event, "token"),
    amount: argument<bigint>(event, "amount"),
  }));
  return { ...written(receipt), paid };
}
