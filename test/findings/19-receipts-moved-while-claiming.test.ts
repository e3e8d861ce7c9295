import { expect } from "chai";
import { ZeroHash } from "ethers";

import { ethers, networkHelpers } from "../helpers/chain.ts";
import { ONE_SAHARA } from "../helpers/operators.ts";
import { DRIP_PERIOD, loadStaking, NATIVE, PROTOCOL } from "../governance/deployStaking.ts";

const AMOUNT = 1_000_000n * ONE_SAHARA;
const FEES = 2_000_000n;
/** Half of the fees are the stakers', and half of that is one staker's, less what is rounded off. */
const EARNED = FEES / 4n - 1n;

/**
 * A claim in several currencies read the receipts once. Whoever was paid in the native coin could give them away before
 * the next currency: the debt went with them, and what they had earned was paid a second time, out of others' rewards.
 */
describe("finding 19: receipts that move in the middle of a claim", () => {
  it("are paid what they have earned, once, in every currency (STK-6)", async () => {
    const fixture = await loadStaking();
    const { pool, rewards, ledger, token, payer, alice, bob, stake } = fixture;
    const restless = await ethers.deployContract("RestlessStaker", [pool, rewards, bob]);
    await stake(alice, AMOUNT);
    await stake(alice, AMOUNT, restless);
    await fixture.payFees(FEES);
    await ledger.connect(payer).pay(PROTOCOL, NATIVE, FEES, ZeroHash, { value: FEES });
    for (const currency of [NATIVE, await token.getAddress()]) await rewards.harvest(currency);
    await networkHelpers.time.increase(DRIP_PERIOD);

    await restless.getFunction("claim")([NATIVE, await token.getAddress()]);

    expect(await pool.balanceOf(bob)).to.equal(AMOUNT);
    expect(await token.balanceOf(restless)).to.equal(EARNED);
    expect(await rewards.claimable(bob, token)).to.equal(0n);
    expect(await rewards.claimable(alice, token)).to.equal(EARNED);
  });
});
