/** What to do about the errors of ledger, contributor roots, inboxes and lens. */
export const REVENUE_ADVICE = {
  RevenueLedger_NotRegistrar: "Only the Registrar opens accounts. Call registerAsset.",
  RevenueLedger_NotContributorRoots: "Only ContributorRoots does this. Call materialiseUnits.",
  RevenueLedger_CallerWithoutCode:
    "collect calls its caller back, so only a contract can use it. Use `pay`.",
  RevenueLedger_UnknownAsset: "There is no such asset. Check the id and the network.",
  RevenueLedger_ZeroAmount: "Nothing arrived at the ledger. Pay more than zero.",
  RevenueLedger_WrongValue:
    "Send exactly the amount as value when paying in the native coin, and nothing otherwise.",
  RevenueLedger_CurrencyAlreadyListed: "The currency is on the list already.",
  RevenueLedger_TooManyCurrencies:
    "An asset accepts at most 4 currencies, the ledger lists at most 32.",
  RevenueLedger_CurrencyNotAccepted:
    "The asset does not take this currency. Read getAccount for those it takes.",
  RevenueLedger_CurrencyNotAcceptedByParent:
    "A parent does not accept all of these currencies, so its derivative can't either. Choose fewer.",
  RevenueLedger_Frozen: "The asset's revenue is held for a dispute. Try again when it is over.",
  RevenueLedger_NotFrozen:
    "The asset's revenue is not held, so there is nothing to release or award.",
  RevenueLedger_FreezeOutOfBounds: "A freeze ends in the future and within 90 days.",
  RevenueLedger_NotSuperseded: "No earlier commitment took over this asset's content root.",
  RevenueLedger_CeilingReached:
    "The payment would pass the most revenue that the parents' licences allow this asset. Pay less.",
  RevenueLedger_CeilingNeedsOneCurrency:
    "A licence of a parent limits revenue, so the asset must accept one currency only.",
  RevenueLedger_RoyaltiesTooHigh:
    "The royalties to all parents together pass 8,000 basis points. Use fewer or cheaper parents.",
  RevenueLedger_FeeTooHigh: "A fee is at most 500 basis points.",
  RevenueLedger_TooManyUnits:
    "Fewer units are left than wanted: an asset has 100,000,000, less 10,000 for each basis point of royalty.",
  RevenueLedger_ZeroUnits: "Move at least one unit.",
  RevenueLedger_ZeroAccount: "Name an account; the zero address can't hold units or receive money.",
  RevenueLedger_NotOwner: "Only the asset's owner does this. Sign with it.",
  RevenueLedger_OwnersDiffer:
    'Assets of different owners can\'t be claimed for "owner" in one call. Claim them one owner at a time.',
  RevenueLedger_NoCurrency: "Accept at least one currency.",
  RevenueLedger_SamePosition: "Sender and receiver of the position are the same account.",
  ContributorRoots_NotRegistrar: "Only the Registrar sets roots. Call registerAsset.",
  ContributorRoots_InvalidProof:
    "The leaf is not under the asset's contributor root. Use the contributor file of this asset, unchanged.",
  ContributorRoots_AlreadyMaterialised: "This leaf was turned into units already. Just claim.",
  Inboxes_NotLedger: "Only the revenue ledger does this, during a sweep.",
  Inboxes_NativeOnlyFromInbox:
    "Send the coin to the asset's inbox (inboxOf), not to this contract.",
  Inboxes_NothingToSweep:
    "The inbox holds nothing that the asset may take: no more than one base unit, or its revenue limit is reached.",
  RevenueInbox_NotInboxes: "Only the Inboxes contract gives orders to an inbox. Call sweepInbox.",
  SaharaLens_PathOutOfOrder:
    "Give the path in strictly descending order of ids: children before parents.",
} as const;
