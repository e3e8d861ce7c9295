import { REPORT_TYPES, reportDomain } from "@sahara/attribution/report";
import type { AttributionReport, ReleasePolicy } from "@sahara/sdk";
import { expect } from "chai";
import { id } from "ethers";

import { ethers, networkHelpers } from "../helpers/chain.ts";
import { freshRoots, loadSdk, registerRoot, type SdkFixture } from "./connectSahara.ts";
import { expectRevert } from "./expectRejection.ts";

const VERSION = 1n;
const WINDOW_S = 7 * 86_400;
const [PROGRAM, KEY, REQUEST] = [id("program"), id("key"), id("request")];

describe("SDK: data", () => {
  let sdk: SdkFixture["sdk"];
  let contracts: SdkFixture["contracts"];
  let addresses: SdkFixture["addresses"];
  let assetId: bigint;

  beforeEach(async () => {
    ({ sdk, contracts, addresses } = await loadSdk());
    assetId = await registerRoot(sdk.owner);
  });

  it("publishes an encryption key and reads it back", async () => {
    const account = contracts.licensee.address;
    expect(await sdk.stranger.getEncryptionKey({ account })).to.equal(undefined);
    await sdk.licensee.setEncryptionKey({ key: KEY });

    expect(await sdk.stranger.getEncryptionKey({ account })).to.deep.equal({
      key: KEY,
      keyVersion: 1n,
    });
  });

  it("sets a policy, says to whom it releases, and logs that it does", async () => {
    const [custodian, account] = [contracts.contributor.address, contracts.licensee.address];
    const policy: ReleasePolicy = {
      payloadRoot: id("payload"),
      uses: ["TRAIN"],
      threshold: 1n,
      ownerDirect: false,
      custodians: [{ account: custodian, commitment: id("share") }],
    };
    const version = { assetId, version: VERSION };
    expect(await sdk.owner.getReleasePolicy(version)).to.equal(undefined);
    const { epoch } = await sdk.owner.setReleasePolicy({ ...version, ...policy });
    const { termsId } = await sdk.owner.registerTerms({ uses: ["TRAIN"] });
    await sdk.owner.offerTerms({ assetId, termsIds: [termsId] });
    const { licenseId } = await sdk.licensee.buyLicense({ assetId, termsId });

    expect(await sdk.stranger.getReleasePolicy(version)).to.deep.equal({ ...policy, epoch });
    expect(await sdk.contributor.isReleasable({ ...version, account, licenseId })).to.deep.equal({
      releasable: true,
    });
    expect(await sdk.contributor.isReleasable({ ...version, account })).to.deep.equal({
      releasable: false,
      refusal: "NOT_OWNER",
    });
    const release = { ...version, account, licenseId, epoch, requestHash: REQUEST };
    await sdk.contributor.logRelease(release);
    expect(await contracts.vault.isLogged(custodian, REQUEST)).to.equal(true);
    const log = await sdk.stranger.findReleases({ assetId, account, custodian });
    const blockNumber = await ethers.provider.getBlockNumber();
    expect(log).to.deep.equal([{ ...release, custodian, blockNumber }]);
    expect(await sdk.stranger.findReleases({ assetId, account: custodian })).to.deep.equal([]);
    await expectRevert(sdk.contributor.logRelease(release), "DataVault_AlreadyLogged", {
      ...{ custodian, requestHash: REQUEST },
    });
  });

  it("grants a key directly, and takes it back", async () => {
    const version = { assetId, version: VERSION };
    const account = contracts.licensee.address;
    await sdk.licensee.setEncryptionKey({ key: KEY });
    const { epoch } = await sdk.owner.setReleasePolicy({
      ...{ ...version, payloadRoot: id("payload"), uses: ["TRAIN"] },
      ...{ threshold: 0n, ownerDirect: true, custodians: [] },
    });
    const wrappedKeyHash = id("wrapped");
    await sdk.owner.grantKey({ ...version, account, wrappedKeyHash });

    expect(await sdk.licensee.getGrant({ ...version, account })).to.deep.equal({
      ...{ wrappedKeyHash, expiry: 0n, epoch, keyVersion: 1n },
    });
    await sdk.owner.revokeGrant({ ...version, account });
    expect(await sdk.licensee.getGrant({ ...version, account })).to.equal(undefined);
  });

  it("opens a privacy budget that an operator spends for an allowed program", async () => {
    const version = { assetId, version: VERSION };
    const limits = { maxRows: 10n, maxOutputBytes: 1_000n, minGroupSize: 5n };
    expect(await sdk.payer.getPrivacyBudget(version)).to.equal(undefined);
    await sdk.owner.allowProgram({ assetId, programHash: PROGRAM, ...limits });
    const operator = contracts.payer.address;
    await sdk.owner.setComputeOperator({ assetId, operator, allowed: true });
    expect(await sdk.payer.getProgram({ assetId, programHash: PROGRAM })).to.deep.equal(limits);
    expect(await sdk.payer.findPrograms({ assetId })).to.deep.equal([
      { programHash: PROGRAM, ...limits },
    ]);
    expect(await sdk.payer.isComputeOperator({ assetId, operator })).to.equal(true);
    await sdk.owner.setPrivacyBudget({ ...version, total: 1_000n });
    const spending = { ...version, programHash: PROGRAM, jobRef: id("job") };
    await sdk.payer.spendPrivacyBudget({ ...spending, epsilon: 600n });

    expect(await sdk.payer.getPrivacyBudget(version)).to.deep.equal({
      total: 1_000n,
      spent: 600n,
      left: 400n,
    });
    await expectRevert(
      sdk.payer.spendPrivacyBudget({ ...spending, epsilon: 401n }),
      "DataVault_BudgetExceeded",
      { ...version, epsilon: 401n, left: 400n },
    );
    await sdk.owner.disallowProgram({ assetId, programHash: PROGRAM });
    await expectRevert(
      sdk.payer.spendPrivacyBudget({ ...spending, epsilon: 1n }),
      "DataVault_ProgramNotAllowed",
      { assetId, programHash: PROGRAM },
    );
    expect(await sdk.payer.getProgram({ assetId, programHash: PROGRAM })).to.equal(undefined);
    expect(await sdk.payer.findPrograms({ assetId })).to.deep.equal([]);
  });

  describe("attribution reports", () => {
    const createReport = (): AttributionReport => ({
      ...{ assetId, version: VERSION, methodHash: id("method"), dataRoot: id("data") },
      ...{ testRoot: id("tests"), weightsRoot: id("weights"), utility: 5n },
      reportRoot: id("report"),
    });

    /** Signs as the contributor and posts as the owner, who has what a bond takes. */
    async function post() {
      const bond = await contracts.attributionReports.bond();
      for (const account of [contracts.owner, contracts.stranger]) {
        await contracts.token.connect(contracts.deployer).transfer(account, bond);
      }
      const { chainId } = await ethers.provider.getNetwork();
      const domain = reportDomain({ chainId, address: addresses.attributionReports });
      const report = createReport();
      const author = contracts.contributor;
      const signature = await author.signTypedData(domain, REPORT_TYPES, report);
      return await sdk.owner.postAttributionReport({ report, author: author.address, signature });
    }

    it("become the weights of the next asset when nobody challenges them", async () => {
      const { reportId, deadline } = await post();
      const version = { assetId, version: VERSION };
      expect(await sdk.stranger.getFinalWeights(version)).to.equal(undefined);
      await networkHelpers.time.increaseTo(deadline);
      await sdk.stranger.settleAttributionReport({ reportId });

      expect(await sdk.stranger.getAttributionReport({ reportId })).to.deep.equal({
        ...{ assetId, version: VERSION, weightsRoot: id("weights"), deadline },
        ...{ poster: contracts.owner.address, status: "FINAL", challenge: undefined },
      });
      const root = await sdk.owner.getFinalWeights(version);
      expect(root).to.equal(id("weights"));
      const { assetId: next } = await sdk.owner.registerAsset({
        ...{ kind: "DATASET", ...freshRoots() },
        contributorTree: { root: root!, units: 1_000n },
      });
      expect(await contracts.contributorRoots.rootOf(next)).to.equal(root);
    });

    it("cost the owner half of the bond when the council finds them wrong", async () => {
      const { reportId } = await post();
      const { token, attributionReports, stranger } = contracts;
      const bond = await attributionReports.bond();
      await sdk.stranger.challengeAttributionReport({ reportId, weightsRoot: id("other weights") });
      await sdk.council.ruleAttributionReport({ reportId, isWrong: true });
      const { amount } = await sdk.stranger.releaseReportBond({ account: stranger.address });

      expect((await sdk.owner.getAttributionReport({ reportId }))?.status).to.equal("VOID");
      expect(amount).to.equal((bond * 3n) / 2n);
      expect(await token.balanceOf(stranger)).to.equal(amount);
      await expectRevert(
        sdk.owner.releaseReportBond({ account: contracts.owner.address }),
        "AttributionReports_NothingToRelease",
        { account: contracts.owner.address },
      );
    });

    it("are challenged with other weights, and lapse without an arbiter", async () => {
      const { reportId } = await post();
      const weightsRoot = id("other weights");
      await sdk.stranger.challengeAttributionReport({ reportId, weightsRoot });
      const { deadline } = (await sdk.stranger.getAttributionReport({ reportId }))!;
      await networkHelpers.time.increase(WINDOW_S);
      await expectRevert(
        sdk.stranger.settleAttributionReport({ reportId }),
        "AttributionReports_TooEarly",
        { reportId, deadline },
      );
      await networkHelpers.time.increase(WINDOW_S);
      await sdk.stranger.settleAttributionReport({ reportId });

      const found = await sdk.stranger.getAttributionReport({ reportId });
      expect(found?.status).to.equal("LAPSED");
      expect(found?.challenge).to.deep.equal({
        challenger: contracts.stranger.address,
        weightsRoot,
      });
      expect(await sdk.stranger.getAttributionReport({ reportId: id("other") })).to.equal(
        undefined,
      );
    });
  });
});
