import type { ContractRunner } from "ethers";

import {
  AccessManager__factory,
  Arbitration__factory,
  AssetRegistry__factory,
  AttributionReports__factory,
  Checkout__factory,
  ContributorRoots__factory,
  DataVault__factory,
  DisputeCourt__factory,
  Divergences__factory,
  FaultProofs__factory,
  Inboxes__factory,
  JobBoard__factory,
  LicenseApprovals__factory,
  LicenseManager__factory,
  LicensePresets__factory,
  LicenseSeats__factory,
  OfferBook__factory,
  OfferReceivers__factory,
  OperatorRegistry__factory,
  ProtocolParameters__factory,
  ReceiptProofs__factory,
  Registrar__factory,
  RevenueLedger__factory,
  SaharaLens__factory,
  SaharaToken__factory,
  Subscriptions__factory,
  TimelockController__factory,
  UsageMeter__factory,
} from "../../typechain-types/index.js";
import type { SaharaAddresses } from "./SaharaAddresses.ts";

export type SaharaContracts = ReturnType<typeof connectSahara>;

/** Typed contracts at the addresses of a deployment, for a signer or a provider. */
export function connectSahara(at: SaharaAddresses, runner: ContractRunner) {
  return {
    manager: AccessManager__factory.connect(at.manager, runner),
    timelock: TimelockController__factory.connect(at.timelock, runner),
    token: SaharaToken__factory.connect(at.token, runner),
    parameters: ProtocolParameters__factory.connect(at.parameters, runner),
    registry: AssetRegistry__factory.connect(at.registry, runner),
    registrar: Registrar__factory.connect(at.registrar, runner),
    ledger: RevenueLedger__factory.connect(at.ledger, runner),
    contributorRoots: ContributorRoots__factory.connect(at.contributorRoots, runner),
    inboxes: Inboxes__factory.connect(at.inboxes, runner),
    licenses: LicenseManager__factory.connect(at.licenses, runner),
    approvals: LicenseApprovals__factory.connect(at.approvals, runner),
    seats: LicenseSeats__factory.connect(at.seats, runner),
    presets: LicensePresets__factory.connect(at.presets, runner),
    meter: UsageMeter__factory.connect(at.meter, runner),
    operators: OperatorRegistry__factory.connect(at.operators, runner),
    offers: OfferBook__factory.connect(at.offers, runner),
    receivers: OfferReceivers__factory.connect(at.receivers, runner),
    receiptProofs: ReceiptProofs__factory.connect(at.receiptProofs, runner),
    faultProofs: FaultProofs__factory.connect(at.faultProofs, runner),
    divergences: Divergences__factory.connect(at.divergences, runner),
    jobs: JobBoard__factory.connect(at.jobs, runner),
    vault: DataVault__factory.connect(at.vault, runner),
    attributionReports: AttributionReports__factory.connect(at.attributionReports, runner),
    subscriptions: Subscriptions__factory.connect(at.subscriptions, runner),
    checkout: Checkout__factory.connect(at.checkout, runner),
    court: DisputeCourt__factory.connect(at.court, runner),
    arbitration: Arbitration__factory.connect(at.arbitration, runner),
    lens: SaharaLens__factory.connect(at.lens, runner),
  };
}
