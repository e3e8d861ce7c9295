import type { Address } from "../values/address.ts";

type FieldType =
  | "address"
  | "bytes32"
  | "uint16"
  | "uint32"
  | "uint40"
  | "uint64"
  | "uint96"
  | "uint128"
  | "uint256";

/** One member of a signed struct, as EIP-712 names it. */
export type Field = { readonly name: string; readonly type: FieldType };

/**
 * The structs that are signed around a call, member by member. TypeScript types, EIP-712 digests and the JSON of the
 * wire are all derived from this one table; what the members mean is said in `contracts/types/Usage.sol`.
 */
export const USAGE_TYPES = {
  AccountTerms: [
    { name: "payer", type: "address" },
    { name: "operator", type: "address" },
    { name: "token", type: "address" },
    { name: "withdrawDelay", type: "uint40" },
    { name: "salt", type: "bytes32" },
  ],
  Offer: [
    { name: "assetId", type: "uint256" },
    { name: "version", type: "uint32" },
    { name: "operator", type: "address" },
    { name: "token", type: "address" },
    { name: "operatorBps", type: "uint16" },
    { name: "maxPricePerCall", type: "uint128" },
    { name: "creditLimit", type: "uint128" },
    { name: "validFrom", type: "uint40" },
    { name: "validUntil", type: "uint40" },
    { name: "modelHash", type: "bytes32" },
    { name: "termsHash", type: "bytes32" },
    { name: "attestationPolicy", type: "bytes32" },
  ],
  UsageVoucher: [
    { name: "accountId", type: "bytes32" },
    { name: "offerId", type: "bytes32" },
    { name: "lane", type: "uint32" },
    { name: "epoch", type: "uint32" },
    { name: "seq", type: "uint64" },
    { name: "maxCumulative", type: "uint128" },
    { name: "receiptsRoot", type: "bytes32" },
    { name: "validUntil", type: "uint40" },
  ],
  CallReceipt: [
    { name: "accountId", type: "bytes32" },
    { name: "offerId", type: "bytes32" },
    { name: "lane", type: "uint32" },
    { name: "epoch", type: "uint32" },
    { name: "seq", type: "uint64" },
    { name: "requestHash", type: "bytes32" },
    { name: "responseHash", type: "bytes32" },
    { name: "units", type: "uint64" },
    { name: "amount", type: "uint128" },
    { name: "cumulative", type: "uint128" },
    { name: "startedAt", type: "uint40" },
    { name: "finishedAt", type: "uint40" },
    { name: "modelHash", type: "bytes32" },
  ],
  SessionKey: [
    { name: "accountId", type: "bytes32" },
    { name: "key", type: "address" },
    { name: "cap", type: "uint96" },
    { name: "validUntil", type: "uint40" },
    { name: "nonce", type: "uint256" },
  ],
  Refund: [
    { name: "accountId", type: "bytes32" },
    { name: "amount", type: "uint96" },
    { name: "nonce", type: "uint256" },
    { name: "deadline", type: "uint40" },
  ],
  OperatorKey: [
    { name: "operator", type: "address" },
    { name: "key", type: "address" },
  ],
  JobReport: [
    { name: "jobId", type: "uint256" },
    { name: "operator", type: "address" },
    { name: "resultRoot", type: "bytes32" },
    { name: "reportRoot", type: "bytes32" },
    { name: "amount", type: "uint96" },
  ],
} as const satisfies Record<string, readonly Field[]>;

export type StructName = keyof typeof USAGE_TYPES;

/** Integers that a double holds are numbers; larger ones are bigints. */
type ValueOf<Type extends FieldType> = Type extends "address"
  ? Address
  : Type extends "bytes32"
    ? string
    : Type extends "uint16" | "uint32" | "uint40"
      ? number
      : bigint;

/** The TypeScript type of a signed struct. */
export type Struct<Name extends StructName> = {
  [Member in (typeof USAGE_TYPES)[Name][number] as Member["name"]]: ValueOf<Member["type"]>;
};

/** Who may be paid from an account. Its digest is the account's id. */
export type AccountTerms = Struct<"AccountTerms">;
/** An immutable, priced service. Its digest is the offer's id. */
export type UsageOffer = Struct<"Offer">;
/** The payer's cumulative promise for one lane. */
export type UsageVoucher = Struct<"UsageVoucher">;
/** The operator's record of one call. Its digest is a leaf of the lane's tree. */
export type CallReceipt = Struct<"CallReceipt">;
/** A grant to a key that signs vouchers for the payer. */
export type SessionKey = Struct<"SessionKey">;
/** An operator's consent to give a payer's money back at once. */
export type Refund = Struct<"Refund">;
/** The proof that an operator's key wants to be one. */
export type OperatorKey = Struct<"OperatorKey">;
/** What an operator signs about the result of a job. */
export type JobReport = Struct<"JobReport">;

export type SignedVoucher = { account: AccountTerms; voucher: UsageVoucher; signature: string };
export type SignedReceipt = { receipt: CallReceipt; signature: string };

/** `Offer.attestationPolicy` of answers that are the same on every machine. */
export const DETERMINISTIC = "0x6b216c9e5127115d60dca0b15c8e7f2eff763eb724ce38880251e05179a27bc0";

/** The members of a struct. */
export function fieldsOf(name: StructName): readonly Field[] {
  return USAGE_TYPES[name];
}

/** Bits of an unsigned integer type; undefined for the others. */
export function bitsOf(type: FieldType): number | undefined {
  return type.startsWith("uint") ? Number(type.slice("uint".length)) : undefined;
}

/** Whether values of the type are numbers rather than bigints. */
export function isSmall(bits: number): boolean {
  return bits <= 53;
}
