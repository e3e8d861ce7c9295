import { SaharaError } from "./SaharaError.ts";

/** Thrown before anything is sent, when a parameter can't mean anything. */
export abstract class InputError extends SaharaError {}

/** Thrown when a text is not an address, or is the zero address where that means nothing. */
export class InvalidAddressError extends InputError {
  override readonly name = "InvalidAddressError";
  readonly what: string;
  readonly value: string;

  constructor(what: string, value: string) {
    super(
      `"${value}" is not an address for ${what}. ` +
        "Pass 0x followed by 40 hex digits, and check the capital letters if it has any.",
    );
    this.what = what;
    this.value = value;
  }
}

/** Thrown when a text is neither 32 bytes of hex nor a CID that the registry can store. */
export class InvalidRootError extends InputError {
  override readonly name = "InvalidRootError";
  readonly what: string;
  readonly value: string;

  constructor(what: string, value: string) {
    super(
      `"${value}" is not a ${what}. Pass 32 bytes as 0x and 64 hex digits, ` +
        "or a CIDv1 in base 32 (raw or dag-pb, sha2-256).",
    );
    this.what = what;
    this.value = value;
  }
}

/** Thrown when a number is not exact or does not fit where the contracts store it. */
export class InvalidNumberError extends InputError {
  override readonly name = "InvalidNumberError";
  readonly what: string;
  readonly value: unknown;

  constructor(what: string, value: unknown, expected: string) {
    super(`${String(value)} (${typeof value}) is no valid ${what}. Pass ${expected}.`);
    this.what = what;
    this.value = value;
  }
}

/** Thrown when a name is not one of a fixed list. */
export class UnknownNameError extends InputError {
  override readonly name = "UnknownNameError";
  readonly value: string;

  constructor(what: string, value: string, known: readonly string[]) {
    super(`"${value}" is no ${what}. Pass one of ${known.join(", ")}.`);
    this.value = value;
  }
}

/** Thrown when a currency is not on the ledger's list, or an asset would accept too many. */
export class InvalidCurrenciesError extends InputError {
  override readonly name = "InvalidCurrenciesError";
  readonly currencies: readonly string[];

  constructor(currencies: readonly string[], reason: string) {
    super(`Currencies [${currencies.join(", ")}]: ${reason}`);
    this.currencies = currencies;
  }
}

/** Thrown when contributors can't all be paid as written. */
export class InvalidContributorsError extends InputError {
  override readonly name = "InvalidContributorsError";
  /** Position in the list or leaf index, where one entry is at fault. */
  readonly index: bigint | undefined;

  constructor(reason: string, index?: bigint, options?: ErrorOptions) {
    super(index === undefined ? reason : `Contributor ${index}: ${reason}`, options);
    this.index = index;
  }
}

/** Thrown when a distribution can't be claimed as written. */
export class InvalidDistributionError extends InputError {
  override readonly name = "InvalidDistributionError";
}

/** Thrown when two parents of an asset are the same one. */
export class DuplicateParentError extends InputError {
  override readonly name = "DuplicateParentError";
  readonly parent: bigint;

  constructor(parent: bigint) {
    super(`Asset ${parent} is named twice as a parent. Name it once, with the closest relation.`);
    this.parent = parent;
  }
}

/** Thrown when a payment reference does not fit 32 bytes. */
export class InvalidReferenceError extends InputError {
  override readonly name = "InvalidReferenceError";
  readonly reference: string;

  constructor(reference: string) {
    super(
      `"${reference}" is too long for a reference. ` +
        "Pass 32 bytes as 0x and 64 hex digits, or a text of at most 31 bytes; hash what is longer.",
    );
    this.reference = reference;
  }
}
