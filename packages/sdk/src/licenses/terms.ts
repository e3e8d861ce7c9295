import { AbiCoder, keccak256, ZeroHash } from "ethers";

import { type Address, NATIVE, parseCurrency } from "../values/address.ts";
import { fromBits, type Rule, RULES, toBits, type Use, USES } from "../values/names.ts";
import { parseUint } from "../values/parseUint.ts";
import { parseRoot } from "../values/root.ts";

/** Immutable terms, as people write them. */
export type LicenseTerms = {
  /** Base units of `currency` for one period. */
  price: bigint;
  /** Seconds of one period; 0 is perpetual. */
  duration: bigint;
  /** Metered uses in one period, a registered derivative counting one; 0 is without limit. */
  quota: bigint;
  /** Accounts that the holder may let use the licence beside itself. */
  seats: bigint;
  uses: Use[];
  /** Share of a derivative's revenue owed to the asset, in basis points. */
  royaltyBps: bigint;
  rules: Rule[];
  /** Of `price` and `revenueCeiling`; `NATIVE` is the native coin. */
  currency: Address;
  /** Revenue a derivative may take before payments to it stop; 0 is without limit. */
  revenueCeiling: bigint;
  /** sha2-256 of the legal text. */
  legalTextHash: string;
};

/** Terms where everything but the uses may be left out: free, perpetual, without limit. */
export type LicenseTermsInput = Pick<LicenseTerms, "uses"> & {
  [Field in keyof Omit<LicenseTerms, "uses">]?: LicenseTerms[Field] | undefined;
};

/** Terms as the contracts store them. */
export type EncodedTerms = Omit<LicenseTerms, "uses" | "rules"> & { uses: bigint; rules: bigint };

const TERMS_TUPLE =
  "tuple(uint128 price, uint32 duration, uint24 quota, uint16 seats, uint16 uses, uint16 royaltyBps, uint8 rules, " +
  "address currency, uint128 revenueCeiling, bytes32 legalTextHash)";

/** Checks terms and turns their names into bit sets. */
export function encodeTerms(terms: LicenseTermsInput): EncodedTerms {
  return {
    price: parseUint(terms.price ?? 0n, 128, "price"),
    duration: parseUint(terms.duration ?? 0n, 32, "duration"),
    quota: parseUint(terms.quota ?? 0n, 24, "quota"),
    seats: parseUint(terms.seats ?? 0n, 16, "number of seats"),
    uses: toBits(USES, terms.uses, "use"),
    royaltyBps: parseUint(terms.royaltyBps ?? 0n, 16, "royalty"),
    rules: toBits(RULES, terms.rules ?? [], "rule"),
    currency: parseCurrency(terms.currency ?? NATIVE),
    revenueCeiling: parseUint(terms.revenueCeiling ?? 0n, 128, "revenue ceiling"),
    legalTextHash: parseRoot(terms.legalTextHash ?? ZeroHash, "hash of the legal text"),
  };
}

/** Turns what the contracts store into names. */
export function decodeTerms(terms: EncodedTerms): LicenseTerms {
  const { price, duration, quota, seats, royaltyBps, currency, revenueCeiling } = terms;
  return {
    ...{ price, duration, quota, seats, royaltyBps, currency, revenueCeiling },
    uses: fromBits(USES, terms.uses),
    rules: fromBits(RULES, terms.rules),
    legalTextHash: terms.legalTextHash,
  };
}

/** The content address of terms: keccak256 of their ABI encoding. Needs no chain. */
export function termsId(terms: LicenseTermsInput): string {
  return keccak256(AbiCoder.defaultAbiCoder().encode([TERMS_TUPLE], [encodeTerms(terms)]));
}
