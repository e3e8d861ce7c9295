import { decodeVoucherHeader, type Frontier, fromHex, toHex } from "@sahara/sdk";

import type { HeldVoucher, TransferAuthorization } from "./Store.ts";

const NODE_BYTES = 32;
/** Digits of the largest uint128. */
const AMOUNT_DIGITS = 39;

/** Hex as the bytes that a database keeps. */
export function toBytes(hex: string): Uint8Array {
  return fromHex(hex);
}

/** The bytes of a database as hex. */
export { toHex };

/** An amount as text that sorts like the number. */
export function toSortable(amount: bigint): string {
  return amount.toString().padStart(AMOUNT_DIGITS, "0");
}

/** The nodes of a frontier, side by side. */
export function packFrontier({ nodes }: Frontier): Uint8Array {
  const bytes = new Uint8Array(nodes.length * NODE_BYTES);
  nodes.forEach((node, index) => {
    bytes.set(node, index * NODE_BYTES);
  });
  return bytes;
}

/** What {@link packFrontier} wrote, for a lane of `seq` receipts. */
export function unpackFrontier(seq: bigint, bytes: Uint8Array): Frontier {
  const nodes = Array.from({ length: bytes.length / NODE_BYTES }, (_, index) =>
    bytes.slice(index * NODE_BYTES, (index + 1) * NODE_BYTES),
  );
  return { size: Number(seq), nodes };
}

/** A voucher from the header that it came with. */
export function unpackVoucher(header: string | null): HeldVoucher | undefined {
  return header === null ? undefined : { ...decodeVoucherHeader(header), header };
}

/** What a voucher lets the operator take of what its lane came to. */
export function claimableOf(cumulative: bigint, held: HeldVoucher | undefined): bigint {
  if (held === undefined) return 0n;
  return cumulative < held.voucher.maxCumulative ? cumulative : held.voucher.maxCumulative;
}

/** An authorization as JSON text. */
export function packAuthorization(authorization: TransferAuthorization): string {
  return JSON.stringify({
    ...authorization,
    value: authorization.value.toString(),
    validAfter: authorization.validAfter.toString(),
    validBefore: authorization.validBefore.toString(),
  });
}

/** What {@link packAuthorization} wrote. */
export function unpackAuthorization(text: string): TransferAuthorization {
  // Only this file writes it.
  const packed = JSON.parse(text) as Record<keyof TransferAuthorization, string>;
  return {
    ...packed,
    value: BigInt(packed.value),
    validAfter: BigInt(packed.validAfter),
    validBefore: BigInt(packed.validBefore),
  };
}
