import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";

import type { ReleasePolicyStruct } from "../../typechain-types/contracts/data/DataVault.js";
import { ethers, loadFixture } from "../helpers/chain.ts";
import { loadSahara } from "../helpers/deploySahara.ts";
import { RULE, type Terms, USE } from "../helpers/licensing.ts";

export const VERSION = 1n;
export const NO_LICENSE = 0n;
export const DAY = 86_400n;
export const EPSILON = 1_000_000n;
export const PROGRAM = ethers.id("program");
export const LIMITS = { maxRows: 100n, maxOutputBytes: 4_096n, minGroupSize: 10n };

/** Why custodians may not release a key, by its number on chain. */
export const REFUSAL = {
  none: 0n,
  noPolicy: 1n,
  noCustodians: 2n,
  notOwner: 3n,
  disputed: 4n,
  unknownLicense: 5n,
  wrongAsset: 6n,
  revoked: 7n,
  expired: 8n,
  usesNotGranted: 9n,
  notPermitted: 10n,
} as const;

/** Terms under which a licence can end in every way, with a seat beside the holder. */
export const TRAINING_TERMS = {
  uses: USE.access | USE.train,
  duration: 30n * DAY,
  seats: 1n,
  rules: RULE.revocable | RULE.transferable,
} satisfies Partial<Terms>;

/**
 * An encrypted data set of `owner`, whose key two of three custodians release to who may train on it; `licensee` has a
 * licence for that.
 */
async function deployVault() {
  const sahara = await loadSahara();
  const { vault, owner, payer, contributor, otherContributor, relayer } = sahara;
  const custodians = [contributor, otherContributor, relayer] as const;
  const assetId = await sahara.registerAsset();

  const makePolicy = (options: Partial<ReleasePolicyStruct> = {}): ReleasePolicyStruct => ({
    payloadRoot: ethers.id("encrypted payload"),
    uses: USE.train,
    threshold: 2n,
    ownerDirect: true,
    seats: custodians.map(({ address }, i) => ({
      custodian: address,
      commitment: ethers.id(`share ${i}`),
    })),
    ...options,
  });
  const asOwner = vault.connect(owner);
  const setPolicy = async (options: Partial<ReleasePolicyStruct> = {}) =>
    await asOwner.setReleasePolicy(assetId, VERSION, makePolicy(options));
  await setPolicy();

  /** A licence of the data set under TRAINING_TERMS but for what is given. */
  const license = async (terms: Partial<Terms> = {}, licensee = sahara.licensee) => {
    const termsId = await sahara.registerTerms({ ...TRAINING_TERMS, ...terms });
    await sahara.offerTerms(assetId, termsId);
    return await sahara.buyLicense({ assetId, termsId, licensee });
  };
  const licenseId = await license();

  /** Has a custodian log a release to the licensee. */
  const log = async (
    custodian: HardhatEthersSigner = custodians[0],
    { account = sahara.licensee, epoch = 1n, request = "request", licence = licenseId } = {},
  ) =>
    await vault
      .connect(custodian)
      .logRelease(assetId, VERSION, account, licence, epoch, ethers.id(request));

  const refusalFor = async (account: HardhatEthersSigner, licence: bigint) => {
    const [releasable, refusal] = await vault.isReleasable(assetId, VERSION, account, licence);
    return { releasable, refusal };
  };

  /** Lets `payer` run PROGRAM for answers of 1 ε in all. */
  const openBudget = async (total = EPSILON) => {
    await asOwner.allowProgram(assetId, PROGRAM, LIMITS);
    await asOwner.setComputeOperator(assetId, payer, true);
    await asOwner.setPrivacyBudget(assetId, VERSION, total);
  };
  const spend = async (epsilon: bigint, { programHash = PROGRAM, operator = payer } = {}) =>
    await vault.connect(operator).spend(assetId, VERSION, programHash, epsilon, ethers.id("job"));

  return {
    ...sahara,
    ...{ asOwner, custodians, assetId, licenseId, operator: payer },
    ...{ makePolicy, setPolicy, license, log, refusalFor, openBudget, spend },
  };
}

export const loadVault = async () => await loadFixture(deployVault);
