import { prepare, type PreparedTransaction } from "../../chain/prepare.ts";
import { send, type Written, written } from "../../chain/send.ts";
import type { Clients } from "../../clients.ts";
import { parseRoot } from "../../values/root.ts";

export type CloseOfferParameters = { offerId: string };

/** The unsigned transaction of {@link closeOffer}. */
export function prepareCloseOffer(
  clients: Clients,
  { offerId }: CloseOfferParameters,
): PreparedTransaction {
  const { interface: offers } = clients.contracts.offers;
  const data = offers.encodeFunctionData("closeOffer", [parseRoot(offerId, "offer id")]);
  return prepare(clients, "offers", data);
}

/** Lets an offer end in 7 days. Its operator or the owner of its asset can. */
export async function closeOffer(
  clients: Clients,
  parameters: CloseOfferParameters,
): Promise<Written> {
  return written(await send(clients, prepareCloseOffer(clients, parameters)));
}
