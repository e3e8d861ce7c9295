import { argument, eventOf } from "../chain/events.ts";
import { prepare, type PreparedTransaction } from "../chain/prepare.ts";
import { send, type Written, written } from "../chain/send.ts";
import type { Clients } from "../clients.ts";

export type RenewDueParameters = { licenseId: bigint };
export type RenewDueResult = Written & {
  /** Unix time of the licence's new end. */
  expiry: bigint;
  /** What the holder paid the asset, and the signer, in base units of the licence's currency. */
  price: bigint;
  tip: bigint;
  periodsLeft: bigint;
};

/** The unsigned transaction of {@link renewDue}. */
export function prepareRenewDue(
  clients: Clients,
  { licenseId }: RenewDueParameters,
): PreparedTransaction {
  const { interface: subscriptions } = clients.contracts.subscriptions;
  return prepare(clients, "subscriptions", subscriptions.encodeFunctionData("renew", [licenseId]));
}

/**
 * Renews a subscribed licence by one period as its keeper, for the tip. Anyone may.
 *
 * @throws {ContractRevertError} `Subscriptions_NotRenewableNow`, with the reason.
 */
export async function renewDue(
  clients: Clients,
  parameters: RenewDueParameters,
): Promise<RenewDueResult> {
  const receipt = await send(clients, prepareRenewDue(clients, parameters));
  const event = eventOf(clients, "subscriptions", "LicenseRenewed", receipt);
  const amount = (name: string) => argument<bigint>(event, name);
  return {
    ...written(receipt),
    ...{ expiry: amount("expiry"), price: amount("price"), tip: amount("tip") },
    periodsLeft: amount("periodsLeft"),
  };
}
