import {
  type CallRecord,
  createDigests,
  ethersSignatures,
  fromHex,
  meterDomain,
  type ReceiptProof,
  receiptTreeOf,
  type Sahara,
  type SignedReceipt,
  toHex,
} from "@sahara/sdk";

import { NegativeAnswerError } from "../../errors.ts";

/** A receipt of a store. */
export type StoredReceipt = SignedReceipt & {
  digest: string;
  operator: string;
  token: string;
  /** Whether the answer arrived, not only its receipt. */
  seen: boolean;
};

/** The receipts of a store, in the order of the calls. */
export function listReceipts(
  { clients }: Pick<Sahara, "clients">,
  records: readonly CallRecord[],
): StoredReceipt[] {
  const digests = createDigests(
    meterDomain(clients.chainId, clients.addresses.meter),
    ethersSignatures,
  );
  const offers = new Map(
    records.flatMap((record) =>
      record.kind === "lane" ? [[record.place.offerId, record.offer] as const] : [],
    ),
  );
  return records.flatMap((record) => {
    if (record.kind !== "receipt") return [];
    const { operator = "", token = "" } = offers.get(record.place.offerId) ?? {};
    const digest = digests.id("CallReceipt", record.signed.receipt);
    return [{ ...record.signed, digest, operator, token, seen: record.seen }];
  });
}

/** @throws {NegativeAnswerError} When the store has none of that digest. */
export function findReceipt(receipts: readonly StoredReceipt[], digest: string): StoredReceipt {
  const found = receipts.find((receipt) => receipt.digest === digest.toLowerCase());
  if (found !== undefined) return found;
  throw new NegativeAnswerError(
    `The store has no receipt ${digest}. receipt list shows them; check --store.`,
  );
}

/** The way from a receipt to the root that the chain has of its lane, which is over the lane's first `seq` receipts. */
export function proofOf(
  receipts: readonly StoredReceipt[],
  { receipt, signature }: StoredReceipt,
  seq: bigint,
): ReceiptProof {
  const lane = receipts.filter((other) => isSameLane(other, receipt));
  const leaves = lane.map(({ digest }) => fromHex(digest));
  const tree = receiptTreeOf(ethersSignatures.keccak256, leaves);
  const size = Number(seq);
  const proof = tree.proof(Number(receipt.seq - 1n), size).map(toHex);
  return { receipt, signature, proof, root: toHex(tree.root(size)), seq };
}

function isSameLane({ receipt: a }: SignedReceipt, b: SignedReceipt["receipt"]): boolean {
  return (
    a.accountId === b.accountId &&
    a.offerId === b.offerId &&
    a.lane === b.lane &&
    a.epoch === b.epoch
  );
}
