import { SaharaError } from "./SaharaError.ts";

/** Thrown when a verb needs an account and `createSahara` was given a provider alone. */
export class MissingSignerError extends SaharaError {
  override readonly name = "MissingSignerError";

  constructor() {
    super(
      "This needs an account. Call createSahara with `signer`, or name the account where the verb takes one.",
    );
  }
}

/** Thrown when a signer has no provider. */
export class MissingProviderError extends SaharaError {
  override readonly name = "MissingProviderError";

  constructor() {
    super("The signer has no provider. Connect it first: `signer.connect(provider)`.");
  }
}

/** Thrown when a payment would fail for want of an allowance that the SDK was told not to give. */
export class InsufficientAllowanceError extends SaharaError {
  override readonly name = "InsufficientAllowanceError";
  readonly token: string;
  readonly spender: string;
  readonly allowance: bigint;
  readonly needed: bigint;

  constructor(token: string, spender: string, allowance: bigint, needed: bigint) {
    super(
      `${spender} may spend ${allowance} base units of ${token}, but ${needed} are needed. ` +
        'Approve it, or pass `approve: "exact"`.',
    );
    this.token = token;
    this.spender = spender;
    this.allowance = allowance;
    this.needed = needed;
  }
}

/** Thrown when an account has less than it is to pay. */
export class InsufficientFundsError extends SaharaError {
  override readonly name = "InsufficientFundsError";
  readonly token: string;
  readonly account: string;
  readonly balance: bigint;
  readonly needed: bigint;

  constructor(token: string, account: string, balance: bigint, needed: bigint) {
    super(
      `${account} has ${balance} base units of ${token}, but ${needed} are needed. ` +
        "Top the account up or pay less.",
    );
    this.token = token;
    this.account = account;
    this.balance = balance;
    this.needed = needed;
  }
}

/** Thrown when a transaction was mined and did not succeed. */
export class TransactionFailedError extends SaharaError {
  override readonly name = "TransactionFailedError";
  readonly hash: string;

  constructor(hash: string, options?: ErrorOptions) {
    super(
      `Transaction ${hash} was mined and failed without a reason, which is mostly too little gas. ` +
        "State may have changed since it was prepared; try again.",
      options,
    );
    this.hash = hash;
  }
}

/** Thrown when a transaction was replaced or cancelled by its sender before it was mined. */
export class TransactionReplacedError extends SaharaError {
  override readonly name = "TransactionReplacedError";
  readonly hash: string;

  constructor(hash: string) {
    super(`Transaction ${hash} was replaced before it was mined. Look at what replaced it.`);
    this.hash = hash;
  }
}
