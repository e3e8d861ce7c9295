import { argument, eventsOf } from "../chain/events.ts";
import { prepare, type PreparedTransaction } from "../chain/prepare.ts";
import { send, type Written, written } from "../chain/send.ts";
import type { Clients } from "../clients.ts";
import { parseUint } from "../values/parseUint.ts";

export type ConsumeQuotaParameters = {
  licenseId: bigint;
  /** Uses to spend. */
  amount: bigint;
};
/** `left` is undefined when the terms have no quota. */
export type ConsumeQuotaResult = Written & { left: bigint | undefined };

/** The unsigned transaction of {@link consumeQuota}. */
export function prepareConsumeQuota(
  clients: Clients,
  { licenseId, amount }: ConsumeQuotaParameters,
): PreparedTransaction {
  const data = clients.contracts.licenses.interface.encodeFunctionData("consume", [
    licenseId,
    parseUint(amount, 24, "number of uses"),
  ]);
  return prepare(clients, "licenses", data);
}

/** Spends metered uses of a licence. Only its holder, or whom it approved. */
export async function consumeQuota(
  clients: Clients,
  parameters: ConsumeQuotaParameters,
): Promise<ConsumeQuotaResult> {
  const receipt = await send(clients, prepareConsumeQuota(clients, parameters));
  // Without a quota nothing is counted and nothing is said.
  const [event] = eventsOf(clients, "licenses", "QuotaConsumed", receipt.logs);
  const left = event && argument<bigint>(event, "left");
  return { ...written(receipt), left };
}
