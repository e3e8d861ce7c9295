import { expect } from "chai";
import type { AddressLike, BigNumberish } from "ethers";

import { ethers, networkHelpers } from "../helpers/chain.ts";
import { buildContributorTree } from "../helpers/contributorTree.ts";
import { loadSahara } from "../helpers/deploySahara.ts";
import { deployToken, type TestToken } from "../helpers/deployToken.ts";
import { DAY, ONE_SAHARA, YEAR } from "./deployGovernance.ts";

const AT_ONCE = { start: 0n, duration: 0n, cliff: 0n, votes: false };
const AMOUNTS = [5n, 70n, 925n].map((amount) => amount * ONE_SAHARA);
const TOTAL = 1_000n * ONE_SAHARA;

type Options = {
  token?: TestToken;
  amount?: bigint;
  root?: string;
  vesting?: typeof AT_ONCE;
  term?: bigint;
};

/** Three accounts under a root; `deployer` pays for what it opens. */
async function load() {
  const sahara = await loadSahara();
  const { distributor, token: saharaToken, deployer, stranger } = sahara;
  const accounts = [sahara.contributor, sahara.otherContributor, sahara.owner];
  const leaves = accounts.map(({ address }, index) => ({
    account: address,
    units: AMOUNTS[index] ?? 0n,
  }));
  const { root, proofOf } = buildContributorTree(leaves);
  await saharaToken.connect(deployer).approve(distributor, ethers.MaxUint256);
  const asFunder = distributor.connect(deployer);

  const open = async (options: Options = {}) => {
    const deadline = BigInt(await networkHelpers.time.latest()) + (options.term ?? 90n * DAY);
    const args = [
      options.token ?? saharaToken,
      options.amount ?? TOTAL,
      options.root ?? root,
      deadline,
      options.vesting ?? AT_ONCE,
    ] as const;
    const opened = asFunder.open(...args);
    return { opened, deadline, id: (await distributor.distributionCount()) + 1n };
  };
  /** Opens one and returns its id. */
  const opened = async (options: Options = {}) => {
    const before = await open(options);
    await before.opened;
    return { ...before, id: await distributor.distributionCount() };
  };
  const claim = async (
    id: BigNumberish,
    index: number,
    given: { account?: AddressLike; amount?: bigint; proof?: string[] } = {},
  ) =>
    await distributor
      .connect(stranger)
      .claim(
        id,
        index,
        given.account ?? leaves[index]!.account,
        given.amount ?? leaves[index]!.units,
        given.proof ?? proofOf(index),
      );
  return { ...sahara, accounts, leaves, root, asFunder, open, opened, claim };
}

