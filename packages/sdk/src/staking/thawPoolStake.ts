import { argument, eventOf } from "../chain/events.ts";
import { prepare, type PreparedTransaction } from "../chain/prepare.ts";
import { send, type Written, written } from "../chain/send.ts";
import type { Clients } from "../clients.ts";
import { parseUint } from "../values/parseUint.ts";

export type ThawPoolStakeParameters = { receipts: bigint };

/** Which thaw it became, and the Unix time from which it may be withdrawn. */
export type ThawResult = Written & { id: bigint; end: bigint };

/** The unsigned transaction of {@link thawPoolStake}. */
export function prepareThawPoolStake(
  clients: Clients,
  { receipts }: ThawPoolStakeParameters,
): PreparedTransaction {
  const { interface: pool } = clients.contracts.stakingPool;
  const data = pool.encodeFunctionData("requestUnstake", [parseUint(receipts, 128, "receipts")]);
  return prepare(clients, "stakingPool", data);
}

/** Gives up receipts for stake that thaws for 21 days. Votes and rewards end at once; slashes still reach it. */
export async function thawPoolStake(
  clients: Clients,
  parameters: ThawPoolStakeParameters,
): Promise<ThawResult> {
  const receipt = await send(clients, prepareThawPoolStake(clients, parameters));
  const thawing = eventOf(clients, "stakingPool", "StakeThawing", receipt);
  const [id, end] = [argument<bigint>(thawing, "id"), argument<bigint>(thawing, "end")];
  return { ...written(receipt), id, end };
}
