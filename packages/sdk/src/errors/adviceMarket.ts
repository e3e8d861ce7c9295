/** What to do about the errors of the markets. */
export const MARKET_ADVICE = {
  SaleSettlement_NotLedger: "Only the ledger asks the market for a payment.",
  SaleSettlement_Frozen: "The asset's revenue is held for a dispute. Try again when it is over.",
  SaleSettlement_CurrencyNotAccepted:
    "Sell for a token that the asset accepts, not for the native coin. Read RevenueLedger.accepts.",
  Upstreams_TooMuchUnsettled:
    "One of the named descendants is frozen, or has no parents to pass its revenue to. Wait until it is thawed, or name others in a new order.",
  Marketplace_WrongKind:
    "Fill a SELL order with buy, a BUY order with acceptOffer, and a BUY_ANY order with acceptCollectionOffer.",
  Marketplace_Expired: "The order is over. Ask its maker for a new one.",
  Marketplace_NotTaker: "The order is for one account alone. Fill it as its taker.",
  Marketplace_NoItems: "Name at least one item.",
  Marketplace_NotForAny: "An order for one of many assets has one item, with asset 0.",
  Marketplace_CounterPassed:
    "The maker has voided all orders with this counter. A new one carries counterOf(maker).",
  Marketplace_NonceUsed:
    "An order under this number was filled, or the number was cancelled. Use another.",
  Marketplace_NotVacant:
    "An order that is listed on chain has a vacant place as its nonce, 2^255 or above. Take back what stands there, or list at another.",
  Marketplace_IsPlace:
    "Numbers from 2^255 on are places of the list. Take back the order that stands there.",
  Marketplace_NotListed: "The order was filled or taken back, or never listed.",
  Marketplace_NotMaker: "Only the maker lists an order or takes it back. Sign with it.",
  Marketplace_InvalidSignature:
    "The maker signs every member of the order, for this chain and this contract.",
  Marketplace_GuardBroken:
    "The asset has moved, or the fee or royalty has changed, since the seller signed; or other descendants were named than the order's. Ask for a new order.",
  Marketplace_StateChanged:
    "The owner was paid, released units, changed offers, published a version or moved the asset since. Look at it again, and buy it as it is now.",
  Marketplace_NotWanted: "The buyer names other assets. Pass the proof of this one's id.",
  Marketplace_ProceedsTooLow: "Fee and royalty leave less than you want. Accept less, or wait.",
  Marketplace_PriceNotReceived: "The token did not bring the price. Pay by allowance instead.",
} as const;
