import { expect } from "chai";

import { ethers, latestTime, loadFixture, networkHelpers } from "../helpers/chain.ts";
import { createKey, deployOperators, ONE_SAHARA } from "../helpers/operators.ts";

const DAY = 86_400n;
const THAW_PERIOD = 12n * DAY;
const DRIP_PERIOD = 7n * DAY;
const ONE = 10n ** 18n;
const OWN = 10_000n * ONE_SAHARA;
const ROOM = 10n * OWN;
const FAULT = ethers.id("fault");
const HALF = 5_000n;

/** Operators, one of which has stake, and two accounts that have SAHARA to back it. */
async function deployBacking() {
  const world = await deployOperators();
  const { operators, token, deployer, operator, slasher } = world;
  const { contributor: backer, otherContributor: otherBacker } = world;
  for (const account of [backer, otherBacker]) {
    await token.connect(deployer).transfer(account, 10n * ROOM);
    await token.connect(account).approve(operators, ethers.MaxUint256);
  }
  await world.stake(OWN);

  const back = async (amount: bigint, by = backer) =>
    await operators.connect(by).back(operator, amount);
  const thaw = async (shares: bigint, by = backer) =>
    await operators.connect(by).thawBacking(operator, shares);
  const withdraw = async (id: bigint, by = backer) =>
    await operators.connect(by).withdrawBacking(operator, id, by);
  const slash = async (amount: bigint, rewardBps = HALF) =>
    await operators.connect(slasher).slash(operator, amount, rewardBps, world.reporter, FAULT);
  const worthOf = async (by = backer) => (await operators.backedBy(operator, by)).worth;

  return { ...world, backer, otherBacker, back, thaw, withdraw, slash, worthOf };
}

const loadBacking = async () => await loadFixture(deployBacking);

