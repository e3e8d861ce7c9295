import { TypedDataEncoder } from "ethers";

import type { Address } from "../values/address.ts";
import type { OrderDomain } from "./order.ts";

/** A request to an order book to show an order no more. The chain does not see it: whoever has a copy can fill it. */
export type OrderWithdrawal = {
  orderHash: string;
  /** Unix time until which the request is good. */
  deadline: bigint;
};

/** The word of whoever publishes a listing document. */
export type ListingNotice = {
  /** sha2-256 of the document's canonical JSON. */
  root: string;
  publisher: Address;
  /** Unix time until which it can be posted. */
  deadline: bigint;
};

/** The signed structs (EIP-712). */
export const ORDER_WITHDRAWAL_TYPES = {
  OrderWithdrawal: [
    { name: "orderHash", type: "bytes32" },
    { name: "deadline", type: "uint256" },
  ],
};
export const LISTING_NOTICE_TYPES = {
  ListingNotice: [
    { name: "root", type: "bytes32" },
    { name: "publisher", type: "address" },
    { name: "deadline", type: "uint256" },
  ],
};

/** The domain of what order books are told. It is not the marketplace's, so nothing signed for a book is good on chain. */
export function orderBookDomain(chainId: bigint, marketplace: Address): OrderDomain {
  return { name: "Sahara Order Book", version: "1", chainId, verifyingContract: marketplace };
}

/** The 32 bytes that the maker signs. */
export function withdrawalDigest(domain: OrderDomain, withdrawal: OrderWithdrawal): string {
  return TypedDataEncoder.hash(domain, ORDER_WITHDRAWAL_TYPES, withdrawal);
}

/** The 32 bytes that the publisher signs. */
export function listingNoticeDigest(domain: OrderDomain, notice: ListingNotice): string {
  return TypedDataEncoder.hash(domain, LISTING_NOTICE_TYPES, notice);
}
