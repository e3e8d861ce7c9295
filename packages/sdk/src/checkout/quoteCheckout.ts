import type { Clients } from "../clients.ts";
import { type BasketParameters, toBasket } from "./basket.ts";

/** What everything in a basket costs now, deposit included, in base units of its token. */
export async function quoteCheckout(
  clients: Clients,
  parameters: BasketParameters,
): Promise<bigint> {
  return await clients.contracts.checkout.costOf(await toBasket(clients, parameters));
}
