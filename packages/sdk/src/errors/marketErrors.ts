import { InputError } from "./inputErrors.ts";
import { SaharaError } from "./SaharaError.ts";

/** Thrown when orders can't be signed or filled as written. */
export class InvalidOrdersError extends InputError {
  override readonly name = "InvalidOrdersError";
}

/** Thrown when the marketplace may not take what is sold, and may not be allowed to. */
export class NotApprovedError extends SaharaError {
  override readonly name = "NotApprovedError";
  readonly assetId: bigint;

  constructor(assetId: bigint) {
    super(
      `The marketplace may not take asset ${assetId}, or its units. Call approveItems, or leave \`approve\` out.`,
    );
    this.assetId = assetId;
  }
}

/** Thrown when an order asks for more, or brings less, than its filler agreed to. */
export class PriceLimitError extends SaharaError {
  override readonly name = "PriceLimitError";
  readonly price: bigint;
  readonly limit: bigint;

  constructor(price: bigint, limit: bigint) {
    super(
      `The order's price is ${price}, above your limit of ${limit}. Raise it, or leave the order.`,
    );
    this.price = price;
    this.limit = limit;
  }
}

/** Thrown when nobody listed an order on chain, or it is not there any more. */
export class UnknownListingError extends SaharaError {
  override readonly name = "UnknownListingError";
  readonly orderHash: string;

  constructor(orderHash: string) {
    super(
      `No order ${orderHash} is listed on chain. Check the hash and the network; see findListings.`,
    );
    this.orderHash = orderHash;
  }
}

/** Thrown when an order book refuses a request, or gives no answer. */
export class OrderBookError extends SaharaError {
  override readonly name = "OrderBookError";
  /** HTTP status; undefined when there was no answer. */
  readonly status: number | undefined;
  /** Name of the problem, for example `not-fillable` or `rate-limited`. */
  readonly problem: string;

  constructor(
    url: string,
    status: number | undefined,
    problem: string,
    detail: string,
    options?: ErrorOptions,
  ) {
    super(`The order book ${url} is of no help (${problem}): ${detail}`, options);
    this.status = status;
    this.problem = problem;
  }
}
