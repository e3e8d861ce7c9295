import {
  checkReceipt,
  createDigests,
  createReceiptTree,
  decodeReceiptHeader,
  encodeVoucherHeader,
  fromHex,
  hashBody,
  meterDomain,
  type Signatures,
  toHex,
  type UsageVoucher,
  VOUCHER_HEADER,
} from "@sahara/sdk";

import type { Client } from "./createClient.ts";
import { headerOf, postRequest } from "./openConnection.ts";
import type { Payment } from "./Plan.ts";

const VALID_SECONDS = 30 * 86_400;

/** A payer's lane that trusts nobody: it signs each voucher, checks each receipt, and keeps the tree of all. */
export function createVoucherClient(
  url: string,
  lane: number,
  payment: Extract<Payment, { kind: "voucher" }>,
  signatures: Signatures,
): Client {
  const { chainId, meter, account, accountId, offer, offerId, operatorKeys } = payment;
  const digests = createDigests(meterDomain(chainId, meter), signatures);
  const privateKey = fromHex(payment.payerKey);
  const keys = new Set(operatorKeys);
  const tree = createReceiptTree(signatures.keccak256);
  const validUntil = Math.floor(Date.now() / 1_000) + VALID_SECONDS;
  let cumulative = 0n;

  function nextVoucher(): string {
    const voucher: UsageVoucher = {
      ...{ accountId, offerId, lane, epoch: 0, seq: BigInt(tree.size), validUntil },
      maxCumulative: cumulative + offer.maxPricePerCall - offer.creditLimit,
      receiptsRoot: toHex(tree.root()),
    };
    const digest = digests.digest("UsageVoucher", voucher);
    const signature = toHex(signatures.sign(digest, privateKey));
    return encodeVoucherHeader({ account, voucher, signature });
  }

  return {
    prepare: (body) => postRequest(url, body, { [VOUCHER_HEADER]: nextVoucher() }),
    check(body, { head, body: answer }) {
      const signed = decodeReceiptHeader(headerOf(head, "sahara-receipt") ?? "");
      const leaf = checkReceipt({ digests, signatures }, signed, {
        ...{ accountId, offerId, lane, epoch: 0, seq: BigInt(tree.size + 1) },
        previousCumulative: cumulative,
        maxPrice: offer.maxPricePerCall,
        requestHash: hashBody(signatures, Buffer.from(body)),
        responseHash: hashBody(signatures, answer),
        modelHash: offer.modelHash,
        isOperatorKey: (address) => keys.has(address),
      });
      tree.append(leaf);
      cumulative = signed.receipt.cumulative;
    },
  };
}
