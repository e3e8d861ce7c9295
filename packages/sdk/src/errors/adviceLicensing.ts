/** What to do about the errors of licences, approvals, seats, subscriptions and the checkout. */
export const LICENSING_ADVICE = {
  LicenseManager_NotRegistrar: "Only the Registrar does this, during a registration.",
  LicenseManager_NotLedger: "Only the revenue ledger does this, during a sale.",
  LicenseManager_InvalidTerms:
    "The terms contradict themselves. The fault's number names the field: 0 uses, 1 rules, 2 seats, 3 royalty, " +
    "4 revenue ceiling, 5 currency, 6 duration.",
  LicenseManager_UnknownTerms: "Nobody registered these terms. Call registerTerms first.",
  LicenseManager_UnknownLicense: "There is no such licence. Check the id and the network.",
  LicenseManager_NotAssetOwner: "Sign with the asset's owner.",
  LicenseManager_NotHolder: "Sign with the licence's holder, or name a licence that you hold.",
  LicenseManager_NotOffered:
    "The asset's owner does not offer these terms. Choose terms that are offered, or ask the owner.",
  LicenseManager_AssetFrozen:
    "The asset's revenue is held for a dispute, so no licence is given. Try again when it is over.",
  LicenseManager_UsesBeyondParent:
    "The terms grant uses that the licence of a parent does not. Leave those uses out.",
  LicenseManager_ReciprocalTermsRequired:
    "A parent's licence demands that derivatives offer exactly the same terms. Offer those.",
  LicenseManager_CeilingBeyondParent:
    "A parent's licence limits revenue. Terms that allow derivatives need a limit in the same currency, not above it.",
  LicenseManager_BeyondParentExpiry:
    "A parent's licence ends before this one would. Buy fewer periods, or have the parent's licence renewed.",
  LicenseManager_InvalidPeriods:
    "Buy at least one whole period; perpetual terms are bought with exactly one.",
  LicenseManager_PriceAboveMax:
    "The price of all periods is above your maximum. Raise maxPrice or buy fewer periods.",
  LicenseManager_WrongValue:
    "Send exactly the price as value when it is in the native coin, and nothing otherwise.",
  LicenseManager_ExclusiveUntil:
    "Someone holds an exclusive licence of this asset. Try again when it has ended.",
  LicenseManager_LicensesLiveUntil:
    "An exclusive licence is sold only when no other is live. Try again when the last one has ended.",
  LicenseManager_NotLive: "The licence has expired or was revoked. Renew it or buy another.",
  LicenseManager_NotRenewable:
    "The terms do not allow renewal, or the licence was revoked. Buy another.",
  LicenseManager_NotRevocable:
    "The terms do not allow revocation, or the licence has ended already.",
  LicenseManager_NotTransferable: "The terms do not allow the licence to change hands.",
  LicenseManager_QuotaExceeded:
    "The licence has fewer uses left than wanted. Renew it or buy another.",
  LicenseManager_WrongParent:
    "The licence is of another asset than the parent that it was named for.",
  LicenseManager_UsesNotGranted:
    "The licence does not grant what the relation needs: DERIVATIVE, and TRAIN or FINETUNE beside it. Buy another.",
  LicenseManager_CeilingsDisagree:
    "Two parents' licences limit revenue in different currencies, which no asset can satisfy.",
  LicenseApprovals_NotOwner: "Only the asset's present owner approves licensees. Sign with it.",
  LicenseApprovals_NotLicenseManager: "Only the LicenseManager uses approvals up, during a sale.",
  LicenseApprovals_Expired:
    "The signed approval's deadline has passed. Ask the owner to sign again.",
  LicenseApprovals_InvalidSignature:
    "The signature is not the present owner's. Ask the owner to sign again.",
  LicenseApprovals_SignatureUsed: "This signature counted once already. Ask the owner for another.",
  LicenseApprovals_ApprovalRequired:
    "These terms need the asset owner's approval of this licensee, once for each licence. Ask the owner.",
  LicenseSeats_NotHolder: "Only the licence's holder assigns seats. Sign with it.",
  LicenseSeats_NoSuchSeat: "The terms have fewer seats. Seats count from 0.",
  Subscriptions_NotHolder: "Sign with the licence's holder.",
  Subscriptions_NotRenewable:
    "Keepers renew only licences whose terms allow it and have their price in a token that the asset accepts.",
  Subscriptions_InvalidPlan:
    "The plan can't be kept. The fault's number names the part: 0 no periods, 1 over already, 2 a window as long as a " +
    "period or none at all, 3 a price below the terms'.",
  Subscriptions_NotRenewableNow:
    "The licence can't be renewed now: 1 no subscription, 2 it changed hands, 3 the plan is over, 4 too early, " +
    "5 it ended too long ago, 6 the holder's balance or allowance is too low. Ask isRenewableNow first.",
  Subscriptions_Expired: "The signed plan's deadline has passed. Ask the holder to sign again.",
  Subscriptions_InvalidSignature: "The signature is not the holder's. Ask it to sign again.",
  Subscriptions_Stale:
    "The plan was signed before the licence changed hands or its subscription changed. Ask the holder to sign again.",
  Checkout_EmptyBasket: "Name at least one licence, or a deposit.",
  Checkout_CurrencyNotAccepted: "Pay in a token that the ledger lists; the native coin is not one.",
  Checkout_Unspent:
    "A licence in the basket has its price in another token. Put it into a basket of that token.",
  PackedERC721_ValueRefused: "Send no native coin with this call.",
} as const;
