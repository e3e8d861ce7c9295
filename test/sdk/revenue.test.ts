import { InsufficientAllowanceError, InsufficientFundsError, NATIVE } from "@sahara/sdk";
import { expect } from "chai";
import { encodeBytes32String } from "ethers";

import { ethers } from "../helpers/chain.ts";
import { loadSdk, registerChild, registerRoot, type SdkFixture } from "./connectSahara.ts";
import { expectRejection, expectRevert } from "./expectRejection.ts";

describe("SDK: revenue", () => {
  let fixture: SdkFixture;
  let token: string;
  let root: bigint;

  beforeEach(async () => {
    fixture = await loadSdk();
    token = fixture.addresses.token;
    root = await registerRoot(fixture.sdk.owner);
  });

  describe("pay", () => {
    it("credits the asset and keeps the reference", async () => {
      const { sdk, contracts } = fixture;

      const { received } = await sdk.payer.pay({
        assetId: root,
        token,
        amount: 1_000n,
        ref: "invoice 7",
      });

      expect(received).to.equal(1_000n);
      expect(await sdk.payer.getStream({ assetId: root, token })).to.deep.equal({
        accrued: 1_000n,
        settled: 0n,
        frozen: false,
        capped: false,
      });
      const [log] = await contracts.ledger.queryFilter(contracts.ledger.filters.Paid());
      expect(log?.args.ref).to.equal(encodeBytes32String("invoice 7"));
    });

    it("sends the native coin as value", async () => {
      const { sdk, addresses } = fixture;

      await sdk.stranger.pay({ assetId: root, token: NATIVE, amount: 5n });

      expect(await ethers.provider.getBalance(addresses.ledger)).to.equal(5n);
    });

    it("approves exactly what is missing, and only then", async () => {
      const { sdk, contracts, addresses } = fixture;
      await contracts.token.connect(contracts.payer).approve(addresses.ledger, 0n);

      const first = await sdk.payer.preparePay({ assetId: root, token, amount: 10n });
      await sdk.payer.pay({ assetId: root, token, amount: 10n });

      expect(first.before.map(({ summary }) => summary.args)).to.deep.equal([
        { spender: addresses.ledger, value: 10n },
      ]);
      expect(await contracts.token.allowance(contracts.payer, addresses.ledger)).to.equal(0n);
      const never = { assetId: root, token, amount: 10n, approve: "never" } as const;
      await expectRejection(sdk.payer.pay(never), InsufficientAllowanceError);
      const poor = sdk.stranger.pay({ assetId: root, token, amount: 10n });
      await expectRejection(poor, InsufficientFundsError);
    });

    it("names an asset that does not take the currency", async () => {
      const { sdk } = fixture;
      const assetId = await registerRoot(sdk.owner, { currencies: [NATIVE] });

      await expectRevert(
        sdk.payer.pay({ assetId, token, amount: 1n }),
        "RevenueLedger_CurrencyNotAccepted",
        { assetId, token },
      );
    });
  });

  it("payWithAuthorization brings what the payer signed", async () => {
    const { sdk, contracts } = fixture;
    const before = await contracts.token.balanceOf(contracts.payer);

    const signed = await sdk.payer.signPaymentAuthorization({ assetId: root, token, amount: 42n });
    const { received } = await sdk.relayer.payWithAuthorization({ signed });

    expect(received).to.equal(42n);
    expect(await contracts.token.balanceOf(contracts.payer)).to.equal(before - 42n);
  });

  it("payWithAuthorization refuses to bring it elsewhere, or twice", async () => {
    const { sdk, contracts } = fixture;
    const assetId = await registerRoot(sdk.owner);
    const signed = await sdk.payer.signPaymentAuthorization({ assetId: root, token, amount: 42n });

    const redirected = sdk.relayer.payWithAuthorization({ signed: { ...signed, assetId } });
    await expectRevert(redirected, "ERC3009InvalidSignature", {});

    await sdk.relayer.payWithAuthorization({ signed });
    const nonce = await contracts.ledger.authorizationNonce(root, signed.ref, signed.salt);
    const again = sdk.relayer.payWithAuthorization({ signed });
    const authorizer = contracts.payer.address;
    await expectRevert(again, "ERC3009UsedAuthorization", { authorizer, nonce });
  });

  it("sweepInbox credits what was plainly sent to the asset", async () => {
    const { sdk, contracts } = fixture;
    const inbox = await sdk.payer.inboxOf({ assetId: root });
    await contracts.token.connect(contracts.payer).transfer(inbox, 1_001n);

    const { received } = await sdk.stranger.sweepInbox({ assetId: root, token });

    expect(received).to.equal(1_000n);
    await expectRevert(
      sdk.stranger.sweepInbox({ assetId: root, token }),
      "Inboxes_NothingToSweep",
      {
        assetId: root,
        token,
      },
    );
  });

  describe("with a child that owes 10 %", () => {
    let child: bigint;

    beforeEach(async () => {
      const { sdk } = fixture;
      const parents = [{ sahara: sdk.owner, assetId: root, royaltyBps: 1_000n }];
      child = await registerChild(sdk.otherOwner, parents);
    });

    it("settle passes the royalty on", async () => {
      const { sdk } = fixture;
      await sdk.payer.pay({ assetId: child, token, amount: 1_000n });
      expect(await sdk.owner.pendingUpstream({ assetId: root, token, path: [child] })).to.equal(
        100n,
      );

      await sdk.stranger.settle({ assetIds: [child], token });

      expect(await sdk.owner.claimable({ assetId: root, token, holder: "owner" })).to.equal(100n);
    });

    it("payAndSettle does both at once", async () => {
      const { sdk } = fixture;

      await sdk.payer.payAndSettle({ assetId: child, token, amount: 999n, path: [child] });

      expect(await sdk.owner.claimable({ assetId: root, token, holder: "owner" })).to.equal(99n);
    });

    it("claim settles the path and pays the owner", async () => {
      const { sdk, contracts } = fixture;
      await sdk.payer.pay({ assetId: child, token, amount: 1_000n });

      const { amount } = await sdk.stranger.claim({
        assetId: root,
        token,
        holder: "owner",
        path: [child],
      });

      expect(amount).to.equal(100n);
      expect(await contracts.token.balanceOf(contracts.owner)).to.equal(100n);
    });

    it("claimMany pays several assets with one transfer", async () => {
      const { sdk, contracts } = fixture;
      const second = await registerRoot(sdk.owner);
      await sdk.payer.pay({ assetId: child, token, amount: 1_000n });
      await sdk.payer.pay({ assetId: second, token, amount: 7n });

      const { amount } = await sdk.stranger.claimMany({
        assetIds: [root, second],
        token,
        holder: "owner",
        path: [child],
      });

      expect(amount).to.equal(107n);
      expect(await contracts.token.balanceOf(contracts.owner)).to.equal(107n);
    });

    it("claimTo sends the signer's share elsewhere", async () => {
      const { sdk, contracts } = fixture;
      const to = contracts.stranger.address;
      const holder = contracts.contributor.address;
      await sdk.owner.releaseUnits({ assetId: root, to: holder, units: 50_000_000n });
      await sdk.payer.payAndSettle({ assetId: child, token, amount: 1_000n, path: [child] });

      const { amount } = await sdk.contributor.claimTo({ assetId: root, token, to });

      expect(amount).to.equal(50n);
      expect(await contracts.token.balanceOf(to)).to.equal(50n);
    });
  });
});
