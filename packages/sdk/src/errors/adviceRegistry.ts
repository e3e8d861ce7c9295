/** What to do about the errors of registry, Registrar, parameters and pause. */
export const REGISTRY_ADVICE = {
  AssetRegistry_NotRegistrar: "Only the Registrar opens assets. Call registerAsset.",
  AssetRegistry_NotOwnerNorApproved:
    "Sign with the asset's owner, or let the owner approve this account first.",
  AssetRegistry_UnknownAsset: "There is no such asset. Check the id and the network.",
  AssetRegistry_ZeroRoot: "Give both a content root and a metadata root; neither may be zero.",
  AssetRegistry_ContentRootTaken:
    "These bytes are registered already. License the asset that holds them, or, if you committed earlier, " +
    "register with the salt of your commitment within the reclaim window.",
  AssetRegistry_UnknownCommitment:
    "No commitment that still counts fits this owner, content root and salt. Call commitContent first, " +
    "with the account that will own the asset, and register within 7 days.",
  AssetRegistry_CommitmentTooYoung: "The commitment is of this block. Register in the next one.",
  AssetRegistry_AlreadyCommitted:
    "This commitment stands already. Go on and register with its salt, or commit with another salt.",
  AssetRegistry_TooManyParents:
    "An asset has at most 14 parents. Merge some into an asset of their own first.",
  AssetRegistry_ParentOutOfOrder:
    "Parents go in ascending order without repetition and must exist. registerAsset sorts them; check the ids.",
  AssetRegistry_UnknownVersion: "There is no such version; they count from 1. Read getAsset.",
  Registrar_InvalidSignature:
    "The signature is not the owner's for this registration, nonce and deadline. Have it signed again.",
  Registrar_Expired: "The signed registration's deadline has passed. Have it signed again.",
  Registrar_CeilingCurrencyNotAccepted:
    "A licence of a parent limits revenue in this currency. Accept exactly this currency.",
  Registrar_ContributorRootMismatch:
    "A contributor root needs units and units need a root. Pass the contributor tree as a whole.",
  RegistrarFactory_NotDeployer: "Only the account that deployed the factory may use it.",
  RegistrarFactory_AlreadyDeployed: "The Registrar exists already. Use it at this address.",
  EntryPause_Paused:
    "New registrations and payments are paused until then. Claims and withdrawals work; try again later.",
  EntryPause_NotArmed: "The pause was used already. Governance has to arm it again.",
  EntryPause_DurationOutOfBounds: "A pause lasts between 1 second and 7 days.",
  ProtocolParameters_OutOfBounds: "The value is outside the bounds written into the contract.",
} as const;
