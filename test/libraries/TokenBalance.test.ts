import { expect } from "chai";

import { ethers, loadFixture } from "../helpers/chain.ts";
import { loadSahara } from "../helpers/deploySahara.ts";

async function deployProbe() {
  const sahara = await loadSahara();
  const probe = await ethers.deployContract("TokenBalanceProbe");
  return { ...sahara, heldBy: probe.getFunction("heldBy") };
}

describe("TokenBalance", () => {
  it("says what the token says", async () => {
    const { heldBy, token, deployer, stranger } = await loadFixture(deployProbe);
    const held = await token.balanceOf(deployer);

    expect(held).to.be.greaterThan(0n);
    expect(await heldBy(token, deployer)).to.equal(held);
    expect(await heldBy(token, stranger)).to.equal(await token.balanceOf(stranger));
  });

  it("fails as the token does", async () => {
    const { heldBy, registry } = await loadFixture(deployProbe);

    await expect(heldBy(registry, ethers.ZeroAddress)).to.be.revertedWithCustomError(
      registry,
      "BalanceQueryForZeroAddress",
    );
  });

  it("fails for what is no token: without code, or without an answer", async () => {
    const { heldBy, parameters, deployer, stranger } = await loadFixture(deployProbe);

    for (const noToken of [stranger, parameters]) {
      await expect(heldBy(noToken, deployer)).to.be.revertedWithoutReason(ethers);
    }
  });
});
