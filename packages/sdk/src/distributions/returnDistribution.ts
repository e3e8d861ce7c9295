import { argument, eventsOf } from "../chain/events.ts";
import { prepare, type PreparedTransaction } from "../chain/prepare.ts";
import { send, type Written, written } from "../chain/send.ts";
import type { Clients } from "../clients.ts";

export type ReturnDistributionParameters = { id: bigint };

/** The unsigned transaction of {@link returnDistribution}. */
export function prepareReturnDistribution(
  clients: Clients,
  { id }: ReturnDistributionParameters,
): PreparedTransaction {
  const { interface: distributor } = clients.contracts.distributor;
  return prepare(clients, "distributor", distributor.encodeFunctionData("returnRest", [id]));
}

/** Returns what nobody claimed by the deadline to whoever paid. Anyone may. `amount` is 0n if there was nothing. */
export async function returnDistribution(
  clients: Clients,
  parameters: ReturnDistributionParameters,
): Promise<Written & { amount: bigint }> {
  const receipt = await send(clients, prepareReturnDistribution(clients, parameters));
  const [event] = eventsOf(clients, "distributor", "DistributionReturned", receipt.logs);
  const amount = event === undefined ? 0n : argument<bigint>(event, "amount");
  return { ...written(receipt), amount };
}
