import { argument, eventOf } from "../chain/events.ts";
import { prepare, type PreparedTransaction } from "../chain/prepare.ts";
import { send, type Written, written } from "../chain/send.ts";
import type { Clients } from "../clients.ts";

export type AdoptRatesResult = Written & {
  /** What sales are divided by from now on, in basis points. */
  feeBps: bigint;
  royaltyBps: bigint;
};

/** The unsigned transaction of {@link adoptRates}. */
export function prepareAdoptRates(clients: Clients): PreparedTransaction {
  const { interface: marketplace } = clients.contracts.marketplace;
  return prepare(clients, "marketplace", marketplace.encodeFunctionData("adoptRates"));
}

/**
 * Makes the rates of fee and royalty that governance has decided those of sales from now on. Anyone may, once a
 * decision is executed; guarded orders from before are void then.
 */
export async function adoptRates(clients: Clients): Promise<AdoptRatesResult> {
  const receipt = await send(clients, prepareAdoptRates(clients));
  const event = eventOf(clients, "marketplace", "RatesAdopted", receipt);
  return {
    ...written(receipt),
    feeBps: argument<bigint>(event, "feeBps"),
    royaltyBps: argument<bigint>(event, "royaltyBps"),
  };
}
