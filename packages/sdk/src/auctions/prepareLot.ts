import type { ApprovalMode } from "../chain/allowance.ts";
import { prepare, type PreparedTransaction } from "../chain/prepare.ts";
import { accountOf, type Clients } from "../clients.ts";
import { LotNotApprovedError } from "../errors/auctionErrors.ts";
import type { Address } from "../values/address.ts";
import type { AuctionLot } from "./auction.ts";

/**
 * The approval that the auction house still needs to move the signer's lot, if one is missing.
 *
 * @throws {LotNotApprovedError} When it is missing and `approve` is `"never"`.
 */
export async function prepareLot(
  clients: Clients,
  lot: AuctionLot,
  approve: ApprovalMode = "exact",
): Promise<PreparedTransaction[]> {
  if (clients.signer === undefined) return [];
  const seller = await accountOf(clients, undefined);
  const approved =
    lot.units === 0n
      ? await isAssetApproved(clients, seller, lot)
      : await areUnitsApproved(clients, seller, lot);
  if (approved) return [];
  if (approve === "never") throw new LotNotApprovedError(lot.assetId);
  const prepareApproval = lot.units === 0n ? approveAsset : approveUnits;
  return [prepareApproval(clients, lot, approve)];
}

async function isAssetApproved(
  { addresses: { auctions }, contracts: { registry } }: Clients,
  seller: Address,
  { assetId }: AuctionLot,
): Promise<boolean> {
  const [forAll, forThis] = await Promise.all([
    registry.isApprovedForAll(seller, auctions),
    registry.getApproved(assetId),
  ]);
  return forAll || forThis === auctions;
}

async function areUnitsApproved(
  { addresses: { auctions }, contracts: { ledger } }: Clients,
  seller: Address,
  { assetId, units }: AuctionLot,
): Promise<boolean> {
  const [isOperator, allowance] = await Promise.all([
    ledger.isOperator(seller, auctions),
    ledger.allowance(seller, auctions, assetId),
  ]);
  return isOperator || allowance >= units;
}

function approveAsset(clients: Clients, { assetId }: AuctionLot, approve: ApprovalMode) {
  const { interface: registry } = clients.contracts.registry;
  const { auctions } = clients.addresses;
  const data =
    approve === "max"
      ? registry.encodeFunctionData("setApprovalForAll", [auctions, true])
      : registry.encodeFunctionData("approve", [auctions, assetId]);
  return prepare(clients, "registry", data);
}

function approveUnits(clients: Clients, { assetId, units }: AuctionLot, approve: ApprovalMode) {
  const { interface: ledger } = clients.contracts.ledger;
  const { auctions } = clients.addresses;
  const data =
    approve === "max"
      ? ledger.encodeFunctionData("setOperator", [auctions, true])
      : ledger.encodeFunctionData("approve", [auctions, assetId, units]);
  return prepare(clients, "ledger", data);
}
