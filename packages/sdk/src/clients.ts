import type { ContractRunner, Provider, Signer } from "ethers";

import type { Addresses } from "./addresses.ts";
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
  LicensePresets__factory,
  LicenseSeats__factory,
  Marketplace__factory,
  OfferBook__factory,
  OfferReceivers__factory,
  OperatorRegistry__factory,
  ProtocolParameters__factory,
  ReceiptProofs__factory,
  Registrar__factory,
  RevenueLedger__factory,
  SaharaGovernor__factory,
  SaharaLens__factory,
  SaharaTimelock__factory,
  SaharaToken__factory,
  StakingPool__factory,
  StakingRewards__factory,
  Subscriptions__factory,
  UsageMeter__factory,
} from "./contracts.ts";
import { MissingSignerError } from "./errors/transactionErrors.ts";
import type { Address } from "./values/address.ts";

export type Contracts = ReturnType<typeof connectContracts>;

/** What every verb works with. */
export type Clients = {
  provider: Provider;
  /** Missing when there is a provider alone; then nothing can be sent or signed. */
  signer: Signer | undefined;
  chainId: bigint;
  addresses: Addresses;
  /** The typed contracts, connected to the provider. */
  contracts: Contracts;
  /** Where reading of logs starts. */
  fromBlock: number;
  /** Most blocks that one request for logs covers. */
  blockRange: number;
};

/** The typed contracts of a deployment. */
export function connectContracts(at: Addresses, runner: ContractRunner) {
  return {
    token: SaharaToken__factory.connect(at.token, runner),
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
    auctions: AuctionHouse__factory.connect(at.auctions, runner),
    subscriptions: Subscriptions__factory.connect(at.subscriptions, runner),
    checkout: Checkout__factory.connect(at.checkout, runner),
    court: DisputeCourt__factory.connect(at.court, runner),
    arbitration: Arbitration__factory.connect(at.arbitration, runner),
    marketplace: Marketplace__factory.connect(at.marketplace, runner),
    distributor: Distributor__factory.connect(at.distributor, runner),
    incentives: Incentives__factory.connect(at.incentives, runner),
    lens: SaharaLens__factory.connect(at.lens, runner),
    stakingPool: StakingPool__factory.connect(at.stakingPool, runner),
    stakingRewards: StakingRewards__factory.connect(at.stakingRewards, runner),
    parameters: ProtocolParameters__factory.connect(at.parameters, runner),
    manager: AccessManager__factory.connect(at.manager, runner),
    timelock: SaharaTimelock__factory.connect(at.timelock, runner),
    governor: SaharaGovernor__factory.connect(at.governor, runner),
  };
}

/** @throws {MissingSignerError} When there is none. */
export function requireSigner({ signer }: Pick<Clients, "signer">): Signer {
  if (signer === undefined) throw new MissingSignerError();
  return signer;
}

/** The account named, or the signer's. */
export async function accountOf(
  clients: Pick<Clients, "signer">,
  account: Address | undefined,
): Promise<Address> {
  return account ?? (await requireSigner(clients).getAddress());
}
