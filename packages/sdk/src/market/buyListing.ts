import type { PreparedTransaction } from "../chain/prepare.ts";
import type { Clients } from "../clients.ts";
import { UnknownListingError } from "../errors/marketErrors.ts";
import { type FillOrderParameters, prepareFillOrder } from "./fillOrder.ts";
import { findListings } from "./findListings.ts";
import { NO_CONSENT, NO_UPSTREAM, type Upstream } from "./order.ts";
import { type FillResult, sendFill } from "./sendFill.ts";

export type BuyListingParameters = Omit<FillOrderParameters, "signed"> & {
  /** An order that is listed on chain and sells. */
  orderHash: string;
  /** What the seller's guard names, if it does. Defaults to nothing. */
  upstream?: Upstream | undefined;
};

/** The unsigned transaction of {@link buyListing}, and the approval that it may need before. */
export async function prepareBuyListing(
  clients: Clients,
  { orderHash, upstream = NO_UPSTREAM, ...parameters }: BuyListingParameters,
): Promise<PreparedTransaction> {
  const [found] = await findListings(clients, { orderHash });
  if (found === undefined) throw new UnknownListingError(orderHash);
  const signed = { order: found.order, consent: NO_CONSENT, upstream, assetIds: [] };
  return await prepareFillOrder(clients, { signed, ...parameters });
}

/**
 * Buys what is listed on chain, found by the hash of its order.
 *
 * @throws {UnknownListingError} When it is not listed, or not any more.
 */
export async function buyListing(
  clients: Clients,
  parameters: BuyListingParameters,
): Promise<FillResult> {
  return await sendFill(clients, await prepareBuyListing(clients, parameters));
}
