import { type ApprovalMode, prepareSpending } from "../chain/allowance.ts";
import { prepare, type PreparedTransaction } from "../chain/prepare.ts";
import { send, type Written, written } from "../chain/send.ts";
import type { Clients } from "../clients.ts";
import { type Address, parseAddress } from "../values/address.ts";
import { parseUint } from "../values/parseUint.ts";

export type FundIncentivesParameters = {
  /** Base units. */
  amount: bigint;
  /** This one, or one of the twelve to come. Defaults to the one that runs. */
  epoch?: bigint | undefined;
  /** Defaults to SAHARA. */
  token?: Address | undefined;
  /** What to approve if the allowance is too small. Defaults to `"exact"`. */
  approve?: ApprovalMode | undefined;
};

/** The unsigned transaction of {@link fundIncentives}, and the approval that it may need before. */
export async function prepareFundIncentives(
  clients: Clients,
  { approve, ...parameters }: FundIncentivesParameters,
): Promise<PreparedTransaction> {
  const { incentives } = clients.contracts;
  const amount = parseUint(parameters.amount, 96, "amount");
  const token = parseAddress(parameters.token ?? clients.addresses.token, "token");
  const epoch = parameters.epoch ?? (await incentives.currentEpoch());
  const data = incentives.interface.encodeFunctionData("fund", [epoch, token, amount]);
  const { incentives: spender } = clients.addresses;
  const before = await prepareSpending(clients, { token, spender, amount, approve });
  return prepare(clients, "incentives", data, { before });
}

/**
 * Adds to the budget of an epoch. What the epoch does not spend is the treasury's.
 *
 * @throws {InsufficientFundsError} When the signer has less than the amount.
 */
export async function fundIncentives(
  clients: Clients,
  parameters: FundIncentivesParameters,
): Promise<Written> {
  return written(await send(clients, await prepareFundIncentives(clients, parameters)));
}
