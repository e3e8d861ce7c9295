import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";

import { ethers, loadFixture, networkHelpers } from "../helpers/chain.ts";
import { loadSahara } from "../helpers/deploySahara.ts";

export const UNITS = 100_000_000n;
export const NATIVE = ethers.ZeroAddress;
/** Stands for the asset's owner as a holder. */
export const OWNER = ethers.ZeroAddress;
export const PROTOCOL = 0n;
export const NO_SUCH_ASSET = 999n;
export const REF = ethers.id("invoice 1");
export const DAY = 86_400n;

export const CONTRIBUTOR_UNITS = 30_000_000n;
export const ROYALTY_BPS = 2_500n;

export type PaymentOptions = {
  token?: string;
  payer?: HardhatEthersSigner;
};

export type Economy = Awaited<ReturnType<typeof deployEconomy>>;

/**
 * A data set of `owner` with one contributor (30 %), and a model of `otherOwner` made from it that owes it 25 %; both
 * take SAHARA and the native coin. `arbiter` has its role.
 */
async function deployEconomy() {
  const sahara = await loadSahara();
  const { ledger, registerAsset, registerDerivative, otherOwner, contributor, arbiter } = sahara;
  await sahara.appointArbiter();
  const currency = await sahara.token.getAddress();
  const dataset = await registerAsset({
    contributors: [{ account: contributor, units: CONTRIBUTOR_UNITS }],
  });
  const model = await registerDerivative({
    owner: otherOwner,
    parents: [{ assetId: dataset, royaltyBps: ROYALTY_BPS }],
  });

  /** Pays `amount` base units of SAHARA, or of another currency. */
  async function pay(assetId: bigint, amount: bigint, options: PaymentOptions = {}) {
    const { token = currency, payer = sahara.payer } = options;
    const value = token === NATIVE ? amount : 0n;
    return await ledger.connect(payer).pay(assetId, token, amount, REF, { value });
  }

  /** Freezes the asset for a day and returns when that ends. */
  async function freeze(assetId: bigint) {
    const until = BigInt(await networkHelpers.time.latest()) + DAY;
    await ledger.connect(arbiter).freeze(assetId, until);
    return until;
  }

  const accrued = async (assetId: bigint, token = currency) =>
    (await ledger.streamOf(assetId, token)).accrued;

  return { ...sahara, currency, dataset, model, pay, freeze, accrued };
}

export const loadEconomy = async (): Promise<Economy> => await loadFixture(deployEconomy);
