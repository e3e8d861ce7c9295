const NOT_OWNER = "Only the asset's owner does this. Sign with it.";

/** What to do about the errors of the vault, and of reports on what contributors are worth. */
export const DATA_ADVICE = {
  DataVault_NotAssetOwner: NOT_OWNER,
  DataVault_ZeroKey: "Give the 32 bytes of an X25519 public key.",
  DataVault_ZeroCommitment:
    "Name what is released: the digest of the encrypted payload's CID, or the hash of the wrapped key.",
  DataVault_InvalidUses: "Ask for at least one use, and only for those that licences can grant.",
  DataVault_TooManyCustodians: "At most 16 custodians share a key. Name fewer.",
  DataVault_InvalidThreshold:
    "The threshold is from 1 to the number of custodians. Without custodians it is 0, and the owner hands out the key.",
  DataVault_InvalidSeat: "Each custodian is an account of its own, with a commitment to its share.",
  DataVault_NotOwnerDirect:
    "The version's policy leaves releases to custodians, or there is none. Set one that allows the owner's.",
  DataVault_NoEncryptionKey: "The account must first publish the key that is to be wrapped to.",
  DataVault_ExpiryPassed: "Name a time in the future, or 0 for a grant without end.",
  DataVault_NoGrant: "The account has no grant of this version. Read grantOf.",
  DataVault_NotReleasable:
    "The account may not have the key: 1 no policy, 2 no custodians, 3 not the owner, 4 disputed, 5 unknown licence, 6 another asset's licence, 7 revoked, 8 expired, 9 uses not granted, 10 neither holder nor in a seat.",
  DataVault_WrongEpoch: "The policy was replaced. Read releasePolicyOf and ask its custodians.",
  DataVault_NotCustodian: "Only a custodian of the version's current policy logs releases.",
  DataVault_AlreadyLogged: "This custodian logged the request already. Ask with another nonce.",
  DataVault_ZeroLimit: "Every limit is at least 1; disallow the program instead.",
  DataVault_ProgramNotAllowed: "The asset's owner must first allow the program by its hash.",
  DataVault_NotComputeOperator: "The asset's owner must first let this operator compute.",
  DataVault_Disputed: "The asset is in dispute. Try again when it is over.",
  DataVault_BudgetRaised: "A privacy budget is only lowered. A new version has its own.",
  DataVault_ZeroEpsilon: "An answer that says nothing spends nothing. Name an epsilon above zero.",
  DataVault_BudgetExceeded: "Less is left of the budget. Ask with more noise, or not at all.",
  AttributionReports_NotAssetOwner: NOT_OWNER,
  AttributionReports_ZeroRoot: "Name the Merkle root of the weights.",
  AttributionReports_NotSigned:
    "The author did not sign this report for this contract and chain. Sign it again.",
  AttributionReports_WrongStatus:
    "The report is in another phase: 0 not posted, 1 posted, 2 challenged, 3 final, 4 void, 5 lapsed. Read postingOf.",
  AttributionReports_SameRoot: "The challenge comes to the same weights, so it disputes nothing.",
  AttributionReports_TooLate: "The time for this is over. Anyone may settle the report.",
  AttributionReports_TooEarly: "Try again after the deadline.",
  AttributionReports_NothingToRelease: "No bond waits for this account.",
  AttributionReports_WindowOutOfBounds:
    "The window is outside the bounds written into the contract.",
} as const;
