import { expect } from "chai";

import { RELATION } from "../helpers/assets.ts";
import { loadSahara } from "../helpers/deploySahara.ts";
import { OPEN_TERMS } from "../helpers/licensing.ts";

const AGREED_BPS = 1_000n;
const RAISED_BPS = 8_000n;

/**
 * Where a royalty is read from the parent when a derivative is registered, the parent's owner can raise it between the
 * sale of the licence and the registration (Story H-6). Here it is part of immutable terms.
 */
describe("finding 8b: the royalty is that of the licence (LIC-1, LIC-4)", () => {
  /** `licensee` holds a licence of `parent` at AGREED_BPS. */
  async function withLicense() {
    const sahara = await loadSahara();
    const { registerAsset, registerTerms, offerTerms, buyLicense } = sahara;
    const parent = await registerAsset();
    const termsId = await registerTerms({ royaltyBps: AGREED_BPS });
    await offerTerms(parent, termsId);
    const license = await buyLicense({ assetId: parent, termsId });
    const raised = await registerTerms({ royaltyBps: RAISED_BPS });
    const registerChild = async () =>
      await registerAsset({
        owner: sahara.licensee,
        parents: [{ asset: parent, relation: RELATION.trainedOn, license }],
      });
    return { ...sahara, parent, termsId, license, raised, registerChild };
  }

  it("whatever the parent's owner offers between sale and registration", async () => {
    const { ledger, licenses, owner, parent, termsId, raised, registerChild, offerTerms } =
      await withLicense();
    await offerTerms(parent, raised);
    await licenses.connect(owner).withdrawOffer(parent, termsId);
    const child = await registerChild();

    expect(await ledger.royaltiesOf(child)).to.deep.equal([[parent, AGREED_BPS]]);
  });

  it("whoever the parent is sold to", async () => {
    const { ledger, licenses, registry, owner, stranger, parent, termsId, raised, registerChild } =
      await withLicense();
    await registry.connect(owner).transferFrom(owner, stranger, parent);
    await licenses.connect(stranger).withdrawOffer(parent, termsId);
    await licenses.connect(stranger).offerTerms(parent, [raised]);
    const child = await registerChild();

    expect(await ledger.royaltiesOf(child)).to.deep.equal([[parent, AGREED_BPS]]);
  });

  it("for ever after", async () => {
    const { ledger, token, payer, parent, termsId, raised, registerChild, ...rest } =
      await withLicense();
    const child = await registerChild();
    await rest.offerTerms(parent, raised);
    await rest.licenses.connect(rest.owner).withdrawOffer(parent, termsId);
    await ledger.connect(payer).payAndSettle(child, token, 10_000n, termsId, [child]);

    expect((await ledger.streamOf(parent, token)).accrued).to.equal(AGREED_BPS);
  });

  it("because other terms have another id, and the same terms change nothing", async () => {
    const { licenses, termsId, raised } = await withLicense();
    const terms = { ...OPEN_TERMS, royaltyBps: AGREED_BPS };

    expect(raised).to.not.equal(termsId);
    await expect(licenses.registerTerms(terms)).to.not.emit(licenses, "TermsRegistered");
    expect(await licenses.registerTerms.staticCall(terms)).to.equal(termsId);
    expect((await licenses.termsOf(termsId)).royaltyBps).to.equal(AGREED_BPS);
  });
});
