import { argument, eventsOf } from "../chain/events.ts";
import { prepare, type PreparedTransaction } from "../chain/prepare.ts";
import { send, type Written, written } from "../chain/send.ts";
import type { Clients } from "../clients.ts";
import { type Address, parseAddress } from "../values/address.ts";

export type ReturnBudgetParameters = {
  /** One that is over. */
  epoch: bigint;
  /** Defaults to SAHARA. */
  token?: Address | undefined;
};

/** The unsigned transaction of {@link returnBudget}. */
export function prepareReturnBudget(
  clients: Clients,
  parameters: ReturnBudgetParameters,
): PreparedTransaction {
  const token = parseAddress(parameters.token ?? clients.addresses.token, "token");
  const { interface: incentives } = clients.contracts.incentives;
  const data = incentives.encodeFunctionData("returnUnspent", [parameters.epoch, token]);
  return prepare(clients, "incentives", data);
}

/** Sends what an epoch did not spend to the treasury. Anyone may. `amount` is 0n if there was nothing. */
export async function returnBudget(
  clients: Clients,
  parameters: ReturnBudgetParameters,
): Promise<Written & { amount: bigint }> {
  const receipt = await send(clients, prepareReturnBudget(clients, parameters));
  const [event] = eventsOf(clients, "incentives", "BudgetReturned", receipt.logs);
  const amount = event === undefined ? 0n : argument<bigint>(event, "amount");
  return { ...written(receipt), amount };
}
