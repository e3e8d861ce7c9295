import { accountOf, type Clients } from "../clients.ts";
import type { Address } from "../values/address.ts";
import type { ApprovalMode } from "./allowance.ts";
import { prepare, type PreparedTransaction } from "./prepare.ts";

/** An asset, or so many of its units where `units` is not 0n. */
type Item = { readonly assetId: bigint; readonly units: bigint };

export type Handover = {
  /** Each asset once; the units of an asset in one item. */
  items: readonly Item[];
  /** Contract that takes the items. */
  taker: Address;
  /** These items, all assets and units, or nothing. Defaults to `"exact"`. */
  approve?: ApprovalMode | undefined;
  /** The error for an item whose approval is missing when `approve` is `"never"`. */
  refuse: (assetId: bigint) => Error;
};

/** The approvals that a contract still needs to take items of the signer's. Without a signer nothing is checked. */
export async function prepareHandover(
  clients: Clients,
  { items, taker, approve = "exact", refuse }: Handover,
): Promise<PreparedTransaction[]> {
  if (clients.signer === undefined) return [];
  const seller = await accountOf(clients, undefined);
  const missing: PreparedTransaction[] = [];
  for (const item of items) {
    if (await mayTake(clients, seller, taker, item)) continue;
    if (approve === "never") throw refuse(item.assetId);
    const approval = prepareApproval(clients, taker, item, approve);
    // What is approved for all is approved once.
    if (!missing.some(({ data }) => data === approval.data)) missing.push(approval);
  }
  return missing;
}

/** Whether a contract may take the item from whoever has it. */
export async function mayTake(
  { contracts: { registry, ledger } }: Clients,
  seller: Address,
  taker: Address,
  { assetId, units }: Item,
): Promise<boolean> {
  if (units !== 0n) {
    const [isOperator, allowance] = await Promise.all([
      ledger.isOperator(seller, taker),
      ledger.allowance(seller, taker, assetId),
    ]);
    return isOperator || allowance >= units;
  }
  const [forAll, forThis] = await Promise.all([
    registry.isApprovedForAll(seller, taker),
    registry.getApproved(assetId),
  ]);
  return forAll || forThis === taker;
}

function prepareApproval(
  clients: Clients,
  taker: Address,
  { assetId, units }: Item,
  approve: ApprovalMode,
): PreparedTransaction {
  const { registry, ledger } = clients.contracts;
  if (units !== 0n) {
    const data =
      approve === "max"
        ? ledger.interface.encodeFunctionData("setOperator", [taker, true])
        : ledger.interface.encodeFunctionData("approve", [taker, assetId, units]);
    return prepare(clients, "ledger", data);
  }
  const data =
    approve === "max"
      ? registry.interface.encodeFunctionData("setApprovalForAll", [taker, true])
      : registry.interface.encodeFunctionData("approve", [taker, assetId]);
  return prepare(clients, "registry", data);
}
