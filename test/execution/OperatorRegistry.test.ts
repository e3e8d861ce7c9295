import { expect } from "chai";

import { ethers, latestTime, loadFixture, networkHelpers } from "../helpers/chain.ts";
import { deployOperators, ONE_SAHARA } from "../helpers/operators.ts";

const DAY = 86_400n;
const THAW = 14n * DAY;
const STAKE = 5_000n * ONE_SAHARA;
const MIN_STAKE = 1_000n * ONE_SAHARA;
/** A tenth of the revenue in SAHARA is locked. */
const RATIO = 10n ** 17n;
const MAX_UINT96 = 2n ** 96n - 1n;
const FAULT = ethers.id("fault");
const { ZeroAddress } = ethers;

describe("OperatorRegistry", () => {
  const loadOperators = async () => await loadFixture(deployOperators);

  /** `operator` has staked. */
  async function withStake() {
    const world = await loadOperators();
    await world.stake(STAKE);
    return world;
  }

  /** `operator` has staked and can withdraw `thawing` of it any time. */
  async function withThawed(thawing: bigint) {
    const world = await withStake();
    await world.operators.connect(world.operator).requestUnstake(thawing);
    await networkHelpers.time.increase(THAW);
    return world;
  }

  it("knows the meter, the token, the treasury and the ratio of SAHARA", async () => {
    const { operators, meter, token, timelock, manager } = await loadOperators();

    expect(await operators.METER()).to.equal(meter);
    expect(await operators.TOKEN()).to.equal(token);
    expect(await operators.TREASURY()).to.equal(timelock);
    expect(await operators.authority()).to.equal(manager);
    expect(await operators.stakeRatioOf(token)).to.equal(RATIO);
    await expect(operators.deploymentTransaction())
      .to.emit(operators, "StakeRatioChanged")
      .withArgs(token, 0n, RATIO);
  });

  describe("stake", () => {
    it("adds to the stake of an operator, whoever brings it", async () => {
      const { operators, token, operator, otherOperator } = await withStake();
      const transaction = operators.connect(otherOperator).stake(operator, 7n);

      await expect(transaction).to.emit(operators, "Staked").withArgs(operator, otherOperator, 7n);
      await expect(transaction).to.changeTokenBalances(
        ethers,
        token,
        [otherOperator, operators],
        [-7n, 7n],
      );
      expect(await operators.operatorOf(operator)).to.deep.equal([STAKE + 7n, 0n, 0n, 0n]);
      expect((await operators.operatorOf(otherOperator)).stake).to.equal(0n);
    });

    it("makes an operator active from 1,000 SAHARA on", async () => {
      const { operators, operator, stake } = await loadOperators();

      await stake(MIN_STAKE - 1n);
      expect(await operators.isActive(operator)).to.be.false;
      await stake(1n);
      expect(await operators.isActive(operator)).to.be.true;
    });

    it("refuses nobody, nothing, and more than a stake can hold", async () => {
      const { operators, operator } = await withStake();
      const registry = operators.connect(operator);

      await expect(registry.stake(ZeroAddress, 1n)).to.be.revertedWithCustomError(
        operators,
        "OperatorRegistry_ZeroAccount",
      );
      await expect(registry.stake(operator, 0n)).to.be.revertedWithCustomError(
        operators,
        "OperatorRegistry_ZeroAmount",
      );
      await expect(registry.stake(operator, MAX_UINT96))
        .to.be.revertedWithCustomError(operators, "OperatorRegistry_OutOfBounds")
        .withArgs(STAKE + MAX_UINT96, MAX_UINT96);
    });

    it("stops while the entries are paused; what is staked still leaves (GOV-4)", async () => {
      const { operators, operator, slasher, stake } = await withThawed(STAKE);
      await operators.connect(slasher).pause(DAY);
      const until = await operators.pausedUntil();

      await expect(stake(1n))
        .to.be.revertedWithCustomError(operators, "EntryPause_Paused")
        .withArgs(until);
      await expect(operators.connect(operator).withdrawStake(operator))
        .to.emit(operators, "StakeWithdrawn")
        .withArgs(operator, operator, STAKE);
    });
  });

  describe("requestUnstake", () => {
    it("lets stake thaw for 14 days, which is then no longer active", async () => {
      const { operators, operator } = await withStake();
      const transaction = operators.connect(operator).requestUnstake(STAKE - MIN_STAKE + 1n);
      await transaction;
      const thawEnd = (await latestTime()) + THAW;

      await expect(transaction)
        .to.emit(operators, "UnstakeRequested")
        .withArgs(operator, STAKE - MIN_STAKE + 1n, thawEnd);
      expect(await operators.operatorOf(operator)).to.deep.equal([
        STAKE,
        STAKE - MIN_STAKE + 1n,
        thawEnd,
        0n,
      ]);
      expect(await operators.isActive(operator)).to.be.false;
    });

    it("keeps the time when it asks for less, and restarts it when it asks for more", async () => {
      const { operators, operator } = await withStake();
      const registry = operators.connect(operator);
      await registry.requestUnstake(100n);
      const thawEnd = (await latestTime()) + THAW;
      await networkHelpers.time.increase(DAY);

      await registry.requestUnstake(99n);
      expect((await operators.operatorOf(operator)).thawEnd).to.equal(thawEnd);
      await registry.requestUnstake(100n);
      expect((await operators.operatorOf(operator)).thawEnd).to.equal((await latestTime()) + THAW);
    });

    it("is cancelled by asking for nothing, and starts anew after that", async () => {
      const { operators, operator } = await withThawed(100n);
      const registry = operators.connect(operator);

      await registry.requestUnstake(0n);
      await expect(registry.withdrawStake(operator))
        .to.be.revertedWithCustomError(operators, "OperatorRegistry_NothingThawing")
        .withArgs(operator);
      await registry.requestUnstake(100n);
      await expect(registry.withdrawStake(operator))
        .to.be.revertedWithCustomError(operators, "OperatorRegistry_StillThawing")
        .withArgs((await latestTime()) + THAW);
    });

    it("refuses more than is staked", async () => {
      const { operators, operator } = await withStake();

      await expect(operators.connect(operator).requestUnstake(STAKE + 1n))
        .to.be.revertedWithCustomError(operators, "OperatorRegistry_NotStaked")
        .withArgs(operator, STAKE + 1n, STAKE);
    });
  });

  describe("withdrawStake", () => {
    it("pays what has thawed to whom the operator says", async () => {
      const { operators, token, operator, stranger } = await withThawed(100n);
      const transaction = operators.connect(operator).withdrawStake(stranger);

      await expect(transaction)
        .to.emit(operators, "StakeWithdrawn")
        .withArgs(operator, stranger, 100n);
      await expect(transaction).to.changeTokenBalances(
        ethers,
        token,
        [operators, stranger],
        [-100n, 100n],
      );
      const { stake, thawing } = await operators.operatorOf(operator);
      expect([stake, thawing]).to.deep.equal([STAKE - 100n, 0n]);
    });

    it("pays at the second at which the thaw ends, not before", async () => {
      const { operators, operator } = await withStake();
      const registry = operators.connect(operator);
      await registry.requestUnstake(100n);
      const { thawEnd } = await operators.operatorOf(operator);

      await networkHelpers.time.setNextBlockTimestamp(thawEnd - 1n);
      await expect(registry.withdrawStake(operator))
        .to.be.revertedWithCustomError(operators, "OperatorRegistry_StillThawing")
        .withArgs(thawEnd);
      await networkHelpers.time.setNextBlockTimestamp(thawEnd);
      await registry.withdrawStake(operator);
    });

    it("pays what was locked when the thaw began: locks end before it does (OPR-4)", async () => {
      const { operators, operator, lock } = await withStake();
      await lock(STAKE * 10n);
      await operators.connect(operator).requestUnstake(STAKE);
      await networkHelpers.time.increase(THAW);

      await expect(operators.connect(operator).withdrawStake(operator))
        .to.emit(operators, "StakeWithdrawn")
        .withArgs(operator, operator, STAKE);
    });

    it("leaves what is locked where a slash took the rest (OPR-4)", async () => {
      const { operators, operator, reporter, slasher, lock } = await withThawed(STAKE / 2n);
      await lock((STAKE / 2n) * 10n);
      // Half of what thaws and half of what is locked.
      await operators.connect(slasher).slash(operator, STAKE / 2n, 0n, reporter, FAULT);
      expect(await operators.lockedOf(operator)).to.equal(STAKE / 2n);

      await expect(operators.connect(operator).withdrawStake(operator))
        .to.emit(operators, "StakeWithdrawn")
        .withArgs(operator, operator, 0n);
      await networkHelpers.time.increase(8n * DAY);
      await expect(operators.connect(operator).withdrawStake(operator))
        .to.emit(operators, "StakeWithdrawn")
        .withArgs(operator, operator, STAKE / 4n);
    });

    it("refuses to pay nobody", async () => {
      const { operators, operator } = await withThawed(100n);

      await expect(
        operators.connect(operator).withdrawStake(ZeroAddress),
      ).to.be.revertedWithCustomError(operators, "OperatorRegistry_ZeroAccount");
    });
  });

  describe("setProfile", () => {
    const CAPABILITIES = 5n;
    const ENDPOINT = "https://node.example/v1";

    it("says what the operator can do, and where", async () => {
      const { operators, operator } = await loadOperators();

      await expect(operators.connect(operator).setProfile(CAPABILITIES, ENDPOINT, FAULT))
        .to.emit(operators, "ProfileChanged")
        .withArgs(operator, CAPABILITIES, ENDPOINT, FAULT);
      expect((await operators.operatorOf(operator)).capabilities).to.equal(CAPABILITIES);
      expect(await operators.endpointOf(operator)).to.equal(ENDPOINT);
    });

    it("takes an endpoint of 256 bytes, not of 257", async () => {
      const { operators, operator } = await loadOperators();
      const longest = "x".repeat(256);

      await operators.connect(operator).setProfile(0n, longest, FAULT);
      expect(await operators.endpointOf(operator)).to.equal(longest);
      await expect(operators.connect(operator).setProfile(0n, `${longest}y`, FAULT))
        .to.be.revertedWithCustomError(operators, "OperatorRegistry_EndpointTooLong")
        .withArgs(257n, 256n);
    });
  });

  describe("lockStake", () => {
    it("locks a tenth of the revenue in SAHARA until the end of the seventh day after", async () => {
      const { operators, token, operator, lock } = await withStake();
      const capacity = STAKE * 10n;
      expect(await operators.capacityIn(operator, token)).to.equal(capacity);
      const transaction = lock(1_000n);
      await transaction;
      const lastDay = (await latestTime()) / DAY + 7n;

      await expect(transaction)
        .to.emit(operators, "StakeLocked")
        .withArgs(operator, token, 1_000n, 100n, lastDay);
      expect(await operators.lockedOf(operator)).to.equal(100n);
      expect(await operators.capacityIn(operator, token)).to.equal(capacity - 1_000n);
      await networkHelpers.time.increaseTo(DAY * (lastDay + 1n) - 1n);
      expect(await operators.lockedOf(operator)).to.equal(100n);
      await networkHelpers.time.increaseTo(DAY * (lastDay + 1n));
      expect(await operators.lockedOf(operator)).to.equal(0n);
      expect(await operators.capacityIn(operator, token)).to.equal(capacity);
    });

    it("ends the locks of each day in turn (OPR-3)", async () => {
      const { operators, operator, lock } = await withStake();
      const startOfDay = ((await latestTime()) / DAY + 1n) * DAY;
      // Two locks on day 0, one each on days 1 and 5, and one on day 7, when all of them still count.
      for (const [day, stake] of [
        [0n, 1n],
        [0n, 2n],
        [1n, 4n],
        [5n, 8n],
        [7n, 16n],
      ] as const) {
        await networkHelpers.time.increaseTo(startOfDay + day * DAY + 10n * stake);
        await lock(stake * 10n);
      }
      expect(await operators.lockedOf(operator)).to.equal(31n);

      // A view and a lock of nothing come to the same.
      for (const [day, locked] of [
        [8n, 28n],
        [9n, 24n],
        [12n, 24n],
        [13n, 16n],
        [14n, 16n],
        [15n, 0n],
      ] as const) {
        await networkHelpers.time.increaseTo(startOfDay + day * DAY);
        expect(await operators.lockedOf(operator)).to.equal(locked);
        await lock(0n);
        expect(await operators.lockedOf(operator)).to.equal(locked);
      }
    });

    it("locks anew after a long time without (OPR-3)", async () => {
      const { operators, operator, lock } = await withStake();
      for (const idleDays of [0n, 8n, 9n, 100n]) {
        await networkHelpers.time.increase(idleDays * DAY + 1n);
        await lock(10n);
        expect(await operators.lockedOf(operator)).to.equal(1n);
      }
      await networkHelpers.time.increase(7n * DAY);
      await lock(20n);
      expect(await operators.lockedOf(operator)).to.equal(3n);
    });

    it("rounds up, and still covers all that the capacity says", async () => {
      const { operators, token, operator, slasher, lock } = await withStake();
      await lock(1n);
      expect(await operators.lockedOf(operator)).to.equal(1n);

      await operators.connect(slasher).setStakeRatio(token, 3n * RATIO + 1n);
      const capacity = await operators.capacityIn(operator, token);
      await expect(lock(capacity + 1n))
        .to.be.revertedWithCustomError(operators, "OperatorRegistry_OverCapacity")
        .withArgs(operator, capacity + 1n, capacity);
      await lock(capacity);
      expect(await operators.lockedOf(operator)).to.be.lessThanOrEqual(STAKE);
      expect(await operators.capacityIn(operator, token)).to.equal(0n);
    });

    it("locks nothing that thaws", async () => {
      const { operators, token, operator, lock } = await withThawed(STAKE - 10n);

      expect(await operators.capacityIn(operator, token)).to.equal(100n);
      await expect(lock(101n))
        .to.be.revertedWithCustomError(operators, "OperatorRegistry_OverCapacity")
        .withArgs(operator, 101n, 100n);
    });

    it("covers nothing where more is locked than is left", async () => {
      const { operators, token, operator, slasher, reporter, lock } = await withStake();
      await lock(STAKE * 10n);
      await operators.connect(slasher).slash(operator, STAKE - 1n, 0n, reporter, FAULT);

      expect(await operators.lockedOf(operator)).to.equal(1n);
      expect(await operators.capacityIn(operator, token)).to.equal(0n);
      await expect(lock(1n)).to.be.revertedWithCustomError(
        operators,
        "OperatorRegistry_OverCapacity",
      );
    });

    it("needs no stake for a token without a ratio", async () => {
      const { operators, meter, operator, stranger } = await loadOperators();
      expect(await operators.capacityIn(operator, stranger)).to.equal(ethers.MaxUint256);
      const transaction = operators.connect(meter).lockStake(operator, stranger, ethers.MaxUint256);

      await expect(transaction).not.to.emit(operators, "StakeLocked");
      expect(await operators.lockedOf(operator)).to.equal(0n);
    });

    it("is the meter's", async () => {
      const { operators, token, operator, slasher } = await withStake();

      for (const caller of [operator, slasher]) {
        await expect(operators.connect(caller).lockStake(operator, token, 1n))
          .to.be.revertedWithCustomError(operators, "OperatorRegistry_NotMeter")
          .withArgs(caller);
      }
    });
  });

  describe("slash", () => {
    it("takes the amount and divides it between reporter and treasury (OPR-1, OPR-6)", async () => {
      const { operators, operator, reporter, timelock, slasher } = await withStake();

      await expect(operators.connect(slasher).slash(operator, 1_001n, 3_000n, reporter, FAULT))
        .to.emit(operators, "Slashed")
        .withArgs(operator, ZeroAddress, reporter, 1_001n, 300n, 0n, FAULT);
      expect((await operators.operatorOf(operator)).stake).to.equal(STAKE - 1_001n);
      expect(await operators.rewardOf(reporter)).to.equal(300n);
      expect(await operators.rewardOf(timelock)).to.equal(701n);
    });

    it("takes all there is and no more, or nothing from whoever has nothing", async () => {
      const { operators, operator, otherOperator, reporter, slasher } = await withStake();
      const registry = operators.connect(slasher);

      expect(await registry.slash.staticCall(operator, MAX_UINT96, 0n, reporter, FAULT)).to.equal(
        STAKE,
      );
      await registry.slash(operator, MAX_UINT96, 0n, reporter, FAULT);
      expect((await operators.operatorOf(operator)).stake).to.equal(0n);
      await expect(registry.slash(otherOperator, 1n, 5_000n, reporter, FAULT))
        .to.emit(operators, "Slashed")
        .withArgs(otherOperator, ZeroAddress, reporter, 0n, 0n, 0n, FAULT);
    });

    it("takes what thaws in proportion, before and after the thaw ended (OPR-5)", async () => {
      const { operators, token, operator, reporter, slasher } = await withStake();
      await operators.connect(operator).requestUnstake((STAKE * 3n) / 5n);
      await operators.connect(slasher).slash(operator, STAKE / 2n, 0n, reporter, FAULT);
      expect((await operators.operatorOf(operator)).thawing).to.equal((STAKE * 3n) / 10n);

      await networkHelpers.time.increase(THAW);
      await operators.connect(slasher).slash(operator, STAKE / 4n, 0n, reporter, FAULT);
      const transaction = operators.connect(operator).withdrawStake(operator);
      await expect(transaction).to.changeTokenBalance(ethers, token, operator, (STAKE * 3n) / 20n);
      expect((await operators.operatorOf(operator)).stake).to.equal(STAKE / 10n);
    });

    it("comes too late for what was withdrawn (OPR-5)", async () => {
      const { operators, operator, reporter, slasher } = await withThawed(STAKE - 10n);
      await operators.connect(operator).withdrawStake(operator);

      await expect(operators.connect(slasher).slash(operator, STAKE, 0n, reporter, FAULT))
        .to.emit(operators, "Slashed")
        .withArgs(operator, ZeroAddress, reporter, 10n, 0n, 0n, FAULT);
    });

    it("never rewards more than half, nor nobody (OPR-6)", async () => {
      const { operators, operator, reporter, slasher } = await withStake();
      const registry = operators.connect(slasher);

      await registry.slash(operator, 10n, 5_000n, reporter, FAULT);
      expect(await operators.rewardOf(reporter)).to.equal(5n);
      await expect(registry.slash(operator, 10n, 5_001n, reporter, FAULT))
        .to.be.revertedWithCustomError(operators, "OperatorRegistry_OutOfBounds")
        .withArgs(5_001n, 5_000n);
      await expect(
        registry.slash(operator, 10n, 0n, ZeroAddress, FAULT),
      ).to.be.revertedWithCustomError(operators, "OperatorRegistry_ZeroAccount");
    });

    it("costs an operator that reports itself more than half (OPR-6)", async () => {
      const { operators, token, operator, slasher } = await withThawed(STAKE);
      await operators.connect(slasher).slash(operator, STAKE, 5_000n, operator, FAULT);
      const before = await token.balanceOf(operator);

      await operators.connect(operator).withdrawReward(operator);
      expect((await token.balanceOf(operator)) - before).to.equal(STAKE / 2n);
      expect((await operators.operatorOf(operator)).stake).to.equal(0n);
    });

    it("is restricted", async () => {
      const { operators, operator, reporter, meter } = await withStake();

      for (const caller of [operator, reporter, meter]) {
        await expect(operators.connect(caller).slash(operator, 1n, 0n, reporter, FAULT))
          .to.be.revertedWithCustomError(operators, "AccessManagedUnauthorized")
          .withArgs(caller);
      }
    });
  });

  describe("withdrawReward and releaseToTreasury", () => {
    it("pay each what is theirs, once (OPR-1)", async () => {
      const { operators, token, operator, reporter, stranger, timelock, slasher } =
        await withStake();
      await operators.connect(slasher).slash(operator, 1_000n, 3_000n, reporter, FAULT);

      const rewarded = operators.connect(reporter).withdrawReward(stranger);
      await expect(rewarded)
        .to.emit(operators, "RewardWithdrawn")
        .withArgs(reporter, stranger, 300n);
      await expect(rewarded).to.changeTokenBalance(ethers, token, stranger, 300n);
      const released = operators.connect(stranger).releaseToTreasury();
      await expect(released)
        .to.emit(operators, "RewardWithdrawn")
        .withArgs(timelock, timelock, 700n);
      await expect(released).to.changeTokenBalance(ethers, token, timelock, 700n);

      expect(await operators.connect(reporter).withdrawReward.staticCall(reporter)).to.equal(0n);
      expect(await operators.releaseToTreasury.staticCall()).to.equal(0n);
      expect(await token.balanceOf(operators)).to.equal(STAKE - 1_000n);
    });

    it("pay nobody else", async () => {
      const { operators, reporter } = await loadOperators();

      await expect(
        operators.connect(reporter).withdrawReward(ZeroAddress),
      ).to.be.revertedWithCustomError(operators, "OperatorRegistry_ZeroAccount");
    });
  });

  describe("setStakeRatio", () => {
    it("sets what is locked for revenue in a token, up to 1e36", async () => {
      const { operators, token, operator, slasher } = await withStake();
      const max = 10n ** 36n;

      await expect(operators.connect(slasher).setStakeRatio(token, max))
        .to.emit(operators, "StakeRatioChanged")
        .withArgs(token, RATIO, max);
      expect(await operators.stakeRatioOf(token)).to.equal(max);
      expect(await operators.capacityIn(operator, token)).to.equal(STAKE / 10n ** 18n);
      await expect(operators.connect(slasher).setStakeRatio(token, max + 1n))
        .to.be.revertedWithCustomError(operators, "OperatorRegistry_OutOfBounds")
        .withArgs(max + 1n, max);
    });

    it("is restricted", async () => {
      const { operators, token, operator } = await loadOperators();

      await expect(operators.connect(operator).setStakeRatio(token, 0n))
        .to.be.revertedWithCustomError(operators, "AccessManagedUnauthorized")
        .withArgs(operator);
    });
  });
});
