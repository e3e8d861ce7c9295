/** The deployed contracts, under the names they have in deploy/modules/Sahara.ts. */
export const CONTRACT_NAMES = {
  manager: "AccessManager",
  timelock: "SaharaTimelock",
  governor: "SaharaGovernor",
  token: "SaharaToken",
  parameters: "ProtocolParameters",
  registry: "AssetRegistry",
  registrar: "Registrar",
  ledger: "RevenueLedger",
  contributorRoots: "ContributorRoots",
  inboxes: "Inboxes",
  licenses: "LicenseManager",
  approvals: "LicenseApprovals",
  seats: "LicenseSeats",
  presets: "LicensePresets",
  meter: "UsageMeter",
  operators: "OperatorRegistry",
  offers: "OfferBook",
  receivers: "OfferReceivers",
  receiptProofs: "ReceiptProofs",
  faultProofs: "FaultProofs",
  divergences: "Divergences",
  jobs: "JobBoard",
  vault: "DataVault",
  attributionReports: "AttributionReports",
  auctions: "AuctionHouse",
  subscriptions: "Subscriptions",
  checkout: "Checkout",
  court: "DisputeCourt",
  arbitration: "Arbitration",
  marketplace: "Marketplace",
  distributor: "Distributor",
  incentives: "Incentives",
  lens: "SaharaLens",
  stakingPool: "StakingPool",
  stakingRewards: "StakingRewards",
} as const;

export type SaharaName = keyof typeof CONTRACT_NAMES;

/** Where each contract is, as checksummed addresses. */
export type SaharaAddresses = Record<SaharaName, string>;

/** All names, in the order of the deployment. */
export const SAHARA_NAMES = Object.keys(CONTRACT_NAMES) as SaharaName[];
