import { InvalidReceiptError, type ReceiptFault } from "../errors/usageErrors.ts";
import type { Digests } from "./digests.ts";
import { fromHex, toHex } from "./hex.ts";
import type { Signatures } from "./signatures.ts";
import type { CallReceipt, SignedReceipt } from "./structs.ts";

/** What a payer knows of its call before the answer comes. Hex is compared without regard to case. */
export type ExpectedReceipt = {
  accountId: string;
  offerId: string;
  lane: number;
  epoch: number;
  /** Place of the call in its lane. */
  seq: bigint;
  /** Cumulative of the receipt before; 0 for the first. */
  previousCumulative: bigint;
  /** Most that the call may cost: what was quoted, and no more than the offer's `maxPricePerCall`. */
  maxPrice: bigint;
  requestHash: string;
  responseHash: string;
  modelHash: string;
  /** Whether an address may sign receipts for the operator. */
  isOperatorKey: (address: string) => boolean;
};

/**
 * Checks a receipt against the call that it is for, and returns its digest, the leaf of the lane's tree.
 *
 * @throws {InvalidReceiptError} With the member that is wrong.
 * @throws {InvalidSignatureError} When the signature can't be anybody's.
 */
export function checkReceipt(
  { digests, signatures }: { digests: Digests; signatures: Pick<Signatures, "recover"> },
  { receipt, signature }: SignedReceipt,
  expected: ExpectedReceipt,
): Uint8Array {
  checkPlace(receipt, expected);
  checkHash("request", receipt.requestHash, expected.requestHash);
  checkHash("response", receipt.responseHash, expected.responseHash);
  checkHash("model", receipt.modelHash, expected.modelHash);
  checkPrice(receipt, expected);
  if (receipt.finishedAt < receipt.startedAt) {
    throw new InvalidReceiptError("time", "it finished before it started");
  }

  const digest = digests.digest("CallReceipt", receipt);
  const signer = signatures.recover(digest, fromHex(signature));
  if (!expected.isOperatorKey(signer)) {
    throw new InvalidReceiptError("signer", `${signer} is no key of the operator`);
  }
  return digest;
}

function checkPlace(receipt: CallReceipt, expected: ExpectedReceipt): void {
  checkHash("account", receipt.accountId, expected.accountId);
  checkHash("offer", receipt.offerId, expected.offerId);
  checkEqual("lane", receipt.lane, expected.lane);
  checkEqual("epoch", receipt.epoch, expected.epoch);
  checkEqual("sequence", receipt.seq, expected.seq);
}

function checkPrice(
  { amount, cumulative }: CallReceipt,
  { maxPrice, previousCumulative }: ExpectedReceipt,
): void {
  if (amount > maxPrice) {
    throw new InvalidReceiptError("price", `it asks ${amount}, and at most ${maxPrice} was agreed`);
  }
  const sum = previousCumulative + amount;
  if (cumulative !== sum) {
    throw new InvalidReceiptError("accumulation", `it comes to ${cumulative} instead of ${sum}`);
  }
}

function checkHash(fault: ReceiptFault, found: string, wanted: string): void {
  checkEqual(fault, found.toLowerCase(), wanted.toLowerCase());
}

function checkEqual<T extends string | number | bigint>(
  fault: ReceiptFault,
  found: T,
  wanted: T,
): void {
  if (found !== wanted) throw new InvalidReceiptError(fault, `it says ${found}, not ${wanted}`);
}

/** The hash of a body, as receipts carry it. */
export function hashBody({ keccak256 }: Pick<Signatures, "keccak256">, body: Uint8Array): string {
  return toHex(keccak256(body));
}
