import { expect } from "chai";

import { EXCLUDED } from "../../deploy/modules/Governance.ts";
import { AUTHORITY_DELAY } from "../../deploy/modules/Roles.ts";
import { ethers, latestTime, networkHelpers } from "../helpers/chain.ts";
import { ONE_SAHARA } from "../helpers/operators.ts";
import { DAY, loadStaking, THAW_PERIOD } from "./deployStaking.ts";
import { createMoves, SUPPLY, SUPPORT } from "./deployGovernance.ts";

const AMOUNT = 1_000_000n * ONE_SAHARA;
const ONE = 10n ** 18n;
const MAX_SLASH_BPS = 3_000n;
const REASON = ethers.id("what was decided");

describe("StakingPool", () => {
  describe("stake", () => {
    it("gives receipts, one for each base unit, to whom it is for", async () => {
      const { pool, token, alice, bob, stake } = await loadStaking();

      const staking = stake(alice, AMOUNT, bob);

      await expect(staking)
        .to.emit(pool, "StakeAdded")
        .withArgs(bob, alice, AMOUNT, AMOUNT)
        .and.to.emit(pool, "Transfer")
        .withArgs(ethers.ZeroAddress, bob, AMOUNT);
      await expect(staking).to.changeTokenBalances(ethers, token, [alice, pool], [-AMOUNT, AMOUNT]);
      expect(await pool.stakeOf(bob)).to.equal(AMOUNT);
      expect(await pool.staked()).to.equal(AMOUNT);
    });

    it("refuses nobody, nothing, and what the caller does not have", async () => {
      const { pool, token, alice, stake } = await loadStaking();

      await expect(stake(alice, AMOUNT, ethers.ZeroAddress)).to.be.revertedWithCustomError(
        pool,
        "StakingPool_ZeroAccount",
      );
      await expect(stake(alice, 0n)).to.be.revertedWithCustomError(pool, "StakingPool_ZeroAmount");
      await expect(stake(alice, 100n * AMOUNT)).to.be.revertedWithCustomError(
        token,
        "ERC20InsufficientBalance",
      );
    });

    it("gives more receipts after a slash, each worth less, rounded down", async () => {
      const { pool, alice, bob, stake, slash } = await loadStaking();
      await stake(alice, AMOUNT);
      await slash(3_000n);

      await stake(bob, 100n);

      expect(await pool.balanceOf(bob)).to.equal(142n);
      expect(await pool.stakeOf(bob)).to.equal(99n);
    });

    it("counts in no quorum what the treasury stakes (GOV-9)", async () => {
      const { pool, timelock, alice, stake } = await loadStaking();

      await stake(alice, AMOUNT, timelock);

      expect(await pool.getVotes(EXCLUDED)).to.equal(AMOUNT);
    });

    it("is closed while the pool is paused, and nothing else is (STK-9)", async () => {
      const { pool, rewards, council, alice, bob, stake, claim } = await loadStaking();
      await stake(alice, AMOUNT);
      await pool.connect(alice).requestUnstake(1n);
      await networkHelpers.time.increase(THAW_PERIOD);
      await pool.connect(council).pause(7n * DAY);
      const until = await pool.pausedUntil();

      await expect(stake(alice, AMOUNT))
        .to.be.revertedWithCustomError(pool, "EntryPause_Paused")
        .withArgs(until);
      await pool.connect(alice).withdraw(0n, alice);
      await pool.connect(alice).requestUnstake(1n);
      await pool.connect(alice).transfer(bob, 1n);
      await claim(alice, ...(await rewards.currencies()));
    });
  });

  describe("requestUnstake and withdraw (STK-5)", () => {
    it("thaw for 21 days, then pay to whom the staker says", async () => {
      const { pool, token, alice, stranger, stake } = await loadStaking();
      await stake(alice, AMOUNT);

      const request = await pool.connect(alice).requestUnstake(AMOUNT / 4n);
      const end = (await latestTime()) + THAW_PERIOD;

      await expect(request)
        .to.emit(pool, "StakeThawing")
        .withArgs(alice, 0n, AMOUNT / 4n, end);
      expect(await pool.thawOf(alice, 0n)).to.deep.equal([AMOUNT / 4n, end]);
      expect(await pool.thawCountOf(alice)).to.equal(1n);
      expect(await pool.staked()).to.equal(AMOUNT);
      await networkHelpers.time.setNextBlockTimestamp(end - 1n);
      await expect(pool.connect(alice).withdraw(0n, stranger))
        .to.be.revertedWithCustomError(pool, "StakingPool_StillThawing")
        .withArgs(end);
      await networkHelpers.time.setNextBlockTimestamp(end);
      const withdrawal = pool.connect(alice).withdraw(0n, stranger);
      await expect(withdrawal)
        .to.emit(pool, "ThawWithdrawn")
        .withArgs(alice, 0n, stranger, AMOUNT / 4n);
      await expect(withdrawal).to.changeTokenBalance(ethers, token, stranger, AMOUNT / 4n);
      expect(await pool.staked()).to.equal((AMOUNT * 3n) / 4n);
    });

    it("refuse nothing, nobody, others' thaws, and a thaw a second time", async () => {
      const { pool, alice, bob, stake } = await loadStaking();
      await stake(alice, AMOUNT);
      await pool.connect(alice).requestUnstake(AMOUNT);
      await networkHelpers.time.increase(THAW_PERIOD);

      await expect(pool.connect(alice).requestUnstake(0n)).to.be.revertedWithCustomError(
        pool,
        "StakingPool_ZeroAmount",
      );
      await expect(pool.connect(alice).requestUnstake(1n))
        .to.be.revertedWithCustomError(pool, "ERC20InsufficientBalance")
        .withArgs(alice, 0n, 1n);
      await expect(
        pool.connect(alice).withdraw(0n, ethers.ZeroAddress),
      ).to.be.revertedWithCustomError(pool, "StakingPool_ZeroAccount");
      await expect(pool.connect(bob).withdraw(0n, bob))
        .to.be.revertedWithCustomError(pool, "StakingPool_UnknownThaw")
        .withArgs(bob, 0n);
      await pool.connect(alice).withdraw(0n, alice);
      await expect(pool.connect(alice).withdraw(0n, alice))
        .to.be.revertedWithCustomError(pool, "StakingPool_UnknownThaw")
        .withArgs(alice, 0n);
    });

    it("take the votes at once", async () => {
      const { pool, alice, stake } = await loadStaking();
      await pool.connect(alice).delegate(alice);
      await stake(alice, AMOUNT);

      await pool.connect(alice).requestUnstake(AMOUNT / 2n);

      expect(await pool.getVotes(alice)).to.equal(AMOUNT / 2n);
    });
  });

  describe("slash (STK-4)", () => {
    it("takes from all alike, thawing or not, for the treasury", async () => {
      const { pool, token, timelock, alice, bob, stake, slash } = await loadStaking();
      await stake(alice, AMOUNT);
      await stake(bob, AMOUNT);
      await pool.connect(bob).requestUnstake(AMOUNT);
      const taken = (AMOUNT * 2n) / 10n;

      const slashing = slash(1_000n);

      await expect(slashing)
        .to.emit(pool, "PoolSlashed")
        .withArgs(1_000n, taken, (ONE * 9n) / 10n, ethers.ZeroHash);
      await expect(slashing).to.changeTokenBalances(
        ethers,
        token,
        [pool, timelock],
        [-taken, taken],
      );
      expect(await pool.stakeOf(alice)).to.equal((AMOUNT * 9n) / 10n);
      await networkHelpers.time.increase(THAW_PERIOD);
      await pool.connect(bob).withdraw(0n, bob);
      expect(await pool.staked()).to.equal((AMOUNT * 9n) / 10n);
    });

    it("takes something, at most 30 %, and not again for 21 days", async () => {
      const { pool, alice, stake, slash } = await loadStaking();
      await stake(alice, AMOUNT);

      for (const bps of [0n, MAX_SLASH_BPS + 1n]) {
        await expect(slash(bps))
          .to.be.revertedWithCustomError(pool, "StakingPool_SlashOutOfBounds")
          .withArgs(bps, MAX_SLASH_BPS);
      }
      await slash(MAX_SLASH_BPS);
      const next = (await latestTime()) + THAW_PERIOD;
      expect(await pool.nextSlash()).to.equal(next);
      await networkHelpers.time.setNextBlockTimestamp(next - 1n);
      await expect(slash(1n))
        .to.be.revertedWithCustomError(pool, "StakingPool_SlashTooSoon")
        .withArgs(next);
      await networkHelpers.time.setNextBlockTimestamp(next);
      await slash(1n);
    });

    it("leaves a receipt at least a hundredth", async () => {
      const { pool, alice, stake, slash } = await loadStaking();
      await stake(alice, AMOUNT);
      let rate = ONE;
      while ((rate * 7n) / 10n >= ONE / 100n) {
        await slash(MAX_SLASH_BPS);
        await networkHelpers.time.increase(THAW_PERIOD);
        rate = (rate * 7n) / 10n;
      }
      expect(await pool.rate()).to.equal(rate);

      await expect(slash(MAX_SLASH_BPS))
        .to.be.revertedWithCustomError(pool, "StakingPool_RateTooLow")
        .withArgs((rate * 7n) / 10n, ONE / 100n);
    });

    it("is announced to the manager five days before (GOV-8)", async () => {
      const { pool, manager, timelock, alice, stake } = await loadStaking();
      await stake(alice, AMOUNT);
      const data = pool.interface.encodeFunctionData("slash", [1_000n, REASON]);
      const operation = await manager.hashOperation(timelock, pool, data);

      await expect(pool.connect(timelock).slash(1_000n, REASON))
        .to.be.revertedWithCustomError(manager, "AccessManagerNotScheduled")
        .withArgs(operation);
      await manager.connect(timelock).schedule(pool, data, 0n);
      const ready = (await latestTime()) + BigInt(AUTHORITY_DELAY);
      await networkHelpers.time.setNextBlockTimestamp(ready - 1n);
      await expect(pool.connect(timelock).slash(1_000n, REASON))
        .to.be.revertedWithCustomError(manager, "AccessManagerNotReady")
        .withArgs(operation);
      await networkHelpers.time.setNextBlockTimestamp(ready);
      await expect(pool.connect(timelock).slash(1_000n, REASON))
        .to.emit(pool, "PoolSlashed")
        .withArgs(1_000n, AMOUNT / 10n, (ONE * 9n) / 10n, REASON);
    });
  });

  describe("votes (STK-3)", () => {
    it("count in SAHARA at the rate of their time, which no later slash changes", async () => {
      const { pool, token, alice, bob, stake, slash } = await loadStaking();
      await pool.connect(alice).delegate(bob);
      await stake(alice, AMOUNT);
      const before = await latestTime();
      await slash(2_000n);
      const after = await latestTime();
      await stake(alice, 800n);
      await networkHelpers.mine();

      expect(await pool.getPastVotes(bob, before)).to.equal(AMOUNT);
      expect(await pool.getPastVotes(bob, after)).to.equal((AMOUNT * 8n) / 10n);
      expect(await pool.getVotes(bob)).to.equal((AMOUNT * 8n) / 10n + 800n);
      expect(await pool.getPastTotalSupply(before)).to.equal(AMOUNT);
      expect(await pool.getPastTotalSupply(after)).to.equal((AMOUNT * 8n) / 10n);
      expect(await pool.pastRate(before)).to.equal(ONE);
      expect(await pool.getPastVotes(alice, after)).to.equal(0n);
      expect(await pool.CLOCK_MODE()).to.equal("mode=timestamp");
      expect(await pool.clock()).to.equal(await latestTime());
      expect(await token.delegates(pool)).to.equal(ethers.ZeroAddress);
    });

    it("count beside those of SAHARA, to propose and to vote", async () => {
      const { pool, token, governor, alice, stake, ...sahara } = await loadStaking();
      await token.connect(alice).delegate(alice);
      await pool.connect(alice).delegate(alice);
      await stake(alice, 9_000_000n * ONE_SAHARA);
      await token.connect(sahara.deployer).transfer(alice, 6_000_000n * ONE_SAHARA);
      await networkHelpers.mine();
      const moves = createMoves(governor, sahara.timelock as never);
      const proposal = {
        ...{ targets: [alice.address], values: [0n], calldatas: ["0x"], description: "Try" },
      };

      // Neither 7 nor 9 million would be enough.
      const id = await moves.propose(proposal, alice);
      await moves.startVote(id);
      await moves.vote(id, alice, SUPPORT.for);

      const [, inFavour] = await governor.proposalVotes(id);
      expect(inFavour).to.equal(16_000_000n * ONE_SAHARA);
    });

    it("of the excluded leave the quorum's base when they are staked, too (GOV-9)", async () => {
      const { pool, token, governor, timelock, deployer, stake, alice } = await loadStaking();
      await token.connect(deployer).transfer(timelock, SUPPLY / 2n);
      await token.connect(timelock).approve(pool, SUPPLY);
      await pool.connect(timelock).delegate(EXCLUDED);
      await networkHelpers.mine();
      const before = await governor.countedSupply((await latestTime()) - 1n);

      await stake(timelock, SUPPLY / 4n);
      await stake(alice, AMOUNT);
      await networkHelpers.mine();

      expect(before).to.equal(SUPPLY / 2n);
      expect(await governor.countedSupply((await latestTime()) - 1n)).to.equal(before);
    });
  });

  describe("attacks", () => {
    it("receipts borrowed for one transaction bring no votes", async () => {
      const { pool, governor, alice, stranger, stake } = await loadStaking();
      await stake(alice, 9_000_000n * ONE_SAHARA);
      const voter = await ethers.deployContract("FlashVoter", [governor, pool]);
      await pool.connect(alice).approve(voter, ethers.MaxUint256);
      const call = governor.interface.encodeFunctionData("propose", [
        [stranger.address],
        [0n],
        ["0x"],
        "Take it",
      ]);

      await expect(
        voter.getFunction("attack")(alice, 9_000_000n * ONE_SAHARA, call),
      ).to.be.revertedWithCustomError(governor, "GovernorInsufficientProposerVotes");
    });

    it("whoever withdraws before a slash leaves no loss to others; after it pays its own", async () => {
      const { pool, token, alice, bob, carol, stake, slash } = await loadStaking();
      for (const account of [alice, bob, carol]) await stake(account, AMOUNT);
      for (const account of [alice, bob]) await pool.connect(account).requestUnstake(AMOUNT);
      await networkHelpers.time.increase(THAW_PERIOD);

      const early = pool.connect(alice).withdraw(0n, alice);
      await expect(early).to.changeTokenBalance(ethers, token, alice, AMOUNT);
      await slash(1_000n);
      const late = pool.connect(bob).withdraw(0n, bob);

      await expect(late).to.changeTokenBalance(ethers, token, bob, (AMOUNT * 9n) / 10n);
      expect(await pool.stakeOf(carol)).to.equal((AMOUNT * 9n) / 10n);
      expect(await pool.staked()).to.equal((AMOUNT * 9n) / 10n);
    });

    it("the first staker gains nothing by a gift to the pool (STK-1)", async () => {
      const { pool, token, alice, bob, stake } = await loadStaking();
      await stake(alice, 1n);
      await token.connect(alice).transfer(pool, AMOUNT);

      await stake(bob, AMOUNT / 2n);

      expect(await pool.rate()).to.equal(ONE);
      expect(await pool.stakeOf(bob)).to.equal(AMOUNT / 2n);
      expect(await pool.stakeOf(alice)).to.equal(1n);
      expect(await pool.staked()).to.equal(AMOUNT / 2n + 1n);
    });

    it("what the treasury staked leaves for nobody without notice, whoever was allowed to (DIS-8)", async () => {
      const { pool, token, timelock, alice, bob, stake } = await loadStaking();
      await stake(alice, AMOUNT, timelock);
      const treasury = pool.connect(timelock);
      await treasury.approve(bob, AMOUNT);

      await expect(treasury.transfer(bob, 1n))
        .to.be.revertedWithCustomError(pool, "StakingPool_OnlyToTreasury")
        .withArgs(bob);
      await expect(pool.connect(bob).transferFrom(timelock, bob, 1n))
        .to.be.revertedWithCustomError(pool, "StakingPool_OnlyToTreasury")
        .withArgs(bob);
      await treasury.requestUnstake(AMOUNT);
      await networkHelpers.time.increase(THAW_PERIOD);
      await expect(treasury.withdraw(0n, bob))
        .to.be.revertedWithCustomError(pool, "StakingPool_OnlyToTreasury")
        .withArgs(bob);
      const back = treasury.withdraw(0n, timelock);
      await expect(back).to.changeTokenBalances(ethers, token, [pool, timelock], [-AMOUNT, AMOUNT]);
    });

    it("dust in any number brings no base unit more than it cost (STK-2)", async () => {
      const { pool, alice, bob, stake, slash } = await loadStaking();
      await stake(alice, AMOUNT);
      await slash(777n);
      const stakeOfAlice = await pool.stakeOf(alice);
      let put = 0n;
      for (const dust of [1n, 2n, 3n, 7n, 1n, 1n]) {
        await stake(bob, dust);
        put += dust;
      }
      for (const receipts of [1n, 1n, 2n]) await pool.connect(bob).requestUnstake(receipts);
      await pool.connect(bob).requestUnstake(await pool.balanceOf(bob));
      await networkHelpers.time.increase(THAW_PERIOD);

      const before = await pool.staked();
      for (let id = 0n; id < 4n; id++) await pool.connect(bob).withdraw(id, bob);

      expect(before - (await pool.staked()) <= put).to.equal(true);
      expect(await pool.stakeOf(alice)).to.equal(stakeOfAlice);
    });
  });
});
