import { type ApprovalMode, prepareSpending } from "../chain/allowance.ts";
import { argument, eventOf } from "../chain/events.ts";
import { prepare, type PreparedTransaction } from "../chain/prepare.ts";
import { send, type Written, written } from "../chain/send.ts";
import type { Clients } from "../clients.ts";
import { type Address, parseAddress } from "../values/address.ts";
import { parseUint } from "../values/parseUint.ts";
import { parseRoot } from "../values/root.ts";

/** How claims of SAHARA vest: nothing before the cliff, then linearly. Times in seconds. */
export type DistributionVesting = {
  /** Unix time. */
  start: bigint;
  duration: bigint;
  /** From the start. */
  cliff: bigint;
  /** Whether what has not vested votes. */
  votes: boolean;
};

export type OpenDistributionParameters = {
  /** Base units paid in; the total of the tree. */
  amount: bigint;
  root: string;
  /** Unix time until which there are claims, at most four years from now. */
  deadline: bigint;
  /** Defaults to SAHARA. */
  token?: Address | undefined;
  /** Without it claims are paid out at once. */
  vesting?: DistributionVesting | undefined;
  /** What to approve if the allowance is too small. Defaults to `"exact"`. */
  approve?: ApprovalMode | undefined;
};

const AT_ONCE: DistributionVesting = { start: 0n, duration: 0n, cliff: 0n, votes: false };

/** The unsigned transaction of {@link openDistribution}, and the approval that it may need before. */
export async function prepareOpenDistribution(
  clients: Clients,
  { vesting = AT_ONCE, approve, ...parameters }: OpenDistributionParameters,
): Promise<PreparedTransaction> {
  const amount = parseUint(parameters.amount, 96, "amount");
  const deadline = parseUint(parameters.deadline, 40, "deadline");
  const root = parseRoot(parameters.root, "root");
  const token = parseAddress(parameters.token ?? clients.addresses.token, "token");
  const { interface: distributor } = clients.contracts.distributor;
  const data = distributor.encodeFunctionData("open", [token, amount, root, deadline, vesting]);
  const { distributor: spender } = clients.addresses;
  const before = await prepareSpending(clients, { token, spender, amount, approve });
  return prepare(clients, "distributor", data, { before });
}

/**
 * Pays in what the accounts of a tree may claim. What nobody claims by the deadline comes back to the signer.
 *
 * @throws {InsufficientFundsError} When the signer has less than the amount.
 */
export async function openDistribution(
  clients: Clients,
  parameters: OpenDistributionParameters,
): Promise<Written & { id: bigint }> {
  const receipt = await send(clients, await prepareOpenDistribution(clients, parameters));
  const event = eventOf(clients, "distributor", "DistributionOpened", receipt);
  return { ...written(receipt), id: argument<bigint>(event, "id") };
}
