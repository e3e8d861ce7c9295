import type { ReleasePolicy } from "@sahara/sdk";
import { connectCustodian, type LicenceCheck, type LicenceQuery } from "@sahara/storage";
import { expect } from "chai";
import { id } from "ethers";

import { networkHelpers } from "../helpers/chain.ts";
import { loadSdk, registerRoot, type SdkFixture } from "../sdk/connectSahara.ts";

const HOUR = 3600n;
// A digest in the form of the package.
const [COMMITMENT, OTHER] = [id("share"), id("other share")] as `0x${string}`[];

describe("LicenceCheck", () => {
  let fixture: SdkFixture;
  let licences: LicenceCheck;
  let query: LicenceQuery;
  let policy: ReleasePolicy;

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
    const place = await connectCustodian(stranger);
    ({ licences } = place);
    policy = {
      ...{ payloadRoot: id("payload"), uses: ["ACCESS"], threshold: 1n, ownerDirect: false },
      custodians: [{ account: place.account, commitment: COMMITMENT! }],
    };
    query = {
      ...{ assetId, version: 1n, epoch: 0n, licenseId, commitment: COMMITMENT! },
      account: fixture.contracts.licensee.address,
    };
    await setPolicy();
  });

  /** Sets the policy with some of it replaced, and asks under it from now on. */
  async function setPolicy(change: Partial<ReleasePolicy> = {}): Promise<void> {
    const { assetId, version } = query;
    const set = await fixture.sdk.owner.setReleasePolicy({
      ...{ assetId, version, ...policy },
      ...change,
    });
    query = { ...query, epoch: set.epoch };
  }

  /** What the chain says to the query with some of it replaced. */
  async function verdict(change: Partial<LicenceQuery> = {}): Promise<string> {
    const found = await licences.check({ ...query, ...change });
    return found.granted ? "granted" : found.reason;
  }

  it("grants to the holder, to who has a seat, and to the owner without a licence", async () => {
    const { sdk, contracts } = fixture;
    const user = contracts.contributor.address;
    expect(await verdict({ account: user })).to.equal("NOT_PERMITTED");
    const expires = BigInt(await networkHelpers.time.latest()) + HOUR;
    await sdk.licensee.assignSeat({ licenseId: query.licenseId, seat: 0n, user, expires });

    expect(await verdict()).to.equal("granted");
    expect(await verdict({ account: user })).to.equal("granted");
    expect(await verdict({ licenseId: 0n, account: contracts.owner.address })).to.equal("granted");
    expect(await licences.ownerOf(query.assetId)).to.equal(contracts.owner.address);
  });

  it("refuses what is not there, not of this asset, or not granted", async () => {
    const other = await registerRoot(fixture.sdk.owner);
    await fixture.sdk.owner.setReleasePolicy({ assetId: other, version: 1n, ...policy });

    expect(await verdict({ assetId: 99n })).to.equal("NO_POLICY");
    expect(await verdict({ version: 2n })).to.equal("NO_POLICY");
    expect(await verdict({ licenseId: 99n })).to.equal("UNKNOWN_LICENSE");
    expect(await verdict({ assetId: other })).to.equal("WRONG_ASSET");
    expect(await verdict({ account: fixture.contracts.stranger.address })).to.equal(
      "NOT_PERMITTED",
    );
    expect(await verdict({ licenseId: 0n })).to.equal("NOT_OWNER");
    expect(await licences.ownerOf(99n)).to.equal(undefined);
    await setPolicy({ uses: ["ACCESS", "INFER"] });
    expect(await verdict()).to.equal("USES_NOT_GRANTED");
  });

  it("refuses under another policy, without a place in it, and for another share", async () => {
    const [{ epoch }, account] = [query, fixture.contracts.contributor.address];
    await setPolicy();
    expect(await verdict()).to.equal("granted");
    expect(await verdict({ epoch })).to.equal("WRONG_EPOCH");
    expect(await verdict({ commitment: OTHER! })).to.equal("OTHER_SHARE");
    await setPolicy({ custodians: [{ account, commitment: COMMITMENT! }] });
    expect(await verdict()).to.equal("NOT_CUSTODIAN");
  });

  it("refuses from the moment a licence expires", async () => {
    await networkHelpers.time.increase(HOUR);

    expect(await verdict()).to.equal("EXPIRED");
  });

  it("refuses from the moment a licence is revoked", async () => {
    await fixture.sdk.owner.revokeLicense({ licenseId: query.licenseId });

    expect(await verdict()).to.equal("REVOKED");
  });

  it("refuses while the asset is in dispute", async () => {
    const { ledger, arbiter, appointArbiter } = fixture.contracts;
    await appointArbiter();
    const until = BigInt(await networkHelpers.time.latest()) + HOUR;
    await ledger.connect(arbiter).freeze(query.assetId, until);

    expect(await verdict()).to.equal("DISPUTED");
  });
});
