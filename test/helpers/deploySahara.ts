import Sahara from "../../deploy/modules/Sahara.ts";
import type {
  AccessManager,
  Arbitration,
  AssetRegistry,
  AttributionReports,
  AuctionHouse,
  Checkout,
  ContributorRoots,
  DataVault,
  DisputeCourt,
  Distributor,
  Divergences,
  FaultProofs,
  Inboxes,
  Incentives,
  JobBoard,
  LicenseApprovals,
  LicenseManager,
  LicensePresets,
  LicenseSeats,
  Marketplace,
  OfferBook,
  OfferReceivers,
  OperatorRegistry,
  ProtocolParameters,
  ReceiptProofs,
  Registrar,
  RevenueLedger,
  SaharaGovernor,
  SaharaLens,
  SaharaTimelock,
  SaharaToken,
  StakingPool,
  StakingRewards,
  Subscriptions,
  UsageMeter,
} from "../../typechain-types/index.js";
import { type Actor, getActors } from "./actors.ts";
import { createAssets } from "./assets.ts";
import { createAuthority } from "./authority.ts";
import { ethers, ignition, loadFixture } from "./chain.ts";
import { createLicensing } from "./licensing.ts";

/** The contracts that the module `Sahara` deploys, by their names there. */
export type SaharaContracts = {
  manager: AccessManager;
  timelock: SaharaTimelock;
  governor: SaharaGovernor;
  token: SaharaToken;
  parameters: ProtocolParameters;
  registry: AssetRegistry;
  registrar: Registrar;
  ledger: RevenueLedger;
  contributorRoots: ContributorRoots;
  inboxes: Inboxes;
  licenses: LicenseManager;
  approvals: LicenseApprovals;
  seats: LicenseSeats;
  presets: LicensePresets;
  meter: UsageMeter;
  operators: OperatorRegistry;
  offers: OfferBook;
  receivers: OfferReceivers;
  receiptProofs: ReceiptProofs;
  faultProofs: FaultProofs;
  divergences: Divergences;
  jobs: JobBoard;
  vault: DataVault;
  attributionReports: AttributionReports;
  auctions: AuctionHouse;
  subscriptions: Subscriptions;
  checkout: Checkout;
  court: DisputeCourt;
  arbitration: Arbitration;
  marketplace: Marketplace;
  distributor: Distributor;
  incentives: Incentives;
  lens: SaharaLens;
  stakingPool: StakingPool;
  stakingRewards: StakingRewards;
};

export type SaharaFixture = Awaited<ReturnType<typeof deploySahara>>;

/** What payers hold at the start, in base units of SAHARA. */
const PAYER_BALANCE = 10n ** 27n;

/**
 * Deploys everything as deployers do, with the `council` as pauser and, by grace of governance, as curator, and lets
 * `payer` and `licensee` spend SAHARA at the ledger and for licences.
 * Use with `loadFixture(deploySahara)`; the helpers in the result register assets, sell licences and speak for the
 * timelock.
 */
export async function deploySahara() {
  const actors = await getActors();
  const contracts = await deployContracts(actors.council.address);
  const { token, ledger, licenses } = contracts;
  const authority = createAuthority(contracts, actors);
  await authority.grantRole("curator", actors.council);
  for (const actor of [actors.payer, actors.licensee]) {
    await token.connect(actors.deployer).transfer(actor, PAYER_BALANCE);
    await token.connect(actor).approve(ledger, ethers.MaxUint256);
    await token.connect(actor).approve(licenses, ethers.MaxUint256);
  }

  const licensing = createLicensing(contracts, actors);
  return {
    ...contracts,
    ...actors,
    actors: Object.values(actors),
    ...authority,
    ...licensing,
    ...createAssets(contracts, actors, licensing),
  };
}

/** Nothing but what the deployment does. */
export async function deployBare(): Promise<SaharaContracts & Actors> {
  const actors = await getActors();
  return { ...(await deployContracts(actors.council.address)), ...actors };
}

/** The fixture, restored to where the deployment ended. */
export const loadSahara = async (): Promise<SaharaFixture> => await loadFixture(deploySahara);

export type Actors = Record<Actor, Awaited<ReturnType<typeof getActors>>[Actor]>;

async function deployContracts(council: string): Promise<SaharaContracts> {
  const deployed = await ignition.deploy(Sahara, {
    parameters: { Governance: { council }, Roles: { council } },
  });
  // Ignition does not know the generated types.
  return deployed as unknown as SaharaContracts;
}
