import { expect } from "chai";

import { EXCLUDED } from "../../deploy/modules/Governance.ts";
import { ethers } from "../helpers/chain.ts";
import { DAY, loadGovernance } from "./deployGovernance.ts";

describe("SaharaTimelock", () => {
  it("excludes what it holds from votes", async () => {
    const { token, timelock } = await loadGovernance();

    expect(await token.delegates(timelock)).to.equal(EXCLUDED);
    expect(await token.getVotes(EXCLUDED)).to.equal(await token.balanceOf(timelock));
  });

  it("has a delay of 1 to 30 days from the start (GOV-7)", async () => {
    const { token, timelock, deployer } = await loadGovernance();
    const deploy = async (delay: bigint) =>
      await ethers.deployContract("SaharaTimelock", [delay, deployer, token]);

    for (const delay of [DAY, 30n * DAY]) await deploy(delay);
    for (const delay of [DAY - 1n, 30n * DAY + 1n]) {
      await expect(deploy(delay))
        .to.be.revertedWithCustomError(timelock, "SaharaTimelock_OutOfBounds")
        .withArgs(delay, DAY, 30n * DAY);
    }
  });

  it("changes it within the bounds, by a proposal (GOV-7)", async () => {
    const { timelock, getTimelockSigner, stranger, makeProposal, pass } = await loadGovernance();
    const data = timelock.interface.encodeFunctionData("updateDelay", [3n * DAY]);

    await expect(pass(await makeProposal([[timelock, data]], "A longer delay")))
      .to.emit(timelock, "MinDelayChange")
      .withArgs(2n * DAY, 3n * DAY);
    await expect(timelock.connect(await getTimelockSigner()).updateDelay(0n))
      .to.be.revertedWithCustomError(timelock, "SaharaTimelock_OutOfBounds")
      .withArgs(0n, DAY, 30n * DAY);
    await expect(timelock.connect(stranger).updateDelay(2n * DAY))
      .to.be.revertedWithCustomError(timelock, "TimelockUnauthorizedCaller")
      .withArgs(stranger);
  });
});
