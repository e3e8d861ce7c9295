/** What to do about the errors of auctions. */
export const AUCTIONS_ADVICE = {
  AuctionHouse_NotSeller: "Only the auction's seller does this. Sign with it.",
  AuctionHouse_WrongState:
    "The auction is in another state: 0 none, sold out or cancelled, 1 open, 2 settled, 3 cancelled, 4 annulled. Read auctionOf or dutchAuctionOf.",
  AuctionHouse_NotDeliverable:
    "The seller does not own the lot, does not let the auction house move it, or the asset is frozen or was changed since. Approve the house, or annul the auction.",
  AuctionHouse_CurrencyNotAccepted:
    "The asset takes no payment in this token. Ask the ledger's accepts; the native coin is not taken.",
  AuctionHouse_EndOutOfBounds: "An auction ends in the future, within 90 days.",
  AuctionHouse_StepOutOfBounds: "A step is from 100 to 5,000 basis points.",
  AuctionHouse_ExtensionTooLong: "An extension is a day at most.",
  AuctionHouse_InvalidPrice: "Prices are above zero, and a Dutch one does not rise.",
  AuctionHouse_Ended: "The auction's time is over.",
  AuctionHouse_NotEnded: "The auction still takes bids. Settle it after its end.",
  AuctionHouse_BidTooLow:
    "Bid at least what leastBidOf says. Of a token that takes a fee on transfer, what arrives counts.",
  AuctionHouse_NoBid: "Nobody bid, so there is nothing to settle or to give back.",
  AuctionHouse_HasBid: "Somebody bid, so the seller can't take the lot back.",
  AuctionHouse_Stands:
    "The seller can still deliver. Settle the auction after its end, or wait until 14 days after it.",
  AuctionHouse_PriceAboveMax: "The price is above what you agreed to. Wait, or allow more.",
  AuctionHouse_StateChanged:
    "The asset is not what it was when you looked. Look again, and pass its new state.",
  AuctionHouse_InvalidUnits:
    "Ask for at least one unit and no more than are left; of an asset for 0.",
  AuctionHouse_ZeroRecipient: "Name an account that receives the credit.",
} as const;
