import { argument, eventOf } from "../chain/events.ts";
import { prepare, type PreparedTransaction } from "../chain/prepare.ts";
import { send, type Written, written } from "../chain/send.ts";
import type { Clients } from "../clients.ts";
import type { Address } from "../values/address.ts";

export type RefundBuyerParameters = {
  licenseId: bigint;
};
export type RefundBuyerResult = Written & {
  /** Who was paid. */
  holder: Address;
  /** In what. */
  token: Address;
  /** Base units. */
  amount: bigint;
};

/** The unsigned transaction of {@link refundBuyer}. */
export function prepareRefundBuyer(
  clients: Clients,
  { licenseId }: RefundBuyerParameters,
): PreparedTransaction {
  const { interface: court } = clients.contracts.court;
  const data = court.encodeFunctionData("refundBuyer", [licenseId]);
  return prepare(clients, "court", data);
}

/** Pays a licence that was entered, after those 30 days, to its holder. Anyone may. */
export async function refundBuyer(
  clients: Clients,
  parameters: RefundBuyerParameters,
): Promise<RefundBuyerResult> {
  const receipt = await send(clients, prepareRefundBuyer(clients, parameters));
  const event = eventOf(clients, "court", "BuyerRefunded", receipt);
  return {
    ...written(receipt),
    holder: argument<Address>(event, "holder"),
    token: argument<Address>(event, "token"),
    amount: argument<bigint>(event, "amount"),
  };
}
