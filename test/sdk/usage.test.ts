import {
  createCaller,
  createDigests,
  ethersSignatures,
  meterDomain,
  NoFaultError,
  type SignedVoucher,
  toHex,
  UnknownOfferError,
  type UsageOffer,
  USAGE_TYPES,
} from "@sahara/sdk";
import { expect } from "chai";
import { id, ZeroHash } from "ethers";

import {
  type OperatorNode,
  PRICE,
  startOperatorNode,
} from "../../packages/sdk/test/operatorNode.ts";
import { networkHelpers } from "../helpers/chain.ts";
import { createKey, ONE_SAHARA } from "../helpers/operators.ts";
import { loadSdk, registerRoot, type SdkFixture } from "./connectSahara.ts";
import { expectRejection, expectRevert } from "./expectRejection.ts";

const DAY_S = 86_400;
const STAKE = 100_000n * ONE_SAHARA;
const key = createKey(1);

describe("SDK: usage", () => {
  let fixture: SdkFixture;
  let token: string;
  let assetId: bigint;
  let operator: string;
  let offer: UsageOffer;

  /** The relayer is the operator of an offer for an asset of the owner. */
  beforeEach(async () => {
    fixture = await loadSdk();
    const { sdk, contracts, addresses } = fixture;
    token = addresses.token.toLowerCase();
    assetId = await registerRoot(sdk.owner);
    operator = contracts.relayer.address.toLowerCase();
    await contracts.token.connect(contracts.payer).transfer(contracts.relayer, STAKE);
    await sdk.relayer.stake({ amount: STAKE });
    await sdk.relayer.addOperatorKey({ key });

    const now = await networkHelpers.time.latest();
    offer = {
      ...{ assetId, version: 1, operator, token, operatorBps: 3_000 },
      ...{ maxPricePerCall: 2n * PRICE, creditLimit: 0n },
      ...{ validFrom: now, validUntil: now + 90 * DAY_S },
      ...{ modelHash: id("model"), termsHash: id("terms"), attestationPolicy: ZeroHash },
    };
  });

  const publish = async () => {
    const { sdk } = fixture;
    const { signature } = await sdk.owner.signOffer({ offer });
    return (await sdk.relayer.publishOffer({ offer, ownerSignature: signature })).offerId;
  };

  describe("operators", () => {
    it("says what an operator is, can do and risks", async () => {
      const { sdk } = fixture;
      const endpoint = "https://node.example";
      await sdk.relayer.setProfile({ capabilities: ["SERVE", "TRAIN"], endpoint });

      expect(await sdk.stranger.getOperator({ operator })).to.deep.include({
        ...{ stake: STAKE, thawing: 0n, locked: 0n, active: true, endpoint },
        capabilities: ["SERVE", "TRAIN"],
      });
    });

    it("takes stake back after it has thawed", async () => {
      const { sdk, contracts } = fixture;
      await sdk.relayer.requestUnstake({ amount: STAKE });
      await networkHelpers.time.increase(14 * DAY_S);

      await sdk.relayer.unstake({ to: contracts.stranger.address });

      expect(await contracts.token.balanceOf(contracts.stranger)).to.equal(STAKE);
    });
  });

  describe("offers", () => {
    it("publishes what the asset's owner signed, and finds it again", async () => {
      const { sdk } = fixture;

      const offerId = await publish();

      const [found, ...others] = await sdk.stranger.findOffers({ assetId });
      expect(others).to.deep.equal([]);
      expect(found).to.deep.include({ offerId, offer, endsAt: offer.validUntil });
      expect(await sdk.stranger.getUsageOffer({ offerId })).to.deep.equal(found);
    });

    it("refuses what the owner did not sign", async () => {
      const publishing = fixture.sdk.relayer.publishOffer({ offer });
      await expectRevert(publishing, "OfferBook_InvalidSignature", {
        owner: fixture.contracts.owner.address,
      });
    });

    it("closes an offer a week ahead", async () => {
      const { sdk } = fixture;
      const offerId = await publish();

      await sdk.owner.closeOffer({ offerId });

      const { endsAt } = await sdk.owner.getUsageOffer({ offerId });
      expect(endsAt).to.equal((await networkHelpers.time.latest()) + 7 * DAY_S);
    });

    it("refuses an id that nobody published", async () => {
      const reading = fixture.sdk.stranger.getUsageOffer({ offerId: id("nothing") });
      await expectRejection(reading, UnknownOfferError);
    });
  });

  describe("accounts", () => {
    it("deposits, and pays back after the delay in a new epoch", async () => {
      const { sdk, contracts } = fixture;
      const { terms, accountId } = await sdk.payer.deposit({ operator, amount: 1_000n });
      await sdk.payer.requestWithdrawal({ terms, amount: 1_000n });
      await networkHelpers.time.increase(DAY_S);

      await sdk.payer.withdraw({ terms, to: contracts.stranger.address });

      expect(await contracts.token.balanceOf(contracts.stranger)).to.equal(1_000n);
      const account = await sdk.payer.getPayerAccount({ accountId });
      expect(account).to.deep.include({ balance: 0n, thawing: 0n, epoch: 1 });
    });

    it("takes a deposit that the payer signed and somebody else sends", async () => {
      const { sdk } = fixture;
      const signed = await sdk.payer.signDeposit({ operator, amount: 700n });

      const { accountId } = await sdk.stranger.depositWithAuthorization({ signed });

      expect((await sdk.payer.getPayerAccount({ accountId })).balance).to.equal(700n);
    });
  });

  describe("redeem", () => {
    /** A promise of the account for one lane. */
    const signVoucher = async (
      offerId: string,
      lane: number,
      maxCumulative: bigint,
      signer: { signTypedData: SdkFixture["contracts"]["payer"]["signTypedData"] },
    ): Promise<SignedVoucher> => {
      const { sdk, addresses } = fixture;
      const { terms, accountId } = await sdk.payer.deposit({ operator, amount: 1_000n });
      const validUntil = (await networkHelpers.time.latest()) + 30 * DAY_S;
      const voucher = {
        ...{ accountId, offerId, lane, epoch: 0, seq: 1n, maxCumulative },
        ...{ receiptsRoot: id("root"), validUntil },
      };
      const domain = meterDomain(31337n, addresses.meter);
      const types = { UsageVoucher: [...USAGE_TYPES.UsageVoucher] };
      const signature = await signer.signTypedData(domain, types, voucher);
      return { account: terms, voucher, signature };
    };

    it("names what became of each voucher, in as many transactions as it takes", async () => {
      const { sdk, contracts } = fixture;
      const offerId = await publish();
      const good = await signVoucher(offerId, 1, 400n, contracts.payer);
      const strange = await signVoucher(offerId, 2, 300n, contracts.stranger);
      const unknown = await signVoucher(id("no offer"), 3, 200n, contracts.payer);
      const vouchers = [good, good, strange, unknown];

      const { transactions, redeemed } = await sdk.stranger.redeem({ vouchers, batchSize: 3 });

      expect(transactions).to.have.length(2);
      expect(redeemed).to.deep.equal([
        { status: "SETTLED", amount: 400n },
        { status: "NOTHING_NEW", amount: 0n },
        { status: "BAD_SIGNATURE", amount: 0n },
        { status: "UNKNOWN_OFFER", amount: 0n },
      ]);
      const { accountId } = good.voucher;
      const lane = await sdk.stranger.getLane({ accountId, offerId, lane: 1, epoch: 0 });
      expect(lane).to.deep.equal({ redeemed: 400n, seq: 1n, receiptsRoot: id("root") });
    });

    it("pays a session key's promise up to its cap", async () => {
      const { sdk } = fixture;
      const offerId = await publish();
      const session = createKey(2);
      const voucher = await signVoucher(offerId, 1, 400n, session);
      const validUntil = (await networkHelpers.time.latest()) + 30 * DAY_S;
      await sdk.payer.openSession({ terms: voucher.account, key: session, cap: 150n, validUntil });

      const { redeemed } = await sdk.relayer.redeem({ vouchers: [voucher] });

      expect(redeemed).to.deep.equal([{ status: "PARTIAL", amount: 150n }]);
    });

    it("splits what came in between asset and operator", async () => {
      const { sdk, contracts } = fixture;
      const offerId = await publish();
      await sdk.relayer.redeem({
        vouchers: [await signVoucher(offerId, 1, 1_000n, contracts.payer)],
      });

      await sdk.stranger.passRevenue({ offerIds: [offerId] });
      await sdk.relayer.withdrawEarnings({ offerIds: [offerId], to: contracts.stranger.address });

      const toOperator = await contracts.token.balanceOf(contracts.stranger);
      const { accrued } = await sdk.owner.getStream({ assetId, token });
      expect(toOperator).to.be.greaterThan(0n);
      expect(accrued).to.be.greaterThan(toOperator);
      expect(accrued + toOperator).to.be.at.most(1_000n);
    });

    it("sweeps what was paid to the offer's receiver", async () => {
      const { sdk, contracts } = fixture;
      const offerId = await publish();
      const { receiver } = await sdk.payer.getUsageOffer({ offerId });
      await contracts.token.connect(contracts.payer).transfer(receiver, 501n);

      await sdk.stranger.sweepReceiver({ offerId });

      expect((await contracts.meter.earningsOf(offerId)).gross).to.equal(500n);
    });
  });

  describe("createCaller", () => {
    let node: OperatorNode;
    afterEach(() => node.stop());

    /** The relayer serves the offer by a node, and the payer calls it. */
    const startCaller = async () => {
      const { sdk, addresses } = fixture;
      await publish();
      const time = await networkHelpers.time.latest();
      const digests = createDigests(meterDomain(31337n, addresses.meter), ethersSignatures);
      node = await startOperatorNode(digests, offer, { wallet: key, now: () => time });
      await sdk.relayer.setProfile({ capabilities: ["SERVE"], endpoint: node.endpoint });
      const budget = { token, limit: 10_000n, topUp: 1_000n };
      return await createCaller(sdk.payer.clients, { budget, lanes: 1 });
    };

    it("calls an operator that it found on the chain, whose receipts then redeem", async () => {
      const { sdk } = fixture;
      const caller = await startCaller();

      for (let i = 0; i < 3; i++) await caller.call({ assetId, input: { i }, maxPrice: PRICE });
      await caller.close();

      const last = node.vouchers.at(-1)!;
      const { redeemed } = await sdk.relayer.redeem({ vouchers: [last] });
      expect(last.voucher.seq).to.equal(3n);
      expect(redeemed).to.deep.equal([{ status: "SETTLED", amount: 3n * PRICE }]);
      expect(await caller.verifyStored()).to.deep.equal({
        ...{ lanes: 1, receipts: 3, cost: 3n * PRICE, redeemed: 3n * PRICE, findings: [] },
      });
    });

    it("proves one of its calls to anybody", async () => {
      const { sdk } = fixture;
      const caller = await startCaller();
      const { receipt, signature } = await caller.call({ assetId, input: {} });
      await caller.call({ assetId, input: {} });
      await caller.close();
      await sdk.relayer.redeem({ vouchers: [{ ...node.vouchers.at(-1)!, claim: 2n * PRICE }] });
      const [lane] = [...node.lanes.values()];
      const proof = lane!.tree.proof(0).map(toHex);

      const proved = await sdk.stranger.proveCall({ receipt, signature, proof });

      expect(proved).to.deep.include({ assetId, price: PRICE, settled: true });
      expect(proved.requestHash).to.equal(receipt.requestHash);
    });

    it("claims one of its calls back, and has what the operator put up against that", async () => {
      const { sdk, contracts } = fixture;
      const caller = await startCaller();
      const { receipt: record, signature } = await caller.call({ assetId, input: {} });
      await caller.close();
      await sdk.relayer.redeem({ vouchers: [{ ...node.vouchers.at(-1)!, claim: PRICE }] });
      const [lane] = [...node.lanes.values()];
      const [account] = await sdk.payer.findPayerAccounts({ payer: contracts.payer.address });
      const { receipt } = await sdk.payer.disputeCall({
        ...{ receipt: record, signature, proof: lane!.tree.proof(0).map(toHex) },
        ...{ terms: account!.terms, evidenceRoot: id("nonsense") },
      });
      expect(await sdk.stranger.getCallClaim({ receipt })).to.deep.include({
        ...{ receipt, stage: "FILED", payer: contracts.payer.address, amount: PRICE },
        arbiter: undefined,
      });
      await contracts.token.connect(contracts.payer).transfer(contracts.relayer, PRICE);
      await sdk.relayer.answerCall({ receipt, statementRoot: id("sense") });
      await sdk.council.ruleCall({ receipt, refund: PRICE });
      const { amount } = await sdk.stranger.releaseCallCredit({ account: contracts.payer.address });

      expect(amount).to.equal(PRICE + (PRICE + 9n) / 10n);
      expect((await sdk.stranger.getCallClaim({ receipt }))?.stage).to.equal("RULED");
    });

    it("reports an operator that signed two receipts for one place", async () => {
      const { sdk } = fixture;
      const caller = await startCaller();
      const { receipt, signature } = await caller.call({ assetId, input: {} });
      const other = node.sign({ ...receipt, units: 9n });

      const evidence = { signed: { receipt, signature }, against: other };
      const { fault } = await sdk.stranger.reportFault(evidence);

      expect(fault).to.equal("EQUIVOCATION");
      expect((await sdk.stranger.getOperator({ operator })).stake).to.be.lessThan(STAKE);
    });

    it("reports a receipt that names another model", async () => {
      const { sdk } = fixture;
      const caller = await startCaller();
      const { receipt } = await caller.call({ assetId, input: {} });
      const signed = node.sign({ ...receipt, modelHash: id("cheaper model") });

      expect((await sdk.stranger.reportFault({ signed })).fault).to.equal("WRONG_MODEL");
    });

    it("does not report what is no fault", async () => {
      const { sdk } = fixture;
      const caller = await startCaller();
      const { receipt, signature } = await caller.call({ assetId, input: {} });

      const reporting = sdk.stranger.reportFault({ signed: { receipt, signature } });

      await expectRejection(reporting, NoFaultError);
    });
  });
});
