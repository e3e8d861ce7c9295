import { type AddressLike, type BigNumberish, type Signer, ZeroHash } from "ethers";

import type { StakingPool } from "../../typechain-types/index.js";
import { ethers, loadFixture } from "../helpers/chain.ts";
import { loadSahara } from "../helpers/deploySahara.ts";
import { ONE_SAHARA } from "../helpers/operators.ts";

export const DAY = 86_400n;
export const THAW_PERIOD = 21n * DAY;
export const DRIP_PERIOD = 7n * DAY;
/** Units of the protocol's revenue: all of it. */
export const UNITS = 10n ** 8n;
export const PROTOCOL = 0n;
export const NATIVE = ethers.ZeroAddress;

/**
 * Sahara with three stakers that have SAHARA and let the pool take it, and half of the protocol's fees given to them.
 * `slasher` is an account with the slasher's role and without its delay.
 */
export async function deployStaking() {
  const sahara = await loadSahara();
  const { token, ledger, manager, stakingPool: pool, stakingRewards: rewards } = sahara;
  const { deployer, payer, owner: alice, otherOwner: bob, contributor: carol } = sahara;
  const stakers = [alice, bob, carol];
  for (const account of stakers) {
    await token.connect(deployer).transfer(account, 10_000_000n * ONE_SAHARA);
    await token.connect(account).approve(pool, ethers.MaxUint256);
  }
  const timelock = await sahara.getTimelockSigner();
  const slasher = sahara.arbiter;
  await sahara.grantRole("poolSlasher", slasher);
  await ledger.connect(timelock).releaseUnits(PROTOCOL, rewards, UNITS / 2n);

  /** SAHARA staked by an account, for itself unless told otherwise. */
  const stake = async (by: Signer, amount: bigint, account: AddressLike = by.getAddress()) =>
    await pool.connect(by).stake(await ethers.resolveAddress(account), amount);
  /** Fees of the protocol, half of them for the stakers. */
  const payFees = async (amount: bigint) =>
    await ledger.connect(payer).pay(PROTOCOL, token, amount, ZeroHash);
  const slash = async (bps: BigNumberish) => await pool.connect(slasher).slash(bps, ZeroHash);
  const claim = async (by: Signer, ...tokens: AddressLike[]) => {
    const resolved = await Promise.all(tokens.map(async (one) => await ethers.resolveAddress(one)));
    return await rewards.connect(by).claim(resolved, by.getAddress());
  };

  return {
    ...sahara,
    ...{ pool, rewards, manager, alice, bob, carol, stakers, slasher, timelock },
    ...{ stake, payFees, slash, claim },
  };
}

export const loadStaking = async () => await loadFixture(deployStaking);

/** The shares of a thaw and its end. */
export const thawOf = async (pool: StakingPool, account: AddressLike, id: bigint) => {
  const { shares, end } = await pool.thawOf(account, id);
  return { shares, end };
};
