import { prepare, type PreparedTransaction } from "../chain/prepare.ts";
import { send, type Written, written } from "../chain/send.ts";
import { type ApprovalMode, prepareSpending } from "../chain/allowance.ts";
import { accountOf, type Clients } from "../clients.ts";
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
  return await prepareHandover(clients, items, approve);
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
export async function prepareHandover(
  clients: Clients,
  items: readonly OrderItem[],
  approve: ApprovalMode = "exact",
): Promise<PreparedTransaction[]> {
  if (clients.signer === undefined) return [];
  const seller = await accountOf(clients, undefined);
  const missing: PreparedTransaction[] = [];
  for (const { assetId, units } of sumUnits(items)) {
    const approval =
      units === 0n
        ? await prepareAsset(clients, seller, assetId, approve)
        : await prepareUnits(clients, seller, { assetId, units }, approve);
    if (approval === undefined) continue;
    if (approve === "never") throw new NotApprovedError(assetId);
    // What is approved for all is approved once.
    if (!missing.some(({ data }) => data === approval.data)) missing.push(approval);
  }
  return missing;
}

async function prepareAsset(
  clients: Clients,
  seller: Address,
  assetId: bigint,
  approve: ApprovalMode,
): Promise<PreparedTransaction | undefined> {
  const { registry } = clients.contracts;
  const { marketplace } = clients.addresses;
  if (await registry.isApprovedForAll(seller, marketplace)) return undefined;
  if ((await registry.getApproved(assetId)) === marketplace) return undefined;
  const data =
    approve === "max"
      ? registry.interface.encodeFunctionData("setApprovalForAll", [marketplace, true])
      : registry.interface.encodeFunctionData("approve", [marketplace, assetId]);
  return prepare(clients, "registry", data);
}

async function prepareUnits(
  clients: Clients,
  seller: Address,
  { assetId, units }: OrderItem,
  approve: ApprovalMode,
): Promise<PreparedTransaction | undefined> {
  const { ledger } = clients.contracts;
  const { marketplace } = clients.addresses;
  if (await ledger.isOperator(seller, marketplace)) return undefined;
  if ((await ledger.allowance(seller, marketplace, assetId)) >= units) return undefined;
  const data =
    approve === "max"
      ? ledger.interface.encodeFunctionData("setOperator", [marketplace, true])
      : ledger.interface.encodeFunctionData("approve", [marketplace, assetId, units]);
  return prepare(clients, "ledger", data);
}

async function sendAll(
  clients: Clients,
  prepared: readonly PreparedTransaction[],
): Promise<Written[]> {
  const results: Written[] = [];
  for (const each of prepared) results.push(written(await send(clients, each)));
  return results;
}
