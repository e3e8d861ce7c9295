/** What became of one voucher of a batch, in the order of `IUsageMeter.RedeemStatus`. */
export const REDEEM_STATUSES = [
  "SETTLED",
  "PARTIAL",
  "UNKNOWN_OFFER",
  "OFFER_NOT_LIVE",
  "STALE_EPOCH",
  "EXPIRED",
  "NOTHING_NEW",
  "OVER_CEILING",
  "BAD_SIGNATURE",
  "SESSION_SPENT",
  "NO_FUNDS",
  "NO_STAKE",
] as const;

export type RedeemStatus = (typeof REDEEM_STATUSES)[number];

/** The status that a number of the chain stands for. */
export function redeemStatusOf(value: bigint): RedeemStatus {
  const status = REDEEM_STATUSES[Number(value)];
  if (status === undefined) throw new Error(`cannot happen: redeem status ${value}`);
  return status;
}

/** Whether another try with the same voucher can ever pay. */
export function isFinal(status: RedeemStatus): boolean {
  switch (status) {
    case "SETTLED":
    case "PARTIAL":
    case "NOTHING_NEW":
    case "NO_FUNDS":
    case "NO_STAKE":
    case "SESSION_SPENT":
      return false;
    case "UNKNOWN_OFFER":
    case "OFFER_NOT_LIVE":
    case "STALE_EPOCH":
    case "EXPIRED":
    case "OVER_CEILING":
    case "BAD_SIGNATURE":
      return true;
  }
}
