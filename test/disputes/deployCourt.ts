import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";

import { KIND as ASSET_KIND } from "../helpers/assets.ts";
import { ethers, loadFixture, networkHelpers } from "../helpers/chain.ts";
import { loadSahara } from "../helpers/deploySahara.ts";
import type { Terms } from "../helpers/licensing.ts";
import { ONE_SAHARA } from "../helpers/operators.ts";

export const KIND = { stolen: 0n, infringing: 1n, mislabelled: 2n, malware: 3n } as const;
export const STAGE = {
  none: 0n,
  filed: 1n,
  answered: 2n,
  heard: 3n,
  withdrawn: 4n,
  lapsed: 5n,
  dismissed: 6n,
  upheld: 7n,
  remedied: 8n,
} as const;
export const VERDICT = { dismissed: 0n, frivolous: 1n, upheld: 2n } as const;

export const DAY = 86_400n;
export const BOND = 100n * ONE_SAHARA;
export const ANSWER_PERIOD = 7n * DAY;
export const RULING_PERIOD = 14n * DAY;
export const REMEDY_PERIOD = 30n * DAY;
export const FREEZE = 90n * DAY;
export const UNITS = 100_000_000n;
export const CONTRIBUTOR_UNITS = 30_000_000n;
/** Odd, so that divisions leave something over. */
export const PRICE = 1_000_003n;
export const OWNER = ethers.ZeroAddress;
export const NATIVE = ethers.ZeroAddress;
export const ALL_CURRENCIES = 2n ** 32n - 1n;
export const EVIDENCE = ethers.id("evidence");
export const STATEMENT = ethers.id("statement");

export type Court = Awaited<ReturnType<typeof deployCourt>>;

/**
 * An asset that `thief` registered: 30 % of its units are the contributor's, licences cost PRICE of SAHARA. `claimant`
 * says that it is stolen; `council` rules.
 */
export async function deployCourt() {
  const sahara = await loadSahara();
  const { court, token, owner: thief, otherOwner: claimant, council, relayer: tagger } = sahara;
  for (const party of [thief, claimant, tagger, sahara.stranger]) {
    await token.connect(sahara.deployer).transfer(party, 1_000n * BOND);
    await token.connect(party).approve(court, ethers.MaxUint256);
  }
  const currency = await token.getAddress();
  const assetId = await sahara.registerAsset({
    contributors: [{ account: sahara.contributor.address, units: CONTRIBUTOR_UNITS }],
  });
  /** Has the asset's owner sell licences under terms, for PRICE of SAHARA unless they say otherwise. */
  const sell = async (terms: Partial<Terms> = {}, id = assetId) => {
    const termsId = await sahara.registerTerms({ price: PRICE, currency, ...terms });
    await sahara.offerTerms(id, termsId);
    return termsId;
  };
  const termsId = await sell();
  const buy = async (licensee: HardhatEthersSigner = sahara.licensee) =>
    await sahara.buyLicense({ assetId, termsId, licensee });

  const now = async () => BigInt(await networkHelpers.time.latest());
  const wait = async (seconds: bigint) => {
    await networkHelpers.time.increase(seconds);
  };
  /** The next block is at `time`. */
  const nextAt = async (time: bigint) => {
    await networkHelpers.time.setNextBlockTimestamp(time);
  };

  const asCouncil = court.connect(council);
  const asThief = court.connect(thief);
  const asClaimant = court.connect(claimant);
  /** Files a claim and returns its id. */
  const file = async (kind: bigint = KIND.stolen, units = UNITS, id = assetId) => {
    await asClaimant.file(id, kind, units, EVIDENCE);
    return await court.claimCount();
  };
  const fileAnswered = async (kind?: bigint, units?: bigint, id?: bigint) => {
    const claimId = await file(kind, units, id);
    const owner = await ethers.getSigner(await sahara.registry.ownerOf(id ?? assetId));
    await court.connect(owner).answer(claimId, STATEMENT);
    return claimId;
  };
  /** Files a claim that the owner is silent on. */
  const fileHeard = async (kind?: bigint, units?: bigint, id?: bigint) => {
    const claimId = await file(kind, units, id);
    await wait(ANSWER_PERIOD);
    await court.hear(claimId);
    return claimId;
  };
  const fileUpheld = async (kind?: bigint, units?: bigint, id?: bigint) => {
    const claimId = await fileHeard(kind, units, id);
    await asCouncil.rule(claimId, VERDICT.upheld);
    return claimId;
  };
  const stageOf = async (claimId: bigint) => (await court.claimOf(claimId)).stage;
  const deadlineOf = async (claimId: bigint) => (await court.claimOf(claimId)).deadline;
  const isFrozen = async (id = assetId) => (await sahara.ledger.accountOf(id)).frozen;
  /** A model made from the asset. */
  const derive = async (from = assetId) =>
    await sahara.registerDerivative({
      owner: sahara.stranger,
      kind: ASSET_KIND.model,
      parents: [{ assetId: from, royaltyBps: 1_000n }],
    });

  return {
    ...sahara,
    ...{ thief, claimant, tagger, currency, assetId, termsId, sell, buy, derive },
    ...{ now, wait, nextAt, asCouncil, asThief, asClaimant },
    ...{ file, fileAnswered, fileHeard, fileUpheld, stageOf, deadlineOf, isFrozen },
  };
}

export const loadCourt = async (): Promise<Court> => await loadFixture(deployCourt);