describe("Backers", () => {
  describe("back (STK-10)", () => {
    it("adds to what the operator may earn, and not to what it may withdraw or be active with", async () => {
      const { operators, token, operator, backer, back } = await loadBacking();
      const capacity = await operators.capacityIn(operator, token);

      const backing = back(ROOM);

      await expect(backing)
        .to.emit(operators, "BackingAdded")
        .withArgs(operator, backer, ROOM, ROOM);
      await expect(backing).to.changeTokenBalances(
        ethers,
        token,
        [backer, operators],
        [-ROOM, ROOM],
      );
      expect(await operators.capacityIn(operator, token)).to.equal(11n * capacity);
      expect((await operators.operatorOf(operator)).stake).to.equal(OWN + ROOM);
      expect(await operators.backingOf(operator)).to.deep.equal([ROOM, 0n, ONE, ROOM]);
      await expect(operators.connect(operator).requestUnstake(OWN + 1n))
        .to.be.revertedWithCustomError(operators, "OperatorRegistry_NotStaked")
        .withArgs(operator, OWN + 1n, OWN);
      await operators.connect(operator).requestUnstake(OWN);
      expect(await operators.isActive(operator)).to.equal(false);
      await networkHelpers.time.increase(14n * DAY);
      await expect(operators.connect(operator).withdrawStake(operator)).to.changeTokenBalance(
        ethers,
        token,
        operator,
        OWN,
      );
    });

    it("takes ten times what stands of the operator's own, and something", async () => {
      const { operators, operator, otherOperator, backer, back } = await loadBacking();
      await back(ROOM - 5n);

      await expect(back(0n)).to.be.revertedWithCustomError(operators, "OperatorBacking_ZeroAmount");
      await expect(back(6n))
        .to.be.revertedWithCustomError(operators, "OperatorBacking_TooMuch")
        .withArgs(operator, 6n, 5n);
      await expect(operators.connect(backer).back(otherOperator, 1n))
        .to.be.revertedWithCustomError(operators, "OperatorBacking_TooMuch")
        .withArgs(otherOperator, 1n, 0n);
      await operators.connect(operator).requestUnstake(OWN / 2n);
      expect(await operators.backingRoom(operator)).to.equal(0n);
    });

    it("is closed while the registry is paused, with payments; nothing else is", async () => {
      const { operators, manager, slasher, operator, backer, back, thaw } = await loadBacking();
      await back(ROOM);
      await thaw(1n);
      await networkHelpers.time.increase(THAW_PERIOD);
      expect(await operators.authority()).to.equal(manager);
      await operators.connect(slasher).pause(7n * DAY);
      const until = await operators.pausedUntil();

      const pay = async () => await operators.connect(operator).payBackers(1n);
      for (const enter of [async () => await back(1n), pay]) {
        await expect(enter())
          .to.be.revertedWithCustomError(operators, "EntryPause_Paused")
          .withArgs(until);
      }
      await thaw(1n);
      await operators.connect(backer).withdrawBacking(operator, 0n, backer);
      await operators.connect(backer).claimBackingRewards(operator, backer);
    });
  });

  describe("thawBacking and withdrawBacking (STK-11)", () => {
    it("cover nothing new from the request on, and pay after 12 days", async () => {
      const { operators, token, operator, backer, stranger, back, lock } = await loadBacking();
      await back(ROOM);
      await lock((await operators.capacityIn(operator, token)) / 2n);

      const request = await operators.connect(backer).thawBacking(operator, ROOM);

      const end = (await latestTime()) + THAW_PERIOD;
      await expect(request)
        .to.emit(operators, "BackingThawing")
        .withArgs(operator, backer, 0n, ROOM, end);
      expect(await operators.capacityIn(operator, token)).to.equal(0n);
      expect(await operators.lockedOf(operator)).to.equal((OWN + ROOM) / 2n);
      expect(await operators.backingOf(operator)).to.deep.equal([0n, ROOM, ONE, 0n]);
      expect(await operators.backingThawOf(operator, backer, 0n)).to.deep.equal([ROOM, end]);
      expect(await operators.backingThawCountOf(operator, backer)).to.equal(1n);
      await networkHelpers.time.setNextBlockTimestamp(end - 1n);
      const withdraw = async () =>
        await operators.connect(backer).withdrawBacking(operator, 0n, stranger);
      await expect(withdraw())
        .to.be.revertedWithCustomError(operators, "OperatorBacking_StillThawing")
        .withArgs(end);
      await networkHelpers.time.setNextBlockTimestamp(end);
      const withdrawal = withdraw();
      await expect(withdrawal)
        .to.emit(operators, "BackingWithdrawn")
        .withArgs(operator, backer, 0n, stranger, ROOM);
      await expect(withdrawal).to.changeTokenBalance(ethers, token, stranger, ROOM);
    });

    it("refuse nothing, nobody, more than there is, and a thaw a second time", async () => {
      const { operators, operator, backer, back, thaw, withdraw } = await loadBacking();
      await back(ROOM);

      await expect(thaw(0n)).to.be.revertedWithCustomError(operators, "OperatorBacking_ZeroAmount");
      await expect(thaw(ROOM + 1n))
        .to.be.revertedWithCustomError(operators, "OperatorBacking_NotBacked")
        .withArgs(operator, backer, ROOM + 1n, ROOM);
      await thaw(ROOM);
      await networkHelpers.time.increase(THAW_PERIOD);
      await expect(
        operators.connect(backer).withdrawBacking(operator, 0n, ethers.ZeroAddress),
      ).to.be.revertedWithCustomError(operators, "OperatorBacking_ZeroAccount");
      await withdraw(0n);
      await expect(withdraw(0n))
        .to.be.revertedWithCustomError(operators, "OperatorBacking_UnknownThaw")
        .withArgs(operator, backer, 0n);
    });

    it("hold nothing of the operator's own back that is not locked", async () => {
      const { operators, token, operator, back, thaw, lock } = await loadBacking();
      await back(ROOM);
      await lock(await operators.capacityIn(operator, token));
      await operators.connect(operator).requestUnstake(OWN);
      await thaw(ROOM);
      await networkHelpers.time.increase(14n * DAY);

      await expect(operators.connect(operator).withdrawStake(operator)).to.changeTokenBalance(
        ethers,
        token,
        operator,
        OWN,
      );
    });
  });

  describe("slashing (STK-12)", () => {
    it("takes from operator and backers alike, thawing or not, and rewards for the operator's part", async () => {
      const { operators, operator, timelock, reporter, ...world } = await loadBacking();
      await world.back(2n * OWN);
      await world.back(OWN, world.otherBacker);
      await world.thaw(OWN);
      const before = await operators.rewardOf(timelock);

      const slashing = world.slash(OWN);

      await expect(slashing)
        .to.emit(operators, "BackingSlashed")
        .withArgs(operator, (2n * OWN * 3n) / 4n, (OWN * 3n) / 4n, (ONE * 3n) / 4n)
        .and.to.emit(operators, "Slashed")
        .withArgs(operator, ethers.ZeroAddress, reporter, OWN, OWN / 8n, 0n, FAULT);
      expect(await operators.rewardOf(reporter)).to.equal(OWN / 8n);
      expect((await operators.rewardOf(timelock)) - before).to.equal((OWN * 7n) / 8n);
      expect(await world.worthOf()).to.equal((OWN * 3n) / 4n);
      expect(await world.worthOf(world.otherBacker)).to.equal((OWN * 3n) / 4n);
      await networkHelpers.time.increase(THAW_PERIOD);
      await expect(world.withdraw(0n)).to.changeTokenBalance(
        ethers,
        world.token,
        world.backer,
        (OWN * 3n) / 4n,
      );
      await world.back(3n);
      expect((await operators.backedBy(operator, world.backer)).shares).to.equal(OWN + 4n);
    });

    it("never pays an operator that reports itself, whatever backs it (OPR-6)", async () => {
      const { operators, operator, reporter, slasher, addKey, ...world } = await loadBacking();
      const key = createKey(1);
      await addKey(key);
      await world.back(ROOM);

      await operators
        .connect(slasher)
        .slashKey(operator, key.address, 10_000n, HALF, reporter, FAULT);

      expect(await operators.rewardOf(reporter)).to.equal(OWN / 2n);
    });

    it("reaches who withdraws after it, and leaves no loss to others of who withdrew before", async () => {
      const { operators, operator, ...world } = await loadBacking();
      const { backer, otherBacker, token } = world;
      await world.back(OWN);
      await world.back(OWN, otherBacker);
      for (const account of [backer, otherBacker]) await world.thaw(OWN, account);
      await networkHelpers.time.increase(THAW_PERIOD);

      await expect(world.withdraw(0n)).to.changeTokenBalance(ethers, token, backer, OWN);
      await world.slash(OWN);
      await expect(world.withdraw(0n, otherBacker)).to.changeTokenBalance(
        ethers,
        token,
        otherBacker,
        OWN / 2n,
      );
      expect((await operators.operatorOf(operator)).stake).to.equal(OWN / 2n);
    });

    it("leaves an operator whose shares are worth less than a hundredth without new backers", async () => {
      const { operators, operator, stake, back, slash } = await loadBacking();
      await back(ROOM);
      await slash(((OWN + ROOM) * 995n) / 1_000n);
      await stake(OWN);

      await expect(back(1n))
        .to.be.revertedWithCustomError(operators, "OperatorBacking_Ruined")
        .withArgs(operator, ONE / 200n, ONE / 100n);
      expect(await operators.backingRoom(operator)).to.equal(0n);
    });
  });

  describe("rewards", () => {
    const PAID = 700_000n;
    const DUST = 1n;

    it("drip to backers for 7 days; who leaves or comes keeps or gets its part", async () => {
      const { operators, token, operator, backer, otherBacker, ...world } = await loadBacking();
      await world.back(OWN);
      const payment = operators.connect(operator).payBackers(PAID);
      await expect(payment).to.changeTokenBalance(ethers, token, operators, PAID);
      const end = (await latestTime()) + DRIP_PERIOD;
      await expect(payment).to.emit(operators, "BackersPaid").withArgs(operator, PAID, end);

      await networkHelpers.time.setNextBlockTimestamp(end - DRIP_PERIOD / 2n);
      await world.back(3n * OWN, otherBacker);
      await networkHelpers.time.increaseTo(end);

      const own = PAID / 2n + PAID / 8n;
      expect(await operators.claimableBacking(operator, backer)).to.be.closeTo(own, DUST);
      expect(await operators.claimableBacking(operator, otherBacker)).to.be.closeTo(
        (PAID * 3n) / 8n,
        DUST,
      );
      await world.thaw(OWN);
      const claim = operators.connect(backer).claimBackingRewards(operator, backer);
      await expect(claim)
        .to.emit(operators, "BackingRewardClaimed")
        .withArgs(operator, backer, backer, own - DUST);
      await expect(claim).to.changeTokenBalance(ethers, token, backer, own - DUST);
      const { received, paid } = await operators.backingDripOf(operator);
      expect([received, paid]).to.deep.equal([PAID, own - DUST]);
    });

    it("are not begun with nothing, nor while the last drip, nor claimed for nobody", async () => {
      const { operators, operator, backer, back } = await loadBacking();
      await back(OWN);
      const pay = async (amount: bigint) => await operators.connect(operator).payBackers(amount);

      await expect(pay(0n)).to.be.revertedWithCustomError(operators, "OperatorBacking_ZeroAmount");
      await operators.connect(backer).thawBacking(operator, OWN - 1n);
      await expect(pay(PAID))
        .to.be.revertedWithCustomError(operators, "OperatorBacking_TooFewShares")
        .withArgs(operator, 1n, 1_000n * ONE_SAHARA);
      await back(OWN);
      await pay(PAID);
      await expect(pay(PAID))
        .to.be.revertedWithCustomError(operators, "OperatorBacking_StillDripping")
        .withArgs(operator, (await latestTime()) + DRIP_PERIOD);
      await expect(
        operators.connect(backer).claimBackingRewards(operator, ethers.ZeroAddress),
      ).to.be.revertedWithCustomError(operators, "OperatorBacking_ZeroAccount");
    });
  });
});
