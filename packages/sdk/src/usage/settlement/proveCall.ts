import type { Clients } from "../../clients.ts";
import type { Address } from "../../values/address.ts";
import { getUsageOffer } from "../offers/getUsageOffer.ts";
import type { CallReceipt } from "../structs.ts";

export type ProveCallParameters = {
  receipt: CallReceipt;
  signature: string;
  /** The 32 siblings of the receipt's digest from the leaf upwards, under the root that the chain has of its lane. */
  proof: readonly string[];
};

/** A call that the chain bears out. */
export type ProvedCall = {
  /** EIP-712 digest of the receipt. */
  digest: string;
  assetId: bigint;
  version: bigint;
  operator: Address;
  token: Address;
  /** Base units. */
  price: bigint;
  requestHash: string;
  responseHash: string;
  modelHash: string;
  /** Unix times. */
  startedAt: number;
  finishedAt: number;
  /** Whether the lane's redemptions reach the receipt. */
  settled: boolean;
};

/**
 * Proves a call to anybody: that the operator signed the receipt, that it stands in its lane, and whether it is settled.
 *
 * @throws {ContractRevertError} Such as `ReceiptProofs_NotInLane`, when the chain does not bear it out.
 * @throws {UnknownOfferError} When nobody published the receipt's offer.
 */
export async function proveCall(
  clients: Clients,
  { receipt, signature, proof }: ProveCallParameters,
): Promise<ProvedCall> {
  const { offer } = await getUsageOffer(clients, receipt);
  const facts = await clients.contracts.receiptProofs.proveSigned({ receipt, signature }, offer, [
    ...proof,
  ]);
  const { amount: price, requestHash, responseHash, modelHash, startedAt, finishedAt } = receipt;
  const { digest, assetId, version, operator, token, settled } = facts;
  return {
    ...{ digest, assetId, version, operator, token, price, requestHash, responseHash, modelHash },
    ...{ startedAt, finishedAt, settled },
  };
}
