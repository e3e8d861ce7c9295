import {
  malformed,
  member,
  parseExactObject,
  parseJson,
  parseSignature,
  parseStruct,
  type Place,
  structToJson,
} from "./wireJson.ts";
import type { SignedReceipt, SignedVoucher } from "./structs.ts";

/** Of a request: who pays, up to what. */
export const VOUCHER_HEADER = "Sahara-Voucher";
/** Of a response: what it cost. */
export const RECEIPT_HEADER = "Sahara-Receipt";

/** Longer than any header that means something, shorter than what servers refuse by themselves. */
export const MAX_HEADER_LENGTH = 4096;

const BASE64URL_PATTERN = /^[A-Za-z0-9_-]*$/;

/** The value of {@link VOUCHER_HEADER}. */
export function encodeVoucherHeader(signed: SignedVoucher): string {
  return encode(signedVoucherToJson(signed));
}

/**
 * Reads a {@link VOUCHER_HEADER}. Nothing is verified yet but its form; hex comes in lower case.
 *
 * @throws {MalformedMessageError}
 */
export function decodeVoucherHeader(header: string): SignedVoucher {
  const place = { what: "voucher header", at: "" };
  return parseSignedVoucher(decode(header, place), place);
}

/** A signed voucher from JSON, as in the header and in the body of a closing one. */
export function parseSignedVoucher(value: unknown, place: Place): SignedVoucher {
  const object = parseExactObject(value, place, ["account", "voucher", "signature"]);
  return {
    account: parseStruct("AccountTerms", object.account, member(place, "account")),
    voucher: parseStruct("UsageVoucher", object.voucher, member(place, "voucher")),
    signature: parseSignature(object.signature, member(place, "signature")),
  };
}

/** The value of {@link RECEIPT_HEADER}. */
export function encodeReceiptHeader(signed: SignedReceipt): string {
  return encode(signedReceiptToJson(signed));
}

/**
 * Reads a {@link RECEIPT_HEADER}. Nothing is verified yet but its form; see `checkReceipt`.
 *
 * @throws {MalformedMessageError}
 */
export function decodeReceiptHeader(header: string): SignedReceipt {
  const place = { what: "receipt header", at: "" };
  return parseSignedReceipt(decode(header, place), place);
}

/** A signed receipt from JSON. */
export function parseSignedReceipt(value: unknown, place: Place): SignedReceipt {
  const object = parseExactObject(value, place, ["receipt", "signature"]);
  return {
    receipt: parseStruct("CallReceipt", object.receipt, member(place, "receipt")),
    signature: parseSignature(object.signature, member(place, "signature")),
  };
}

/** What {@link parseSignedReceipt} reads. */
export function signedReceiptToJson({ receipt, signature }: SignedReceipt) {
  return { receipt: structToJson("CallReceipt", receipt), signature };
}

/** What {@link parseSignedVoucher} reads, such as the body of `POST /v1/vouchers`. */
export function signedVoucherToJson({ account, voucher, signature }: SignedVoucher) {
  return {
    account: structToJson("AccountTerms", account),
    voucher: structToJson("UsageVoucher", voucher),
    signature,
  };
}

/** These messages are ASCII, which is what `btoa` takes. */
function encode(value: unknown): string {
  const base64 = btoa(JSON.stringify(value));
  return base64.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

function decode(header: string, place: Place): unknown {
  if (header.length > MAX_HEADER_LENGTH) {
    throw malformed(place, `it has more than ${MAX_HEADER_LENGTH} characters`);
  }
  if (!BASE64URL_PATTERN.test(header) || header.length % 4 === 1) {
    throw malformed(place, "it is not base64url without padding");
  }
  return parseJson(
    atob(header.replaceAll("-", "+").replaceAll("_", "/")),
    MAX_HEADER_LENGTH,
    place,
  );
}
