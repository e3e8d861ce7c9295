import { createLicenceCheck, type LicenceCheck, type LicenceQuery } from "@sahara/storage";
import { expect } from "chai";

import { networkHelpers } from "../helpers/chain.ts";
import { loadSdk, registerRoot, type SdkFixture } from "../sdk/connectSahara.ts";

const HOUR = 3600n;

describe("createLicenceCheck", () => {
  let fixture: SdkFixture;
  let licences: LicenceCheck;
  let query: LicenceQuery;

  beforeEach(async () => {
    fixture = await loadSdk();
    const { owner, licensee, stranger } = fixture.sdk;
    const { termsId } = await owner.registerTerms({
      uses: ["ACCESS", "TRAIN"],
      duration: HOUR,
      seats: 1n,
      rules: ["REVOCABLE"],
    });
    const assetId = await registerRoot(owner, { terms: [termsId] });
    const { licenseId } = await licensee.buyLicense({ assetId, termsId });
    licences = createLicenceCheck(stranger);
    query = {
      ...{ assetId, version: 1n, licenseId, uses: ["ACCESS"] },
      account: fixture.contracts.licensee.address,
    };
  });

  /** What the chain says to the query with some of it replaced. */
  async function verdict(change: Partial<LicenceQuery> = {}): Promise<string> {
    const found = await licences.check({ ...query, ...change });
    return found.granted ? "granted" : found.reason;
  }

  it("grants to the holder, to who has a seat, and to the owner without a licence", async () => {
    const { sdk, contracts } = fixture;
    const user = contracts.contributor.address;
    expect(await verdict({ account: user })).to.equal("not-permitted");
    const expires = BigInt(await networkHelpers.time.latest()) + HOUR;
    await sdk.licensee.assignSeat({ licenseId: query.licenseId, seat: 0n, user, expires });

    expect(await verdict()).to.equal("granted");
    expect(await verdict({ uses: ["ACCESS", "TRAIN"] })).to.equal("granted");
    expect(await verdict({ account: user })).to.equal("granted");
    expect(await verdict({ licenseId: 0n, account: contracts.owner.address })).to.equal("granted");
    expect(await licences.ownerOf(query.assetId)).to.equal(contracts.owner.address);
  });

  it("refuses what is not there, not of this asset, or not granted", async () => {
    const other = await registerRoot(fixture.sdk.owner);

    expect(await verdict({ assetId: 99n })).to.equal("unknown-asset");
    expect(await verdict({ version: 2n })).to.equal("unknown-version");
    expect(await verdict({ licenseId: 99n })).to.equal("unknown-licence");
    expect(await verdict({ assetId: other })).to.equal("wrong-asset");
    expect(await verdict({ uses: ["ACCESS", "INFER"] })).to.equal("not-permitted");
    expect(await verdict({ account: fixture.contracts.stranger.address })).to.equal(
      "not-permitted",
    );
    expect(await verdict({ licenseId: 0n })).to.equal("not-owner");
    expect(await licences.ownerOf(99n)).to.equal(undefined);
  });

  it("refuses from the moment a licence expires", async () => {
    await networkHelpers.time.increase(HOUR);

    expect(await verdict()).to.equal("expired");
  });

  it("refuses from the moment a licence is revoked", async () => {
    await fixture.sdk.owner.revokeLicense({ licenseId: query.licenseId });

    expect(await verdict()).to.equal("revoked");
  });

  it("refuses while the asset is in dispute", async () => {
    const { ledger, arbiter, appointArbiter } = fixture.contracts;
    await appointArbiter();
    const until = BigInt(await networkHelpers.time.latest()) + HOUR;
    await ledger.connect(arbiter).freeze(query.assetId, until);

    expect(await verdict()).to.equal("disputed");
  });
});
