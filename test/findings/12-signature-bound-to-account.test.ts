import { expect } from "chai";

import { DEPOSIT, loadMetering, STATUS } from "../execution/deployMetering.ts";
import { createRegistration } from "../helpers/assets.ts";
import { ethers, networkHelpers } from "../helpers/chain.ts";
import { loadSahara } from "../helpers/deploySahara.ts";
import { signRegistration } from "../helpers/signRegistration.ts";
import { domainOf, TYPES } from "../helpers/typedData.ts";
import { loadMarketplace } from "../market/deployMarketplace.ts";

/**
 * Contract accounts that pass a raw hash to their signer take one signature for every account of that signer (ERC-6551
 * reference). What is signed here names the account, so that it is good for one only.
 */
describe("finding 12: a contract's signature is good for one account", () => {
  /** Two careless accounts of `owner`. */
  async function withWallets() {
    const sahara = await loadSahara();
    const [wallet, sibling] = [
      await ethers.deployContract("SignerWallet", [sahara.owner.address]),
      await ethers.deployContract("SignerWallet", [sahara.owner.address]),
    ];
    const deadline = BigInt(await networkHelpers.time.latest()) + 3_600n;
    return { ...sahara, wallet, sibling, deadline };
  }

  it("of a registration", async () => {
    const { registry, registrar, owner, wallet, sibling, deadline } = await withWallets();
    const registration = createRegistration();
    const signature = await signRegistration(registrar, owner, {
      registration,
      owner: await wallet.getAddress(),
      deadline,
    });

    await expect(registrar.registerFor(registration, sibling, deadline, signature))
      .to.be.revertedWithCustomError(registrar, "Registrar_InvalidSignature")
      .withArgs(sibling);
    await expect(registrar.registerFor(registration, owner, deadline, signature))
      .to.be.revertedWithCustomError(registrar, "Registrar_InvalidSignature")
      .withArgs(owner);
    await registrar.registerFor(registration, wallet, deadline, signature);
    expect(await registry.ownerOf(1n)).to.equal(wallet);
  });

  it("of a registration, for that registration alone", async () => {
    const { registrar, owner, wallet, deadline } = await withWallets();
    const signature = await signRegistration(registrar, owner, {
      registration: createRegistration(),
      owner: await wallet.getAddress(),
      deadline,
    });

    await expect(registrar.registerFor(createRegistration(), wallet, deadline, signature))
      .to.be.revertedWithCustomError(registrar, "Registrar_InvalidSignature")
      .withArgs(wallet);
  });

  it("of an approval, which names an asset that one account owns", async () => {
    const { registry, approvals, owner, licensee, wallet, sibling, deadline, ...rest } =
      await withWallets();
    const [assetId, other] = [await rest.registerAsset(), await rest.registerAsset()];
    await registry.connect(owner).transferFrom(owner, wallet, assetId);
    await registry.connect(owner).transferFrom(owner, sibling, other);
    const termsId = await rest.registerTerms();
    const approval = {
      assetId,
      termsId,
      licensee: licensee.address,
      salt: ethers.id("1"),
      deadline,
    };
    const signature = await owner.signTypedData(
      await domainOf(approvals),
      TYPES.licenseApproval,
      approval,
    );

    await expect(approvals.approveBySignature({ ...approval, assetId: other }, signature))
      .to.be.revertedWithCustomError(approvals, "LicenseApprovals_InvalidSignature")
      .withArgs(sibling);
    await approvals.approveBySignature(approval, signature);
    expect(await approvals.isApproved(assetId, termsId, licensee)).to.be.true;
  });

  it("of a voucher, which names an account that names its payer (USE-15)", async () => {
    const metering = await loadMetering();
    const { owner, makeTerms, asPayer, voucher, redeem, balanceOf, meter } = metering;
    const deploy = async () => await ethers.deployContract("SignerWallet", [owner.address]);
    const [wallet, sibling] = [await deploy(), await deploy()];
    const mine = makeTerms({ payer: await wallet.getAddress() });
    const theirs = makeTerms({ payer: await sibling.getAddress() });
    for (const terms of [mine, theirs]) await asPayer.deposit(terms, DEPOSIT);
    const item = await voucher({ terms: mine, signer: owner });

    expect(await redeem({ ...item, payer: theirs.payer })).to.deep.equal([STATUS.badSignature]);
    expect(await redeem({ ...item, payer: owner.address })).to.deep.equal([STATUS.badSignature]);
    expect(await redeem(item)).to.deep.equal([STATUS.settled]);
    expect(await balanceOf(await meter.accountIdOf(theirs))).to.equal(DEPOSIT);
  });

  it("of an order, which names its maker (MKT-12)", async () => {
    const market = await loadMarketplace();
    const { marketplace, registry, owner, payer, assetId } = market;
    const deploy = async () => await ethers.deployContract("SignerWallet", [owner]);
    const [wallet, sibling] = [await deploy(), await deploy()];
    const other = await market.registerAsset();
    const approval = registry.interface.encodeFunctionData("setApprovalForAll", [
      await marketplace.getAddress(),
      true,
    ]);
    for (const [account, id] of [
      [wallet, assetId],
      [sibling, other],
    ] as const) {
      await registry.connect(owner).transferFrom(owner, account, id);
      await account.connect(owner).getFunction("execute")(registry, approval);
    }
    const order = await market.makeOrder({ maker: await wallet.getAddress() });
    const consent = await market.sign(order, owner);
    const theirs = { maker: await sibling.getAddress(), items: [{ assetId: other, units: 0n }] };

    await expect(market.buy({ ...order, ...theirs }, { consent }))
      .to.be.revertedWithCustomError(marketplace, "Marketplace_InvalidSignature")
      .withArgs(sibling);
    await market.buy(order, { consent });
    expect(await registry.ownerOf(assetId)).to.equal(payer);
  });
});
