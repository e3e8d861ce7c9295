import { expect } from "chai";

import { createRegistration } from "../helpers/assets.ts";
import { ethers } from "../helpers/chain.ts";
import { loadSahara } from "../helpers/deploySahara.ts";

/**
 * A registry that announces an asset after the mint called its receiver back names the wrong owner, when the receiver
 * has passed the token on in the callback (ERC-8004 reference). Nobody is called back here.
 */
describe("finding 5: events before callbacks (REG-6)", () => {
  async function withWallet() {
    const sahara = await loadSahara();
    const wallet = await ethers.deployContract(
      "SignerWallet",
      [sahara.owner.address],
      sahara.owner,
    );
    return { ...sahara, wallet };
  }

  it("names the owner right when a contract registers, and does not call it back", async () => {
    const { registry, registrar, wallet } = await withWallet();
    const registration = createRegistration();
    const call = registrar.interface.encodeFunctionData("register", [registration]);
    const transaction = wallet.getFunction("execute")(registrar, call);

    await expect(transaction)
      .to.emit(registry, "AssetRegistered")
      .withArgs(1n, wallet, 0n, registration.contentRoot, registration.metadataRoot);
    await expect(transaction).to.not.emit(wallet, "TokenReceived");
    expect(await registry.ownerOf(1n)).to.equal(wallet);
  });

  it("announces the asset before its token", async () => {
    const { registry, registrar, owner } = await withWallet();
    const transaction = await registrar.connect(owner).register(createRegistration());
    const receipt = await transaction.wait();
    const address = await registry.getAddress();
    const names = receipt!.logs
      .filter((log) => log.address === address)
      .map((log) => registry.interface.parseLog(log)?.name);

    expect(names).to.deep.equal(["AssetRegistered", "Transfer"]);
  });

  it("does not call a licensee back either", async () => {
    const { licenses, wallet, registerAsset, registerTerms, offerTerms } = await withWallet();
    const assetId = await registerAsset();
    const termsId = await registerTerms();
    await offerTerms(assetId, termsId);
    const request = { assetId, termsId, licensee: wallet, periods: 1n, maxPrice: 0n };

    await expect(licenses.mintLicense(request)).to.not.emit(wallet, "TokenReceived");
    expect(await licenses.balanceOf(wallet)).to.equal(1n);
  });
});