describe("Distributor", () => {
  describe("open", () => {
    it("takes what it distributes from whoever opens it", async () => {
      const { distributor, token, deployer, root, open } = await load();
      const { opened, deadline, id } = await open();

      await expect(opened)
        .to.emit(distributor, "DistributionOpened")
        .withArgs(id, token, deployer, TOTAL, root, deadline, Object.values(AT_ONCE));
      await expect(opened).to.changeTokenBalances(
        ethers,
        token,
        [deployer, distributor],
        [-TOTAL, TOTAL],
      );
      expect(await distributor.distributionOf(id)).to.deep.equal([
        ...[await token.getAddress(), deadline, deployer.address, TOTAL, root],
        Object.values(AT_ONCE),
      ]);
      expect(await distributor.SAHARA()).to.equal(token);
    });

    it("counts what arrived (DIS-1)", async () => {
      const { distributor, deployer, opened } = await load();
      const token = await deployToken("FeeToken", 1_000n);
      await token.mint(deployer, TOTAL);
      await token.connect(deployer).approve(distributor, TOTAL);
      const { id } = await opened({ token });

      const arrived = (TOTAL * 9n) / 10n;
      expect((await distributor.distributionOf(id)).left).to.equal(arrived);
      expect(await token.balanceOf(distributor)).to.equal(arrived);
    });

    it("refuses a deadline that has passed, or is later than four years from now", async () => {
      const { distributor, open } = await load();
      for (const term of [0n, 4n * YEAR + 2n]) {
        const { opened, deadline } = await open({ term });
        await expect(opened)
          .to.be.revertedWithCustomError(distributor, "Distributor_DeadlineOutOfBounds")
          .withArgs(deadline, (latest: bigint) => latest > 4n * YEAR);
      }
    });

    it("refuses what is no token, what brings nothing, and what can't vest", async () => {
      const { distributor, registrar, token, stranger, open } = await load();
      const vesting = { start: 0n, duration: YEAR, cliff: YEAR + 1n, votes: true };
      const other = await deployToken("PlainToken", 18n);

      for (const none of [stranger, registrar]) {
        await expect((await open({ token: none as unknown as TestToken })).opened)
          .to.be.revertedWithCustomError(distributor, "Distributor_NotAToken")
          .withArgs(none);
      }
      await expect((await open({ amount: 0n })).opened)
        .to.be.revertedWithCustomError(distributor, "Distributor_NothingReceived")
        .withArgs(token);
      await expect((await open({ token: other, vesting: { ...vesting, cliff: 0n } })).opened)
        .to.be.revertedWithCustomError(distributor, "Distributor_CannotVest")
        .withArgs(other);
      await expect((await open({ vesting })).opened)
        .to.be.revertedWithCustomError(distributor, "Distributor_CliffTooLong")
        .withArgs(YEAR + 1n, YEAR);
    });
  });

  describe("claim", () => {
    it("pays each leaf once, to its account, whoever asks (DIS-2)", async () => {
      const { distributor, token, accounts, opened, claim } = await load();
      const { id } = await opened();
      for (const [index, account] of accounts.entries()) {
        const claimed = claim(id, index);
        await expect(claimed)
          .to.emit(distributor, "DistributionClaimed")
          .withArgs(id, account, index, account, AMOUNTS[index]);
        await expect(claimed).to.changeTokenBalance(ethers, token, account, AMOUNTS[index]!);
      }

      expect(await token.balanceOf(distributor)).to.equal(0n);
      for (const index of [0, 1, 2]) {
        expect(await distributor.isClaimed(id, index)).to.be.true;
        await expect(claim(id, index))
          .to.be.revertedWithCustomError(distributor, "Distributor_AlreadyClaimed")
          .withArgs(id, index);
      }
    });

    it("refuses another account, amount or index than the root has", async () => {
      const { distributor, stranger, opened, claim, leaves } = await load();
      const { id } = await opened();
      const [{ account, units }] = leaves as [(typeof leaves)[0]];

      for (const [index, given] of [
        [0, { account: stranger }],
        [0, { amount: units + 1n }],
        [1, { account, amount: units }],
        [2, { proof: [] }],
      ] as const) {
        await expect(claim(id, index, given as Parameters<typeof claim>[2]))
          .to.be.revertedWithCustomError(distributor, "Distributor_InvalidProof")
          .withArgs(id, index);
      }
      await expect(claim(id + 1n, 0))
        .to.be.revertedWithCustomError(distributor, "Distributor_Unknown")
        .withArgs(id + 1n);
    });

    it("stays within what was paid for, and leaves other distributions alone (DIS-3)", async () => {
      const { distributor, token, opened, claim } = await load();
      const { id } = await opened({ amount: TOTAL - 1n });
      const { id: other } = await opened();
      for (const index of [0, 1]) await claim(id, index);

      await expect(claim(id, 2))
        .to.be.revertedWithCustomError(distributor, "Distributor_Exhausted")
        .withArgs(id, AMOUNTS[2], AMOUNTS[2]! - 1n);
      for (const index of [0, 1, 2]) await claim(other, index);
      expect(await token.balanceOf(distributor)).to.equal(AMOUNTS[2]! - 1n);
    });

    it("ends with the deadline (DIS-4)", async () => {
      const { distributor, opened, claim } = await load();
      const { id, deadline } = await opened();
      await networkHelpers.time.setNextBlockTimestamp(deadline);
      await claim(id, 0);

      await expect(claim(id, 1))
        .to.be.revertedWithCustomError(distributor, "Distributor_Closed")
        .withArgs(id, deadline);
    });

    it("can't be entered again from within a token", async () => {
      const { distributor, deployer, opened, claim } = await load();
      const token = await deployToken("CallbackToken");
      await token.mint(deployer, TOTAL);
      await token.connect(deployer).approve(distributor, TOTAL);
      const { id, deadline } = await opened({ token });
      const again = distributor.interface.encodeFunctionData("returnRest", [id]);
      await token.getFunction("callOnTransfer")(distributor, again);
      await networkHelpers.time.setNextBlockTimestamp(deadline);
      await claim(id, 0);

      expect(await token.getFunction("lastCallSucceeded")()).to.be.false;
      expect(await token.getFunction("lastReturned")()).to.equal(
        distributor.interface.getError("ReentrancyGuardReentrantCall")!.selector,
      );
    });
  });

  describe("claim that vests (DIS-5)", () => {
    it("goes to a wallet of the account, with a cliff, that votes if it may", async () => {
      const { distributor, token, accounts, opened, claim } = await load();
      const start = BigInt(await networkHelpers.time.latest());
      const vesting = { start, duration: 4n * YEAR, cliff: YEAR, votes: true };
      const { id } = await opened({ vesting });
      await claim(id, 2);
      const [event] = await distributor.queryFilter(distributor.filters.DistributionClaimed());
      const { recipient } = event!.args;
      const wallet = await ethers.getContractAt("VestingVotesWallet", recipient);
      const account = accounts[2]!;

      expect(await wallet.owner()).to.equal(account);
      expect(await wallet.TRANSFERABLE()).to.be.false;
      expect(await wallet.cliff()).to.equal(start + YEAR);
      expect(await wallet.end()).to.equal(start + 4n * YEAR);
      expect(await token.balanceOf(recipient)).to.equal(AMOUNTS[2]);
      expect(await token.getVotes(account)).to.equal(AMOUNTS[2]);
      await networkHelpers.time.setNextBlockTimestamp(start + YEAR - 1n);
      await wallet["release(address)"](token);
      expect(await token.balanceOf(recipient)).to.equal(AMOUNTS[2]);
      await networkHelpers.time.setNextBlockTimestamp(start + YEAR);
      await expect(wallet["release(address)"](token)).to.changeTokenBalance(
        ethers,
        token,
        account,
        AMOUNTS[2]! / 4n,
      );
    });
  });

  describe("returnRest (DIS-4)", () => {
    it("gives the rest back to whoever paid, once, after the deadline", async () => {
      const { distributor, token, deployer, stranger, opened, claim } = await load();
      const { id, deadline } = await opened();
      await claim(id, 0);
      await networkHelpers.time.setNextBlockTimestamp(deadline);
      await expect(distributor.connect(stranger).returnRest(id))
        .to.be.revertedWithCustomError(distributor, "Distributor_StillOpen")
        .withArgs(id, deadline);

      await networkHelpers.time.increaseTo(deadline + 1n);
      const returned = distributor.connect(stranger).returnRest(id);
      const rest = TOTAL - AMOUNTS[0]!;
      await expect(returned)
        .to.emit(distributor, "DistributionReturned")
        .withArgs(id, deployer, rest);
      await expect(returned).to.changeTokenBalance(ethers, token, deployer, rest);
      await expect(distributor.returnRest(id)).not.to.emit(distributor, "DistributionReturned");
      await expect(distributor.returnRest(99n))
        .to.be.revertedWithCustomError(distributor, "Distributor_Unknown")
        .withArgs(99n);
    });
  });
});
