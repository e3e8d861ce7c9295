import { expect } from "chai";

import { ethers, networkHelpers } from "../helpers/chain.ts";
import { loadMarket } from "../helpers/licenseMarket.ts";
import { RULE } from "../helpers/licensing.ts";
import { domainOf, TYPES } from "../helpers/typedData.ts";

const HOUR = 3_600n;

describe("LicenseApprovals (LIC-7)", () => {
  const loadApprovals = async () => await loadMarket({ rules: RULE.approvalRequired });

  /** `owner` has signed an approval of `licensee`; anyone may send it. */
  async function withSignature() {
    const market = await loadApprovals();
    const { approvals, owner, licensee, relayer, assetId, termsId } = market;
    const deadline = BigInt(await networkHelpers.time.latest()) + HOUR;
    const approval = {
      assetId,
      termsId,
      licensee: licensee.address,
      salt: ethers.id("salt"),
      deadline,
    };
    const sign = async (signer = owner, changes: Partial<typeof approval> = {}) =>
      await signer.signTypedData(await domainOf(approvals), TYPES.licenseApproval, {
        ...approval,
        ...changes,
      });
    const signature = await sign();
    const send = async (changes: Partial<typeof approval> = {}, signed = signature) =>
      await approvals.connect(relayer).approveBySignature({ ...approval, ...changes }, signed);
    return { ...market, approval, deadline, sign, send };
  }

  it("guards a sale that needs one", async () => {
    const { approvals, licensee, assetId, termsId, mint } = await loadApprovals();

    await expect(mint())
      .to.be.revertedWithCustomError(approvals, "LicenseApprovals_ApprovalRequired")
      .withArgs(assetId, termsId, licensee);
  });

  describe("approve", () => {
    it("is the asset owner's", async () => {
      const { approvals, stranger, licensee, assetId, termsId } = await loadApprovals();

      await expect(approvals.connect(stranger).approve(assetId, termsId, licensee, true))
        .to.be.revertedWithCustomError(approvals, "LicenseApprovals_NotOwner")
        .withArgs(assetId, stranger);
    });

    it("lets the licensee buy one licence", async () => {
      const { approvals, licenses, owner, licensee, assetId, termsId, mint } =
        await loadApprovals();
      await expect(approvals.connect(owner).approve(assetId, termsId, licensee, true))
        .to.emit(approvals, "LicenseeApproved")
        .withArgs(assetId, termsId, licensee, owner, true);
      expect(await approvals.isApproved(assetId, termsId, licensee)).to.be.true;

      await expect(mint()).to.emit(approvals, "ApprovalUsed").withArgs(assetId, termsId, licensee);
      expect(await approvals.isApproved(assetId, termsId, licensee)).to.be.false;
      expect(await licenses.balanceOf(licensee)).to.equal(1n);
      await expect(mint())
        .to.be.revertedWithCustomError(approvals, "LicenseApprovals_ApprovalRequired")
        .withArgs(assetId, termsId, licensee);
    });

    it("is bound to the licensee, whoever pays, and to asset and terms", async () => {
      const { approvals, owner, stranger, licensee, assetId, termsId, mint, registerTerms } =
        await loadApprovals();
      const other = await registerTerms({ rules: RULE.approvalRequired, seats: 1n });
      await approvals.connect(owner).approve(assetId, termsId, licensee, true);

      await expect(mint({ licensee: stranger }))
        .to.be.revertedWithCustomError(approvals, "LicenseApprovals_ApprovalRequired")
        .withArgs(assetId, termsId, stranger);
      expect(await approvals.isApproved(assetId, other, licensee)).to.be.false;
    });

    it("may be taken back", async () => {
      const { approvals, owner, licensee, assetId, termsId, mint } = await loadApprovals();
      await approvals.connect(owner).approve(assetId, termsId, licensee, true);
      await expect(approvals.connect(owner).approve(assetId, termsId, licensee, false))
        .to.emit(approvals, "LicenseeApproved")
        .withArgs(assetId, termsId, licensee, owner, false);

      await expect(mint())
        .to.be.revertedWithCustomError(approvals, "LicenseApprovals_ApprovalRequired")
        .withArgs(assetId, termsId, licensee);
    });

    it("ends with the sale of the asset", async () => {
      const { approvals, registry, owner, stranger, licensee, assetId, termsId, mint } =
        await loadApprovals();
      await approvals.connect(owner).approve(assetId, termsId, licensee, true);
      await registry.connect(owner).transferFrom(owner, stranger, assetId);

      expect(await approvals.isApproved(assetId, termsId, licensee)).to.be.false;
      await expect(mint())
        .to.be.revertedWithCustomError(approvals, "LicenseApprovals_ApprovalRequired")
        .withArgs(assetId, termsId, licensee);
    });
  });

  describe("approveBySignature", () => {
    it("approves for whoever sends it", async () => {
      const { approvals, owner, licensee, assetId, termsId, mint, send } = await withSignature();
      await expect(send())
        .to.emit(approvals, "LicenseeApproved")
        .withArgs(assetId, termsId, licensee, owner, true);

      await mint();
      expect(await approvals.isApproved(assetId, termsId, licensee)).to.be.false;
    });

    it("counts once, even when it was used or taken back", async () => {
      const { approvals, owner, licensee, assetId, termsId, approval, mint, send, sign } =
        await withSignature();
      await send();
      await mint();
      const domain = await domainOf(approvals);
      const digest = ethers.TypedDataEncoder.hash(domain, TYPES.licenseApproval, approval);

      await expect(send())
        .to.be.revertedWithCustomError(approvals, "LicenseApprovals_SignatureUsed")
        .withArgs(digest);
      const another = { salt: ethers.id("another salt") };
      await send(another, await sign(owner, another));
      await approvals.connect(owner).approve(assetId, termsId, licensee, false);
      await expect(send(another, await sign(owner, another))).to.be.revertedWithCustomError(
        approvals,
        "LicenseApprovals_SignatureUsed",
      );
    });

    it("covers only what was signed", async () => {
      const { approvals, owner, stranger, deadline, registerAsset, send } = await withSignature();
      const other = await registerAsset();

      for (const changes of [
        { licensee: stranger.address },
        { assetId: other },
        { termsId: ethers.id("other terms") },
        { salt: ethers.id("other salt") },
        { deadline: deadline + 1n },
      ]) {
        await expect(send(changes))
          .to.be.revertedWithCustomError(approvals, "LicenseApprovals_InvalidSignature")
          .withArgs(owner);
      }
    });

    it("is the present owner's alone", async () => {
      const { approvals, registry, owner, stranger, assetId, send, sign } = await withSignature();
      await expect(send({}, await sign(stranger)))
        .to.be.revertedWithCustomError(approvals, "LicenseApprovals_InvalidSignature")
        .withArgs(owner);
      await registry.connect(owner).transferFrom(owner, stranger, assetId);

      await expect(send())
        .to.be.revertedWithCustomError(approvals, "LicenseApprovals_InvalidSignature")
        .withArgs(stranger);
    });

    it("is good in the second of its deadline and not after", async () => {
      const { approvals, deadline, send } = await withSignature();
      const snapshot = await networkHelpers.takeSnapshot();
      await networkHelpers.time.setNextBlockTimestamp(deadline);
      await expect(send()).to.emit(approvals, "LicenseeApproved");
      await snapshot.restore();
      await networkHelpers.time.setNextBlockTimestamp(deadline + 1n);

      await expect(send())
        .to.be.revertedWithCustomError(approvals, "LicenseApprovals_Expired")
        .withArgs(deadline);
    });
  });

  it("are used up by the LicenseManager alone", async () => {
    const { approvals, licenses, owner, licensee, assetId, termsId } = await loadApprovals();
    await approvals.connect(owner).approve(assetId, termsId, licensee, true);

    expect(await approvals.LICENSES()).to.equal(licenses);
    await expect(approvals.connect(owner).use(assetId, termsId, licensee))
      .to.be.revertedWithCustomError(approvals, "LicenseApprovals_NotLicenseManager")
      .withArgs(owner);
  });
});
