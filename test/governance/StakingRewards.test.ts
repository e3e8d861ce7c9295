import { expect } from "chai";

import { ethers, latestTime, networkHelpers } from "../helpers/chain.ts";
import { ONE_SAHARA } from "../helpers/operators.ts";
import { DAY, DRIP_PERIOD, loadStaking, NATIVE, PROTOCOL, UNITS } from "./deployStaking.ts";

const AMOUNT = 1_000_000n * ONE_SAHARA;
/** Fees, half of which are the stakers'. */
const FEES = 2n * 700_000n;
const REWARDS = FEES / 2n;
/** What one holder's share loses by rounding, and what stays for the next drip. */
const DUST = 1n;
const MAX_HARVESTED = 2n ** 120n - 1n;

type Fixture = Awaited<ReturnType<typeof loadStaking>>;

/** Fees came in and were harvested: the drip has begun. */
async function dripping({ rewards, token, payFees }: Fixture) {
  await payFees(FEES);
  await rewards.harvest(token);
  return (await latestTime()) + DRIP_PERIOD;
}

/** A plain token that the ledger and the rewards know. */
async function listToken({ ledger, rewards, council }: Fixture, name = "PlainToken") {
  const token = await ethers.deployContract(name, name === "PlainToken" ? [18] : []);
  await ledger.connect(council).listCurrency(token);
  await rewards.connect(council).listCurrency(token);
  return token;
}

