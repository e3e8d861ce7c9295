import { type Fragment, Interface } from "ethers";

import {
  AccessManager__factory,
  Arbitration__factory,
  AssetRegistry__factory,
  AttributionReports__factory,
  AuctionHouse__factory,
  Checkout__factory,
  ContributorRoots__factory,
  DataVault__factory,
  DisputeCourt__factory,
  Distributor__factory,
  Divergences__factory,
  FaultProofs__factory,
  Inboxes__factory,
  Incentives__factory,
  JobBoard__factory,
  LicenseApprovals__factory,
  LicenseManager__factory,
  LicenseSeats__factory,
  Marketplace__factory,
  OfferBook__factory,
  OfferReceiver__factory,
  OfferReceivers__factory,
  OperatorRegistry__factory,
  ProtocolParameters__factory,
  ReceiptProofs__factory,
  Registrar__factory,
  RegistrarFactory__factory,
  RevenueInbox__factory,
  RevenueLedger__factory,
  SaharaGovernor__factory,
  SaharaLens__factory,
  SaharaTimelock__factory,
  SaharaToken__factory,
  StakingPool__factory,
  StakingRewards__factory,
  Subscriptions__factory,
  Upstreams__factory,
  UsageMeter__factory,
  VestingVotesWallet__factory,
} from "../contracts.ts";

const FACTORIES = [
  AssetRegistry__factory,
  Registrar__factory,
  RegistrarFactory__factory,
  LicenseManager__factory,
  LicenseApprovals__factory,
  LicenseSeats__factory,
  RevenueLedger__factory,
  ContributorRoots__factory,
  Inboxes__factory,
  RevenueInbox__factory,
  UsageMeter__factory,
  OperatorRegistry__factory,
  OfferBook__factory,
  OfferReceivers__factory,
  OfferReceiver__factory,
  ReceiptProofs__factory,
  FaultProofs__factory,
  Divergences__factory,
  JobBoard__factory,
  DataVault__factory,
  AttributionReports__factory,
  AuctionHouse__factory,
  Subscriptions__factory,
  Checkout__factory,
  DisputeCourt__factory,
  Arbitration__factory,
  Marketplace__factory,
  Upstreams__factory,
  SaharaLens__factory,
  SaharaToken__factory,
  ProtocolParameters__factory,
  AccessManager__factory,
  SaharaTimelock__factory,
  SaharaGovernor__factory,
  StakingPool__factory,
  StakingRewards__factory,
  VestingVotesWallet__factory,
  Distributor__factory,
  Incentives__factory,
];

/** The custom errors of all contracts, their libraries included, and Solidity's own two. */
export const ERROR_INTERFACE = new Interface(collectErrors());

function collectErrors(): Fragment[] {
  const bySignature = new Map<string, Fragment>();
  for (const { abi } of FACTORIES) {
    for (const fragment of new Interface(abi).fragments) {
      if (fragment.type === "error") bySignature.set(fragment.format("sighash"), fragment);
    }
  }
  return [...bySignature.values()];
}
