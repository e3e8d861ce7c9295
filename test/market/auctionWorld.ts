import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import type { BigNumberish } from "ethers";

import type { IAuctionHouse } from "../../typechain-types/index.js";
import { ethers, loadFixture, networkHelpers } from "../helpers/chain.ts";
import { loadSahara } from "../helpers/deploySahara.ts";

export type EnglishTerms = IAuctionHouse.EnglishTermsStruct;
export type DutchTerms = IAuctionHouse.DutchTermsStruct;

/** Members of `AuctionState`. */
export const STATE = { none: 0n, open: 1n, settled: 2n, cancelled: 3n, annulled: 4n } as const;

export const HOUR = 3_600n;
export const DAY = 24n * HOUR;
export const SETTLEMENT_PERIOD = 14n * DAY;
export const FEE_BPS = 250n;
export const ROYALTY_BPS = 500n;
/** What the lot owes to the asset it was made from. */
export const PARENT_BPS = 2_000n;
export const RESERVE = 1_000_003n;
export const STEP_BPS = 500n;
export const EXTENSION = 600n;
/** Units that the contributor holds. */
export const UNITS = 10_000_000n;
export const FAR_FUTURE = 2n ** 40n - 1n;
const WEALTH = 10n ** 27n;

export type AuctionWorld = Awaited<ReturnType<typeof deployAuctions>>;

/** The least bid after this one. */
export const stepAbove = (bid: bigint, stepBps = STEP_BPS) =>
  bid + (bid * stepBps + 9_999n) / 10_000n;

/** How a price is divided; units bear no royalty. */
export function sharesOf(price: bigint, bears: "royalty" | "no royalty" = "royalty") {
  const fee = (price * FEE_BPS) / 10_000n;
  const royalty = bears === "royalty" ? (price * ROYALTY_BPS) / 10_000n : 0n;
  return { fee, royalty, proceeds: price - fee - royalty };
}

/**
 * `owner` has an asset made from one of `otherOwner`; `contributor` holds UNITS of it. Both let the house move what
 * they have. `payer`, `licensee` and `stranger` have SAHARA, which the house may spend. `arbiter` has its role.
 */
export async function deployAuctions() {
  const sahara = await loadSahara();
  const { auctions, registry, ledger, parameters, token } = sahara;
  const { owner, otherOwner, contributor, payer, licensee, stranger } = sahara;
  await sahara.appointArbiter();
  const timelock = await sahara.getTimelockSigner();
  await parameters.connect(timelock).setSaleFee(FEE_BPS);
  const parent = await sahara.registerAsset({ owner: otherOwner });
  const lot = await sahara.registerDerivative({
    parents: [{ assetId: parent, royaltyBps: PARENT_BPS }],
    contributors: [{ account: contributor.address, units: UNITS }],
  });
  await registry.connect(owner).setApprovalForAll(auctions, true);
  await ledger.connect(contributor).setOperator(auctions, true);
  for (const bidder of [payer, licensee, stranger]) {
    await token.connect(sahara.deployer).transfer(bidder, WEALTH);
    await token.connect(bidder).approve(auctions, ethers.MaxUint256);
  }
  const currency = await token.getAddress();
  const house = await auctions.getAddress();
  const now = async () => BigInt(await networkHelpers.time.latest());

  const makeTerms = async (options: Partial<EnglishTerms> = {}): Promise<EnglishTerms> => ({
    item: { assetId: lot, units: 0n },
    token: currency,
    reserve: RESERVE,
    stepBps: STEP_BPS,
    endsAt: (await now()) + DAY,
    extension: EXTENSION,
    ...options,
  });

  /** Creates an English auction of the lot by its owner, unless said otherwise; returns its id. */
  async function create(options: Partial<EnglishTerms> = {}, seller = owner): Promise<bigint> {
    await auctions.connect(seller).createAuction(await makeTerms(options));
    return await auctions.auctionCount();
  }
  /** The same for units of the contributor. */
  const createOfUnits = async (units = UNITS, options: Partial<EnglishTerms> = {}) =>
    await create({ item: { assetId: lot, units }, ...options }, contributor);

  const bid = async (bidder: HardhatEthersSigner, auctionId: BigNumberish, amount: bigint) =>
    await auctions.connect(bidder).bid(auctionId, amount);

  /** Lets an auction's time pass. */
  async function end(auctionId: bigint): Promise<bigint> {
    const { endsAt } = await auctions.auctionOf(auctionId);
    await networkHelpers.time.increaseTo(endsAt);
    return endsAt;
  }

  /** An auction with a bid of the payer. */
  async function createWithBid(amount = RESERVE): Promise<bigint> {
    const auctionId = await create();
    await bid(payer, auctionId, amount);
    return auctionId;
  }

  const makeDutchTerms = async (options: Partial<DutchTerms> = {}): Promise<DutchTerms> => ({
    item: { assetId: lot, units: 0n },
    token: currency,
    startPrice: 10n * RESERVE,
    endPrice: RESERVE,
    endsAt: (await now()) + DAY,
    ...options,
  });

  /** Creates a Dutch auction of the lot by its owner, unless said otherwise; returns its id. */
  async function createDutch(options: Partial<DutchTerms> = {}, seller = owner): Promise<bigint> {
    await auctions.connect(seller).createDutchAuction(await makeDutchTerms(options));
    return await auctions.auctionCount();
  }
  const createDutchOfUnits = async (units = UNITS, options: Partial<DutchTerms> = {}) =>
    await createDutch({ item: { assetId: lot, units }, ...options }, contributor);

  const stateOf = async (auctionId: bigint) => (await auctions.auctionOf(auctionId)).state;
  const creditOf = async (account: HardhatEthersSigner) =>
    await auctions.creditOf(account, currency);
  const accrued = async (assetId: bigint) => (await ledger.streamOf(assetId, currency)).accrued;
  const freeze = async () => {
    await ledger.connect(sahara.arbiter).freeze(lot, (await now()) + DAY);
  };

  return {
    ...sahara,
    ...{ timelock, parent, lot, currency, house, now, feeInbox: await auctions.FEE_INBOX() },
    ...{ makeTerms, create, createOfUnits, createWithBid, bid, end },
    ...{ makeDutchTerms, createDutch, createDutchOfUnits, stateOf, creditOf, accrued, freeze },
  };
}

export const loadAuctions = async (): Promise<AuctionWorld> => await loadFixture(deployAuctions);