describe("StakingRewards", () => {
  describe("harvest", () => {
    it("claims from the ledger and drips over 7 days (STK-7)", async () => {
      const fixture = await loadStaking();
      const { rewards, token, alice, bob, stake, payFees } = fixture;
      await stake(alice, 3n * AMOUNT);
      await stake(bob, AMOUNT);
      await payFees(FEES);

      const harvest = rewards.harvest(token);

      await expect(harvest).to.changeTokenBalance(ethers, token, rewards, REWARDS);
      const start = await latestTime();
      await expect(harvest)
        .to.emit(rewards, "Harvested")
        .withArgs(token, REWARDS, start + DRIP_PERIOD);
      expect(await rewards.claimable(alice, token)).to.equal(0n);
      await networkHelpers.time.increaseTo(start + DRIP_PERIOD / 2n);
      expect(await rewards.claimable(alice, token)).to.be.closeTo((REWARDS * 3n) / 8n, DUST);
      await networkHelpers.time.increaseTo(start + 2n * DRIP_PERIOD);
      expect(await rewards.claimable(alice, token)).to.be.closeTo((REWARDS * 3n) / 4n, DUST);
      expect(await rewards.claimable(bob, token)).to.be.closeTo(REWARDS / 4n, DUST);
    });

    it("finds what anyone had the ledger pay, native coin, and gifts", async () => {
      const { rewards, ledger, payer, alice, stranger, stake } = await loadStaking();
      await stake(alice, AMOUNT);
      await ledger.connect(payer).pay(PROTOCOL, NATIVE, FEES, ethers.ZeroHash, { value: FEES });
      await ledger.connect(stranger).claim(PROTOCOL, NATIVE, rewards, []);
      await stranger.sendTransaction({ to: rewards, value: 5n });

      await rewards.harvest(NATIVE);

      const { left, received } = await rewards.dripOf(NATIVE);
      expect([left, received]).to.deep.equal([REWARDS + 5n, REWARDS + 5n]);
      await networkHelpers.time.increase(DRIP_PERIOD);
      await expect(rewards.connect(alice).claim([NATIVE], stranger)).to.changeEtherBalance(
        ethers,
        stranger,
        REWARDS + 5n - DUST,
      );
    });

    it("refuses other tokens, while it drips, and for nothing", async () => {
      const fixture = await loadStaking();
      const { rewards, token, alice, stranger, stake, payFees } = fixture;
      await stake(alice, AMOUNT);

      await expect(rewards.harvest(stranger))
        .to.be.revertedWithCustomError(rewards, "StakingRewards_NotListed")
        .withArgs(stranger);
      await expect(rewards.harvest(token))
        .to.be.revertedWithCustomError(rewards, "StakingRewards_NothingToHarvest")
        .withArgs(token);
      const end = await dripping(fixture);
      await payFees(FEES);
      await networkHelpers.time.setNextBlockTimestamp(end - 1n);
      await expect(rewards.harvest(token))
        .to.be.revertedWithCustomError(rewards, "StakingRewards_StillDripping")
        .withArgs(token, end);
      await networkHelpers.time.setNextBlockTimestamp(end);
      await rewards.harvest(token);
    });

    it("takes in no more than 2^120 of a currency, ever", async () => {
      const fixture = await loadStaking();
      const { rewards, alice, stake } = fixture;
      await stake(alice, AMOUNT);
      const token = await listToken(fixture);
      await token.getFunction("mint")(rewards, 2n ** 121n);

      await rewards.harvest(token);
      await networkHelpers.time.increase(DRIP_PERIOD);

      expect((await rewards.dripOf(token)).received).to.equal(MAX_HARVESTED);
      expect(await rewards.claimable(alice, token)).to.be.closeTo(MAX_HARVESTED, DUST);
      await expect(rewards.harvest(token))
        .to.be.revertedWithCustomError(rewards, "StakingRewards_NothingToHarvest")
        .withArgs(token);
      // And receipts still move.
      await stake(alice, AMOUNT);
    });

    it("waits with the drip while fewer than a thousand receipts are out", async () => {
      const fixture = await loadStaking();
      const { rewards, token, alice, stake } = fixture;
      const end = await dripping(fixture);
      await stake(alice, 1_000n * ONE_SAHARA - 1n);

      await networkHelpers.time.increaseTo(end + DAY);
      expect(await rewards.claimable(alice, token)).to.equal(0n);
      await stake(alice, 1n);
      const waited = (await latestTime()) - (end - DRIP_PERIOD);

      expect((await rewards.dripOf(token)).end).to.equal(end + waited);
      await networkHelpers.time.increaseTo(end + waited);
      expect(await rewards.claimable(alice, token)).to.be.closeTo(REWARDS, DUST);
    });
  });

  describe("forward (STK-8)", () => {
    it("sends the treasury what came in a currency that no staker earns in, and nothing else", async () => {
      const fixture = await loadStaking();
      const { rewards, token, timelock, ledger, council, payer, stranger } = fixture;
      const other = await ethers.deployContract("PlainToken", [18]);
      await ledger.connect(council).listCurrency(other);
      await other.getFunction("mint")(payer, FEES);
      await other.connect(payer).getFunction("approve")(ledger, FEES);
      await ledger.connect(payer).pay(0n, other, FEES, ethers.ZeroHash);

      const forward = rewards.connect(stranger).forward(other);

      await expect(forward).to.emit(rewards, "Forwarded").withArgs(other, REWARDS);
      await expect(forward).to.changeTokenBalance(ethers, other, timelock, REWARDS);
      await expect(rewards.forward(other))
        .to.be.revertedWithCustomError(rewards, "StakingRewards_NothingToHarvest")
        .withArgs(other);
      await expect(rewards.forward(stranger))
        .to.be.revertedWithCustomError(rewards, "StakingRewards_NotInLedger")
        .withArgs(stranger);
      await expect(rewards.forward(token))
        .to.be.revertedWithCustomError(rewards, "StakingRewards_AlreadyListed")
        .withArgs(token);
    });
  });

  describe("claim (STK-6)", () => {
    it("pays once, to whom the staker says", async () => {
      const fixture = await loadStaking();
      const { rewards, token, alice, stranger, stake } = fixture;
      await stake(alice, AMOUNT);
      const end = await dripping(fixture);
      await networkHelpers.time.increaseTo(end);

      const claim = rewards.connect(alice).claim([token, NATIVE], stranger);

      await expect(claim)
        .to.emit(rewards, "RewardClaimed")
        .withArgs(alice, token, stranger, REWARDS - DUST);
      await expect(claim).to.changeTokenBalance(ethers, token, stranger, REWARDS - DUST);
      expect(await rewards.claimable(alice, token)).to.equal(0n);
      expect(await rewards.debtOf(alice, token)).to.equal((REWARDS - DUST) << 96n);
      await expect(rewards.connect(alice).claim([token], stranger)).to.not.emit(
        rewards,
        "RewardClaimed",
      );
    });

    it("refuses to pay nobody", async () => {
      const { rewards, token, alice } = await loadStaking();

      await expect(
        rewards.connect(alice).claim([token], ethers.ZeroAddress),
      ).to.be.revertedWithCustomError(rewards, "StakingRewards_ZeroAccount");
    });

    it("leaves with everyone what they earned when receipts move or thaw", async () => {
      const fixture = await loadStaking();
      const { pool, rewards, token, alice, bob, carol, stake, claim } = fixture;
      await stake(alice, AMOUNT);
      await stake(carol, AMOUNT);
      const end = await dripping(fixture);
      await networkHelpers.time.setNextBlockTimestamp(end - DRIP_PERIOD / 2n);
      await pool.connect(alice).transfer(bob, AMOUNT);
      await networkHelpers.time.setNextBlockTimestamp(end - DRIP_PERIOD / 4n);
      await pool.connect(carol).requestUnstake(AMOUNT);

      await networkHelpers.time.increaseTo(end);

      // Half of the first half; half of the third quarter and all of the last; half of three quarters.
      expect(await rewards.claimable(alice, token)).to.be.closeTo(REWARDS / 4n, DUST);
      expect(await rewards.claimable(bob, token)).to.be.closeTo((REWARDS * 3n) / 8n, DUST);
      expect(await rewards.claimable(carol, token)).to.be.closeTo((REWARDS * 3n) / 8n, DUST);
      for (const account of [alice, bob, carol]) await claim(account, token);
      expect(await token.balanceOf(rewards)).to.be.within(0n, 3n * DUST);
    });

    it("costs the same for three stakers as for twenty (STK-8)", async () => {
      const fixture = await loadStaking();
      const { pool, token, alice, bob, carol, stake, claim } = fixture;
      for (const account of [alice, bob, carol]) await stake(account, AMOUNT);
      const end = await dripping(fixture);
      // Whatever is written for the first time is now.
      await pool.connect(bob).transfer(alice, 1n);
      const costs = async () => {
        await networkHelpers.time.setNextBlockTimestamp(end);
        const receipt = await (await claim(alice, token)).wait();
        return receipt!.gasUsed;
      };
      const start = await networkHelpers.takeSnapshot();
      const few = await costs();
      await start.restore();
      const others = (await ethers.getSigners()).filter(({ address }) => address !== alice.address);
      for (const other of others) await pool.connect(bob).transfer(other, 1n);

      expect(await costs()).to.equal(few);
    });
  });

  describe("authority", () => {
    it("lists up to eight currencies of the ledger, each once", async () => {
      const fixture = await loadStaking();
      const { rewards, token, council, stranger } = fixture;
      const curated = rewards.connect(council);
      expect(await rewards.currencies()).to.deep.equal([NATIVE, await token.getAddress()]);

      await expect(curated.listCurrency(token))
        .to.be.revertedWithCustomError(rewards, "StakingRewards_AlreadyListed")
        .withArgs(token);
      await expect(curated.listCurrency(stranger))
        .to.be.revertedWithCustomError(rewards, "StakingRewards_NotInLedger")
        .withArgs(stranger);
      for (let count = 2; count < 8; count++) await listToken(fixture);
      await expect(curated.listCurrency(stranger))
        .to.be.revertedWithCustomError(rewards, "StakingRewards_TooManyCurrencies")
        .withArgs(8n);
    });

    it("gives units back without what they brought", async () => {
      const fixture = await loadStaking();
      const { rewards, ledger, token, timelock, alice, stake, payFees } = fixture;
      await stake(alice, AMOUNT);
      await payFees(FEES);

      await expect(rewards.connect(timelock).returnUnits(UNITS / 2n))
        .to.emit(rewards, "UnitsReturned")
        .withArgs(UNITS / 2n);

      expect(await ledger.unitsOf(PROTOCOL, rewards)).to.equal(0n);
      await payFees(FEES);
      await rewards.harvest(token);
      expect((await rewards.dripOf(token)).left).to.equal(REWARDS);
    });

    it("lets nobody but the pool move receipts", async () => {
      const { rewards, alice, bob } = await loadStaking();

      await expect(rewards.connect(alice).onMove(alice, bob, 1n, 1n))
        .to.be.revertedWithCustomError(rewards, "StakingRewards_NotPool")
        .withArgs(alice);
    });
  });

  describe("attacks", () => {
    it("stake that comes for a harvest, and goes after it, gets no more than its seconds (STK-7)", async () => {
      const fixture = await loadStaking();
      const { pool, rewards, token, alice, bob, stake, payFees } = fixture;
      await stake(alice, AMOUNT);
      await payFees(FEES);
      const now = await latestTime();
      await networkHelpers.time.setNextBlockTimestamp(now + 10n);
      await stake(bob, 9n * AMOUNT);
      await networkHelpers.time.setNextBlockTimestamp(now + 11n);
      await rewards.connect(bob).harvest(token);
      await networkHelpers.time.setNextBlockTimestamp(now + 12n);
      await pool.connect(bob).requestUnstake(9n * AMOUNT);

      await networkHelpers.time.increaseTo(now + 11n + DRIP_PERIOD);
      const second = REWARDS / DRIP_PERIOD;
      expect(await rewards.claimable(bob, token)).to.equal((second * 9n) / 10n);
      expect((await rewards.claimable(alice, token)) >= REWARDS - second - 1n).to.equal(true);
    });

    it("a currency that calls back in a transfer is paid once", async () => {
      const fixture = await loadStaking();
      const { rewards, alice, bob, stake } = fixture;
      await stake(alice, AMOUNT);
      await stake(bob, AMOUNT);
      const token = await listToken(fixture, "CallbackToken");
      await token.getFunction("mint")(rewards, 2n * REWARDS);
      await rewards.harvest(token);
      await networkHelpers.time.increase(DRIP_PERIOD);
      const call = rewards.interface.encodeFunctionData("claim", [
        [await token.getAddress()],
        bob.address,
      ]);
      await token.getFunction("callOnTransfer")(rewards, call);

      await rewards.connect(alice).claim([token], alice);

      const guard = rewards.interface.getError("ReentrancyGuardReentrantCall")!.selector;
      expect(await token.getFunction("callCount").staticCall()).to.equal(1n);
      expect(await token.getFunction("lastReturned").staticCall()).to.equal(guard);
      expect(await token.getFunction("balanceOf").staticCall(alice)).to.be.closeTo(REWARDS, DUST);
      expect(await rewards.claimable(bob, token)).to.be.closeTo(REWARDS, DUST);
    });
  });
});
