import { SaharaError } from "./SaharaError.ts";

/** Thrown when bytes that came in are not the message that they should be. Whoever sent them is at fault. */
export class MalformedMessageError extends SaharaError {
  override readonly name = "MalformedMessageError";
  /** Which message, for example `voucher header`. */
  readonly what: string;
  /** Where in it, for example `voucher.seq`. */
  readonly at: string;

  constructor(what: string, at: string, reason: string, options?: ErrorOptions) {
    super(`Malformed ${what}${at === "" ? "" : `, ${at}`}: ${reason}.`, options);
    this.what = what;
    this.at = at;
  }
}

/** Thrown when a signature can't be anybody's, whatever it is said to sign. */
export class InvalidSignatureError extends SaharaError {
  override readonly name = "InvalidSignatureError";

  constructor(reason: string, options?: ErrorOptions) {
    super(
      `The signature is invalid: ${reason}. Sign again with secp256k1 over the digest.`,
      options,
    );
  }
}

/** What a receipt can be wrong in. */
export type ReceiptFault =
  | "signer"
  | "account"
  | "offer"
  | "lane"
  | "epoch"
  | "sequence"
  | "request"
  | "response"
  | "price"
  | "accumulation"
  | "model"
  | "time";

/** Thrown when an operator's receipt is not the one that the call must have. Don't acknowledge it in a voucher. */
export class InvalidReceiptError extends SaharaError {
  override readonly name = "InvalidReceiptError";
  readonly fault: ReceiptFault;

  constructor(fault: ReceiptFault, reason: string, options?: ErrorOptions) {
    super(
      `The receipt is wrong in its ${fault}: ${reason}. Keep it, and don't pay for it.`,
      options,
    );
    this.fault = fault;
  }
}

/** Thrown when nobody published an offer. */
export class UnknownOfferError extends SaharaError {
  override readonly name = "UnknownOfferError";
  readonly offerId: string;

  constructor(offerId: string) {
    super(`Nobody published the offer ${offerId}. Check the id and the network; see findOffers.`);
    this.offerId = offerId;
  }
}

/** Thrown when signed receipts contradict nothing that the chain could punish. */
export class NoFaultError extends SaharaError {
  override readonly name = "NoFaultError";

  constructor() {
    super(
      "These receipts prove no fault. Two must be of one place of a lane or follow each other and " +
        "not add up; one must be above its offer's price or name another model.",
    );
  }
}
