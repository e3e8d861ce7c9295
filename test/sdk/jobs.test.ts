import { expect } from "chai";
import { id } from "ethers";

import { networkHelpers } from "../helpers/chain.ts";
import { ONE_SAHARA } from "../helpers/operators.ts";
import { freshRoots, loadSdk, registerRoot, type SdkFixture } from "./connectSahara.ts";
import { expectRevert } from "./expectRejection.ts";

const DAY_S = 86_400n;
const STAKE = 100_000n * ONE_SAHARA;
const REWARD = 1_000n;

describe("SDK: jobs", () => {
  let fixture: SdkFixture;
  let assetId: bigint;
  let deliverBy: bigint;

  /** The relayer is an operator that trains; the payer is the client, and the owner's asset is used. */
  beforeEach(async () => {
    fixture = await loadSdk();
    const { sdk, contracts } = fixture;
    assetId = await registerRoot(sdk.owner);
    await contracts.token.connect(contracts.payer).transfer(contracts.relayer, STAKE);
    await sdk.relayer.stake({ amount: STAKE });
    const endpoint = "https://node.example";
    await sdk.relayer.setProfile({ capabilities: ["TRAIN"], endpoint });
    deliverBy = BigInt(await networkHelpers.time.latest()) + DAY_S;
  });

  const post = async () => {
    const spec = { kind: "TRAINING" as const, assetId, assetBps: 2_000n, specRoot: id("spec") };
    return (await fixture.sdk.payer.postJob({ ...spec, reward: REWARD, deliverBy })).jobId;
  };
  const deliver = async (jobId: bigint, resultRoot = id("result")) => {
    const { sdk } = fixture;
    await sdk.relayer.takeJob({ jobId });
    await sdk.relayer.deliverJob({ jobId, resultRoot, reportRoot: id("report"), amount: 900n });
  };

  it("goes from the post over the delivery to the payment", async () => {
    const { sdk, contracts } = fixture;

    const jobId = await post();
    expect(await sdk.stranger.getJob({ jobId })).to.deep.include({
      ...{ state: "OPEN", kind: "TRAINING", race: false, funded: REWARD, assetId },
      client: contracts.payer.address,
    });
    await deliver(jobId);
    await sdk.payer.acceptJob({ jobId });

    const job = await sdk.stranger.getJob({ jobId });
    expect(job).to.deep.include({ state: "CLOSED", resultRoot: id("result"), amount: 900n });
  });

  it("registers what was delivered as the client's asset", async () => {
    const { sdk, contracts } = fixture;
    const roots = freshRoots();
    const jobId = await post();
    const signed = await sdk.payer.signRegistration({ kind: "MODEL", ...roots });
    await deliver(jobId, roots.contentRoot);

    const { assetId: model } = await sdk.payer.acceptAndRegisterJob({ jobId, signed });

    const { owner, contentRoot } = await sdk.stranger.getAsset({ assetId: model });
    expect(owner).to.equal(contracts.payer.address);
    expect(contentRoot).to.equal(roots.contentRoot);
  });

  it("approves the bond of a dispute", async () => {
    const { sdk } = fixture;
    const jobId = await post();
    await deliver(jobId);

    await sdk.payer.disputeJob({ jobId, reasonRoot: id("reason") });

    expect((await sdk.stranger.getJob({ jobId })).state).to.equal("DISPUTED");
  });

  it("ends a job that nobody delivered, and one that nobody has", async () => {
    const { sdk } = fixture;
    const [taken, open] = [await post(), await post()];
    await sdk.relayer.takeJob({ jobId: taken });

    await sdk.payer.cancelJob({ jobId: open });
    await networkHelpers.time.increase(DAY_S);
    await sdk.stranger.timeOutJob({ jobId: taken });

    for (const jobId of [taken, open]) {
      expect((await sdk.stranger.getJob({ jobId })).state).to.equal("CLOSED");
    }
  });

  it("accepts for a client that stays silent", async () => {
    const { sdk } = fixture;
    const jobId = await post();
    await deliver(jobId);
    await networkHelpers.time.increase(DAY_S + 1n);

    await sdk.stranger.acceptSilentJob({ jobId });

    expect((await sdk.stranger.getJob({ jobId })).state).to.equal("CLOSED");
  });

  it("gives an open job to an operator, which can give it up", async () => {
    const { sdk, contracts } = fixture;
    const jobId = await post();

    await sdk.payer.assignJob({ jobId, operator: contracts.relayer.address });
    expect((await sdk.stranger.getJob({ jobId })).state).to.equal("TAKEN");
    await sdk.relayer.concedeJob({ jobId });

    const { payer: account } = contracts;
    expect((await sdk.stranger.getJob({ jobId })).state).to.equal("CLOSED");
    expect(await sdk.stranger.getJobCredit({ account: account.address })).to.equal(REWARD);
  });

  it("races: what was committed to can be delivered, and nothing else", async () => {
    const { sdk, contracts } = fixture;
    const spec = { kind: "TRAINING" as const, race: true, specRoot: id("spec") };
    const { jobId } = await sdk.payer.postJob({ ...spec, reward: REWARD, deliverBy });
    const report = { jobId, resultRoot: id("result"), reportRoot: id("report"), amount: 900n };

    const { digest } = await sdk.relayer.commitDelivery(report);

    const { relayer } = contracts;
    expect(digest).to.equal(await contracts.jobs.reportDigestOf(jobId, relayer, report));
    const other = { ...report, amount: 899n };
    const uncommitted = await contracts.jobs.reportDigestOf(jobId, relayer, other);
    await expectRevert(sdk.relayer.deliverJob(other), "JobBoard_NotCommitted", {
      digest: uncommitted,
    });
    await sdk.relayer.deliverJob(report);
    expect((await sdk.stranger.getJob({ jobId })).state).to.equal("DELIVERED");
  });

  it("divides what nobody ruled on, and pays each party what it is owed", async () => {
    const { sdk, contracts } = fixture;
    const jobId = await post();
    await deliver(jobId);
    await sdk.payer.disputeJob({ jobId, reasonRoot: id("reason") });
    await networkHelpers.time.increase(14n * DAY_S);

    await sdk.stranger.lapseJob({ jobId });
    const { amount } = await sdk.relayer.withdrawJobCredit({ to: contracts.stranger.address });
    await sdk.stranger.passJobRevenue({ assetId });

    // Half of the 900, less the asset's fifth, and half of the bond of 90.
    expect(amount).to.equal(360n + 45n);
    expect(await contracts.token.balanceOf(contracts.stranger)).to.equal(amount);
    const { accrued } = await sdk.owner.getStream({ assetId, token: fixture.addresses.token });
    expect(accrued).to.equal(90n);
  });

  it("finds jobs by client, asset, operator and state", async () => {
    const { sdk, contracts } = fixture;
    const [open, taken] = [await post(), await post()];
    await sdk.relayer.takeJob({ jobId: taken });
    const idsOf = async (filter: Parameters<typeof sdk.stranger.findJobs>[0]) =>
      (await sdk.stranger.findJobs(filter)).map(({ jobId }) => jobId);

    const { payer, relayer, stranger } = contracts;
    expect(await idsOf({ client: payer.address, assetId })).to.deep.equal([open, taken]);
    expect(await idsOf({ operator: relayer.address })).to.deep.equal([taken]);
    expect(await idsOf({ state: "OPEN" })).to.deep.equal([open]);
    expect(await idsOf({ client: stranger.address })).to.deep.equal([]);
  });
});
