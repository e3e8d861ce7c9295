import { expect } from "chai";

import { EXCLUDED } from "../../deploy/modules/Governance.ts";
import { ethers, loadFixture, networkHelpers } from "../helpers/chain.ts";
import { loadSahara } from "../helpers/deploySahara.ts";
import { DAY, ONE_SAHARA, YEAR } from "./deployGovernance.ts";

const AMOUNT = 4_000_000n * ONE_SAHARA;

/** Four years from now on, with a cliff after the first one. */
async function deployGrants() {
  const sahara = await loadSahara();
  const { token, deployer, contributor: beneficiary } = sahara;
  const start = BigInt(await networkHelpers.time.latest()) + DAY;

  const deploy = async (changes: Record<string, unknown> = {}) =>
    await ethers.deployContract("VestingVotesWallet", [
      token,
      {
        beneficiary,
        ...{ start, duration: 4n * YEAR, cliff: YEAR, votes: true, transferable: false },
        ...changes,
      },
    ]);
  const grant = async (changes: Record<string, unknown> = {}) => {
    const wallet = await deploy(changes);
    await token.connect(deployer).transfer(wallet, AMOUNT);
    return wallet;
  };
  return { ...sahara, beneficiary, start, deploy, grant };
}

const load = async () => await loadFixture(deployGrants);

describe("VestingVotesWallet", () => {
  describe("release (VES-1)", () => {
    it("gives nothing before the cliff, a fourth at it, then linearly, and all at the end", async () => {
      const { token, beneficiary, stranger, start, grant } = await load();
      const wallet = await grant();
      const received = async () => await token.balanceOf(beneficiary);
      const releaseAt = async (time: bigint) => {
        await networkHelpers.time.setNextBlockTimestamp(time);
        await wallet.connect(stranger)["release(address)"](token);
        return await received();
      };

      expect(await wallet.start()).to.equal(start);
      expect(await wallet.cliff()).to.equal(start + YEAR);
      expect(await wallet.end()).to.equal(start + 4n * YEAR);
      expect(await releaseAt(start + YEAR - 1n)).to.equal(0n);
      expect(await releaseAt(start + YEAR)).to.equal(AMOUNT / 4n);
      expect(await releaseAt(start + 2n * YEAR)).to.equal(AMOUNT / 2n);
      expect(await releaseAt(start + 5n * YEAR)).to.equal(AMOUNT);
      expect(await token.balanceOf(wallet)).to.equal(0n);
    });

    it("refuses a cliff beyond the end", async () => {
      const { grant, deploy } = await load();
      const wallet = await grant();

      await expect(deploy({ cliff: 4n * YEAR + 1n }))
        .to.be.revertedWithCustomError(wallet, "InvalidCliffDuration")
        .withArgs(4n * YEAR + 1n, 4n * YEAR);
    });
  });

  describe("votes", () => {
    it("of a grant that votes are the beneficiary's, or whom the beneficiary names (VES-2)", async () => {
      const { token, beneficiary, relayer, grant } = await load();
      const wallet = await grant();
      expect(await token.getVotes(beneficiary)).to.equal(AMOUNT);
      expect(await wallet.VOTES()).to.be.true;
      expect(await wallet.TOKEN()).to.equal(token);

      await wallet.connect(beneficiary).delegate(relayer);
      expect(await token.getVotes(relayer)).to.equal(AMOUNT);
    });

    it("of a grant that does not are excluded, for good (VES-2)", async () => {
      const { token, beneficiary, governor, grant } = await load();
      const before = await token.getVotes(EXCLUDED);
      const wallet = await grant({ votes: false });
      await networkHelpers.mine();
      const timepoint = BigInt(await networkHelpers.time.latest()) - 1n;

      expect((await token.getVotes(EXCLUDED)) - before).to.equal(AMOUNT);
      expect(await governor.countedSupply(timepoint)).to.equal(
        (await token.totalSupply()) - before - AMOUNT,
      );
      await expect(wallet.connect(beneficiary).delegate(beneficiary)).to.be.revertedWithCustomError(
        wallet,
        "VestingVotesWallet_HasNoVotes",
      );
    });

    it("are nobody else's to give", async () => {
      const { stranger, grant } = await load();
      const wallet = await grant();

      await expect(wallet.connect(stranger).delegate(stranger))
        .to.be.revertedWithCustomError(wallet, "OwnableUnauthorizedAccount")
        .withArgs(stranger);
    });
  });

  describe("beneficiary (VES-3)", () => {
    it("stays, unless the grant says otherwise", async () => {
      const { beneficiary, stranger, grant } = await load();
      const fixed = await grant();
      const movable = await grant({ transferable: true });

      await expect(
        fixed.connect(beneficiary).transferOwnership(stranger),
      ).to.be.revertedWithCustomError(fixed, "VestingVotesWallet_NotTransferable");
      await movable.connect(beneficiary).transferOwnership(stranger);
      expect(await movable.owner()).to.equal(stranger);
      expect(await movable.TRANSFERABLE()).to.be.true;
    });

    it("can't give the grant up to nobody, and nobody else can make it over", async () => {
      const { beneficiary, stranger, grant } = await load();
      const movable = await grant({ transferable: true });

      await expect(movable.connect(beneficiary).renounceOwnership()).to.be.revertedWithCustomError(
        movable,
        "VestingVotesWallet_NotTransferable",
      );
      await expect(movable.connect(stranger).transferOwnership(stranger))
        .to.be.revertedWithCustomError(movable, "OwnableUnauthorizedAccount")
        .withArgs(stranger);
    });
  });
});
