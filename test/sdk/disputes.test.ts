import type { RegistrationParameters } from "@sahara/sdk";
import { NATIVE } from "@sahara/sdk";
import { expect } from "chai";
import { id } from "ethers";

import { networkHelpers } from "../helpers/chain.ts";
import { loadSdk, registerChild, registerRoot, type SdkFixture } from "./connectSahara.ts";
import { expectRevert } from "./expectRejection.ts";

const DAY_S = 86_400;
const PRICE = 1_000n;
const UNITS = 100_000_000n;
const evidenceRoot = id("evidence");

describe("SDK: disputes", () => {
  let sdk: SdkFixture["sdk"];
  let contracts: SdkFixture["contracts"];
  let addresses: SdkFixture["addresses"];

  beforeEach(async () => {
    ({ sdk, contracts, addresses } = await loadSdk());
    const { token, deployer, owner, otherOwner, stranger } = contracts;
    for (const { address } of [owner, otherOwner, stranger]) {
      await token.connect(deployer).transfer(address, 1_000n * 10n ** 18n);
    }
  });

  /** An asset of the owner that the licensee has a licence of. */
  async function sell(options: Partial<RegistrationParameters> = {}) {
    const assetId = await registerRoot(sdk.owner, options);
    const terms = { uses: ["ACCESS"] as const, price: PRICE, currency: addresses.token };
    const { termsId } = await sdk.owner.registerTerms({ ...terms, uses: [...terms.uses] });
    await sdk.owner.offerTerms({ assetId, termsIds: [termsId] });
    const { licenseId } = await sdk.licensee.buyLicense({ assetId, termsId });
    return { assetId, licenseId };
  }

  /** A claim of the other owner that the council upheld because nobody answered. */
  async function uphold(assetId: bigint) {
    const { claimId } = await sdk.otherOwner.fileClaim({ assetId, kind: "STOLEN", evidenceRoot });
    await networkHelpers.time.increase(7 * DAY_S);
    await sdk.stranger.hearClaim({ claimId });
    await sdk.council.ruleClaim({ claimId, verdict: "UPHELD" });
    return claimId;
  }

  it("gives a stolen asset's units to the author and its income to the buyers", async () => {
    const { assetId, licenseId } = await sell();
    const claimId = await uphold(assetId);
    await sdk.licensee.enterRefund({ licenseId, claimId });
    const { units } = await sdk.council.awardPosition({ claimId });
    expect(units).to.equal(UNITS);
    expect(await sdk.stranger.getRefundPool({ claimId })).to.deep.equal({
      collected: PRICE,
      entered: PRICE,
    });
    await networkHelpers.time.increase(30 * DAY_S);
    const refunded = await sdk.stranger.refundBuyer({ licenseId });
    await sdk.stranger.liftClaim({ claimId });

    expect(refunded).to.deep.include({
      ...{ holder: contracts.licensee.address, token: addresses.token, amount: PRICE },
    });
    expect(await sdk.stranger.getClaim({ claimId })).to.deep.include({
      ...{ assetId, kind: "STOLEN", stage: "REMEDIED", claimant: contracts.otherOwner.address },
      ...{ respondent: undefined, units: 0n, awarded: true, parentClaimId: undefined },
    });
    expect(await sdk.owner.unitsOf({ assetId, holder: contracts.otherOwner.address })).to.equal(
      UNITS,
    );
    const { amount } = await sdk.stranger.releaseClaimBond({
      account: contracts.otherOwner.address,
    });
    expect(amount).to.equal(await contracts.court.bond());
  });

  it("answers, admits, and dismisses as frivolous what costs the claimant its bond", async () => {
    const { assetId } = await sell();
    const { claimId, deadline } = await sdk.otherOwner.fileClaim({
      ...{ assetId, kind: "INFRINGING", units: 5n, evidenceRoot },
    });
    const answered = await sdk.owner.answerClaim({ claimId, statementRoot: id("mine") });
    expect(answered.deadline > deadline).to.equal(true);
    await sdk.council.admitClaim({ claimId });
    await sdk.stranger.prolongHold({ assetId });
    await sdk.council.ruleClaim({ claimId, verdict: "FRIVOLOUS" });

    const account = contracts.owner.address;
    const bond = await contracts.court.bond();
    expect((await sdk.stranger.releaseClaimBond({ account })).amount).to.equal((bond * 3n) / 2n);
    expect(await sdk.stranger.findClaims({ assetId, stage: "DISMISSED" })).to.deep.equal([
      await sdk.stranger.getClaim({ claimId }),
    ]);
    expect(await sdk.stranger.findClaims({ claimant: account })).to.deep.equal([]);
    expect(await sdk.stranger.getClaim({ claimId: 9n })).to.equal(undefined);
  });

  it("takes claims back, lets them lapse, and tags what was made from a held asset", async () => {
    const assetId = await registerRoot(sdk.owner);
    const child = await registerChild(sdk.contributor, [
      { sahara: sdk.owner, assetId, royaltyBps: 0n },
    ]);
    const file = async () =>
      await sdk.otherOwner.fileClaim({ assetId, kind: "MALWARE", evidenceRoot });
    const [back, lapsing] = [await file(), await file()];
    await sdk.otherOwner.withdrawClaim(back);
    await networkHelpers.time.increase(21 * DAY_S);
    await sdk.stranger.lapseClaim(lapsing);
    const parentClaimId = await uphold(assetId);
    const { claimId } = await sdk.stranger.tagDescendant({ parentClaimId, assetId: child });

    expect(await sdk.stranger.getClaim({ claimId })).to.deep.include({
      ...{ assetId: child, kind: "STOLEN", stage: "HEARD", parentClaimId },
    });
    const { deadline } = (await sdk.owner.getClaim({ claimId: parentClaimId }))!;
    await expectRevert(
      sdk.stranger.collectRest({ claimId: parentClaimId }),
      "DisputeCourt_TooEarly",
      { claimId: parentClaimId, deadline },
    );
  });

  it("strikes a licence, pays out the rest, and prepares without a signature", async () => {
    const { assetId, licenseId } = await sell();
    const claimId = await uphold(assetId);
    await sdk.licensee.enterRefund({ licenseId, claimId });
    await sdk.council.strikeRefund({ licenseId });
    await sdk.council.awardPosition({ claimId, holder: "owner" });
    await networkHelpers.time.increase(30 * DAY_S);

    expect(await sdk.stranger.collectRest({ claimId })).to.deep.include({
      ...{ to: contracts.otherOwner.address, amount: PRICE },
    });
    const settling = await sdk.stranger.prepareSettleSupersedure({ assetId });
    expect(settling.summary).to.deep.equal({
      ...{ contract: "court", method: "settleSupersedure", args: { assetId } },
    });
  });

  it("names an arbiter of a job, whose word alone then counts", async () => {
    const [client, operator] = [contracts.payer.address, contracts.relayer.address];
    expect(client).not.to.equal(operator);
    await expectRevert(
      sdk.stranger.nameArbiter({ jobId: 1n, arbiter: operator }),
      "Arbitration_NotParty",
      { jobId: 1n, caller: contracts.stranger.address },
    );
    await expectRevert(sdk.council.ruleJob({ jobId: 1n, operatorBps: 0n }), "JobBoard_WrongState", {
      jobId: 1n,
      state: 0n,
    });
  });

  it("knows of no claim against a call, and prepares the steps of one", async () => {
    const receipt = id("receipt");
    expect(await sdk.stranger.getCallClaim({ receipt })).to.equal(undefined);
    await expectRevert(sdk.council.ruleCall({ receipt, refund: 1n }), "Arbitration_WrongStage", {
      receipt,
      stage: 0n,
    });
    const answer = await sdk.stranger.prepareAnswerCall({ receipt, statementRoot: id("ok") });
    expect(answer.summary.args).to.deep.include({ receipt, arbiter: NATIVE });
    for (const preparing of [
      sdk.stranger.prepareWithdrawCallClaim({ receipt }),
      sdk.stranger.prepareLapseCallClaim({ receipt }),
      sdk.stranger.prepareReleaseCallCredit({ account: contracts.payer.address }),
    ]) {
      expect((await preparing).to).to.equal(addresses.arbitration);
    }
  });
});
