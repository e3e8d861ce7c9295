import { expect } from "chai";

import { ethers } from "../helpers/chain.ts";
import { loadSahara } from "../helpers/deploySahara.ts";

describe("RegistrarFactory", () => {
  async function withFactory() {
    const sahara = await loadSahara();
    const factory = await ethers.deployContract("RegistrarFactory", sahara.deployer);
    const { manager, registry, licenses, ledger, inboxes } = sahara;
    const parts = [manager, registry, licenses, ledger, inboxes] as const;
    return { ...sahara, factory, parts };
  }

  it("tells the Registrar's address before the Registrar exists", async () => {
    const { factory, parts } = await withFactory();
    const foretold = await factory.registrar();

    expect(await ethers.provider.getCode(foretold)).to.equal("0x");
    await expect(factory.deploy(...parts))
      .to.emit(factory, "RegistrarDeployed")
      .withArgs(foretold);
    expect(await ethers.provider.getCode(foretold)).to.not.equal("0x");
  });

  it("obeys its deployer alone", async () => {
    const { factory, parts, deployer, stranger } = await withFactory();

    expect(await factory.DEPLOYER()).to.equal(deployer);
    await expect(factory.connect(stranger).deploy(...parts))
      .to.be.revertedWithCustomError(factory, "RegistrarFactory_NotDeployer")
      .withArgs(stranger);
  });

  it("deploys once", async () => {
    const { factory, parts } = await withFactory();
    await factory.deploy(...parts);

    await expect(factory.deploy(...parts))
      .to.be.revertedWithCustomError(factory, "RegistrarFactory_AlreadyDeployed")
      .withArgs(await factory.registrar());
  });
});
