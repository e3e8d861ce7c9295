import { CONTRACT_NAMES } from "./SaharaAddresses.ts";

/**
 * Every contract that a deployment creates, by its name in Solidity, sorted; those nobody calls by address included, and
 * what is deployed once for each grant.
 */
export const DEPLOYED_CONTRACTS: readonly string[] = [
  ...Object.values(CONTRACT_NAMES),
  "LicenseMetadata",
  "OfferReceiver",
  "RegistrarFactory",
  "RevenueInbox",
  "VestingVotesWallet",
].sort();
