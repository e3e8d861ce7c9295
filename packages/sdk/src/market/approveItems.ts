import { type ApprovalMode, prepareSpending } from "../chain/allowance.ts";
import { prepareHandover } from "../chain/handover.ts";
import type { PreparedTransaction } from "../chain/prepare.ts";
import { send, type Written, written } from "../chain/send.ts";
import type { Clients } from "../clients.ts";
import { NotApprovedError } from "../errors/marketErrors.ts";
import type { Address } from "../values/address.ts";
import { sumUnits } from "./getOrderState.ts";
import type { OrderItem } from "./order.ts";

export type ApproveItemsParameters = {
  items: readonly OrderItem[];
  /** What to approve where an approval is missing: these items, or all assets and units. Defaults to `"exact"`. */
  approve?: Exclude<ApprovalMode, "never"> | undefined;
};

export type ApprovePriceParameters = {
  token: Address;
  /** Base units of all orders that are to be paid. */
  amount: bigint;
  /** Defaults to `"exact"`. */
  approve?: Exclude<ApprovalMode, "never"> | undefined;
};

/** The unsigned transactions of {@link approveItems}; none where all is approved. */
export async function prepareApproveItems(
  clients: Clients,
  { items, approve }: ApproveItemsParameters,
): Promise<PreparedTransaction[]> {
  return await prepareSoldItems(clients, items, approve);
}

/** Lets the marketplace take items of the signer's when an order for them is filled. */
export async function approveItems(
  clients: Clients,
  parameters: ApproveItemsParameters,
): Promise<Written[]> {
  return await sendAll(clients, await prepareApproveItems(clients, parameters));
}

/** The unsigned transactions of {@link approvePrice}; none where it is approved. */
export async function prepareApprovePrice(
  clients: Clients,
  { token, amount, approve }: ApprovePriceParameters,
): Promise<PreparedTransaction[]> {
  const spender = clients.addresses.marketplace;
  return await prepareSpending(clients, { token, spender, amount, approve });
}

/** Lets the marketplace take the price of the signer's offers when they are accepted. */
export async function approvePrice(
  clients: Clients,
  parameters: ApprovePriceParameters,
): Promise<Written[]> {
  return await sendAll(clients, await prepareApprovePrice(clients, parameters));
}

/**
 * The approvals that a sale of the signer's items still needs.
 *
 * @throws {NotApprovedError} When one is missing and `approve` is `"never"`.
 */
export async function prepareSoldItems(
  clients: Clients,
  items: readonly OrderItem[],
  approve?: ApprovalMode,
): Promise<PreparedTransaction[]> {
  return await prepareHandover(clients, {
    ...{ items: sumUnits(items), taker: clients.addresses.marketplace, approve },
    refuse: (assetId) => new NotApprovedError(assetId),
  });
}

async function sendAll(
  clients: Clients,
  prepared: readonly PreparedTransaction[],
): Promise<Written[]> {
  const results: Written[] = [];
  for (const each of prepared) results.push(written(await send(clients, each)));
  return results;
}
