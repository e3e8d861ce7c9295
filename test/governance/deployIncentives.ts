import type { BaseContract, BigNumberish, BytesLike } from "ethers";

import type { TypedContractMethod } from "../../typechain-types/common.js";
import { loadMetering } from "../execution/deployMetering.ts";
import { ethers, networkHelpers } from "../helpers/chain.ts";

/** The test contract TestOfferSource; types are generated for contracts/ only. */
type TestOfferSource = BaseContract & {
  payIn: TypedContractMethod<[offerId: BytesLike, amount: BigNumberish], [bigint]>;
};

export const EPOCH = 28n * 86_400n;
export const UNITS = 100_000_000n;
export const PROTOCOL = 0n;

/** Metering beside a treasury that has SAHARA for budgets. */
export async function loadIncentives() {
  const metering = await loadMetering();
  const { incentives, meter, ledger, token, deployer, timelock, payer } = metering;
  await token.connect(deployer).transfer(timelock, 10n ** 27n);
  const asTreasury = incentives.connect(timelock);
  await token.connect(timelock).approve(incentives, ethers.MaxUint256);
  const deployed = await ethers.deployContract("TestOfferSource", [meter]);
  const source = deployed.connect(payer) as unknown as TestOfferSource;
  await token.connect(payer).approve(source, ethers.MaxUint256);

  const fund = async (amount: bigint, epoch?: bigint) =>
    await asTreasury.fund(epoch ?? (await incentives.currentEpoch()), token, amount);
  /** Income of an offer, of which the fee reaches the ledger. */
  const use = async (offerId: string, amount: bigint) => {
    await source.payIn(offerId, amount);
    await meter.passRevenue([offerId]);
  };
  /** Goes to the end of the epoch that runs and returns its number. */
  const endEpoch = async () => {
    const epoch = await incentives.currentEpoch();
    await networkHelpers.time.increaseTo(await incentives.endOf(epoch));
    return epoch;
  };
  /** Gives units of the protocol's account away. */
  const releaseUnits = async (to: string, units: bigint) => {
    await ledger.connect(timelock).releaseUnits(PROTOCOL, to, units);
  };
  return { ...metering, source, asTreasury, fund, use, endEpoch, releaseUnits };
}
