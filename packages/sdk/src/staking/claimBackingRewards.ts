import { prepare, type PreparedTransaction } from "../chain/prepare.ts";
import { send, type Written, written } from "../chain/send.ts";
import { accountOf, type Clients } from "../clients.ts";
import { type Address, parseAddress } from "../values/address.ts";

export type ClaimBackingRewardsParameters = {
  operator: Address;
  /** Defaults to the signer. */
  to?: Address | undefined;
};

/** The unsigned transaction of {@link claimBackingRewards}. */
export async function prepareClaimBackingRewards(
  clients: Clients,
  parameters: ClaimBackingRewardsParameters,
): Promise<PreparedTransaction> {
  const operator = parseAddress(parameters.operator, "operator");
  const to = parseAddress(await accountOf(clients, parameters.to), "receiver");
  const { interface: operators } = clients.contracts.operators;
  const data = operators.encodeFunctionData("claimBackingRewards", [operator, to]);
  return prepare(clients, "operators", data);
}

/** Pays the signer what it earned behind an operator. */
export async function claimBackingRewards(
  clients: Clients,
  parameters: ClaimBackingRewardsParameters,
): Promise<Written> {
  return written(await send(clients, await prepareClaimBackingRewards(clients, parameters)));
}
