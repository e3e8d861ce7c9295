import {
  InsufficientAllowanceError,
  InsufficientFundsError,
  type LicenseTermsInput,
  NATIVE,
  type Sahara,
  termsId,
  UnknownNameError,
} from "@sahara/sdk";
import { expect } from "chai";
import { id, MaxUint256 } from "ethers";

import { networkHelpers } from "../helpers/chain.ts";
import { loadSdk, registerRoot, type SdkFixture } from "./connectSahara.ts";
import { expectRejection, expectRevert } from "./expectRejection.ts";

const HOUR = 3600n;

/** A root of `owner` with one offer; returns the terms' id. */
async function offer({ owner }: { owner: Sahara }, terms: LicenseTermsInput): Promise<string> {
  const { termsId: id } = await owner.registerTerms(terms);
  await registerRoot(owner, { terms: [id] });
  return id;
}

describe("SDK: terms and licences", () => {
  let fixture: SdkFixture;
  let monthly: LicenseTermsInput;

  beforeEach(async () => {
    fixture = await loadSdk();
    monthly = {
      price: 100n,
      currency: fixture.addresses.token,
      duration: HOUR,
      quota: 10n,
      seats: 2n,
      uses: ["INFER", "RAG"],
      rules: ["TRANSFERABLE", "REVOCABLE", "RENEWABLE"],
    };
  });

  describe("terms", () => {
    it("termsId computes what the contract stores them under", async () => {
      const { sdk, contracts } = fixture;
      const terms: LicenseTermsInput = {
        price: 12_345n,
        currency: fixture.addresses.token,
        duration: 86_400n,
        quota: 77n,
        seats: 3n,
        uses: ["REDISTRIBUTE", "ACCESS", "DERIVATIVE"],
        royaltyBps: 250n,
        rules: ["RENEWABLE", "RECIPROCAL"],
        revenueCeiling: 10n ** 18n,
        legalTextHash: id("text"),
      };

      const result = await sdk.owner.registerTerms(terms);

      expect(result.registered).to.equal(true);
      expect(result.termsId).to.equal(termsId(terms));
      const stored = await contracts.licenses.termsOf(termsId(terms));
      expect(stored.uses).to.equal(0b1000_0101n);
      expect(stored.rules).to.equal(0b10_1000n);
      expect(await sdk.stranger.getTerms(result)).to.deep.equal({
        ...terms,
        uses: ["ACCESS", "DERIVATIVE", "REDISTRIBUTE"],
        rules: ["RECIPROCAL", "RENEWABLE"],
      });
    });

    it("registerTerms sends nothing for terms that are there", async () => {
      const { sdk, contracts } = fixture;
      await sdk.owner.registerTerms(monthly);
      const nonce = await contracts.stranger.getNonce();

      const again = await sdk.stranger.registerTerms(monthly);

      expect(again).to.deep.equal({ termsId: termsId(monthly), registered: false });
      expect(await contracts.stranger.getNonce()).to.equal(nonce);
    });

    it("presetTerms gives the terms of every preset by name", async () => {
      const { sdk } = fixture;
      const remix = await sdk.stranger.presetTerms({
        preset: "COMMERCIAL_REMIX",
        price: 5n,
        duration: HOUR,
        royaltyBps: 900n,
      });

      expect(remix).to.include({ price: 5n, duration: HOUR, royaltyBps: 900n, currency: NATIVE });
      expect(remix.rules).to.deep.equal(["TRANSFERABLE", "RENEWABLE"]);
      const free = await sdk.stranger.presetTerms({ preset: "NON_COMMERCIAL_REMIX" });
      expect(free.uses).not.to.include("COMMERCIAL");
      expect(free.rules).to.deep.equal(["TRANSFERABLE", "RECIPROCAL"]);
    });

    it("refuses a use that it does not know", async () => {
      const { sdk } = fixture;
      const terms = { uses: ["FLY"] } as unknown as LicenseTermsInput;

      const error = await expectRejection(sdk.owner.registerTerms(terms), UnknownNameError);

      expect(error.value).to.equal("FLY");
    });

    it("explains terms that contradict themselves", async () => {
      const { sdk } = fixture;
      const terms: LicenseTermsInput = { uses: ["INFER"], royaltyBps: 1n };

      await expectRevert(sdk.owner.registerTerms(terms), "LicenseManager_InvalidTerms", {
        fault: 3n,
      });
    });
  });

  describe("offers", () => {
    it("offerTerms and withdrawOffer open and close the sale", async () => {
      const { sdk } = fixture;
      const assetId = await registerRoot(sdk.owner);
      const { termsId: id } = await sdk.owner.registerTerms(monthly);
      expect((await sdk.stranger.getOffer({ assetId, termsId: id })).active).to.equal(false);

      await sdk.owner.offerTerms({ assetId, termsIds: [id] });

      expect(await sdk.stranger.getOffer({ assetId, termsId: id })).to.deep.equal({
        assetId,
        termsId: id,
        active: true,
        feeBps: 0n,
        expiryCap: undefined,
        terms: {
          royaltyBps: 0n,
          revenueCeiling: 0n,
          legalTextHash: `0x${"00".repeat(32)}`,
          ...monthly,
        },
      });
      await sdk.owner.withdrawOffer({ assetId, termsId: id });
      const buying = sdk.licensee.buyLicense({ assetId, termsId: id });
      await expectRevert(buying, "LicenseManager_NotOffered", { assetId, termsId: id });
    });
  });

  describe("buyLicense", () => {
    it("approves exactly the price when it has to, and pays it", async () => {
      const { sdk, contracts, addresses } = fixture;
      const id = await offer(sdk, monthly);
      await contracts.token.connect(contracts.licensee).approve(addresses.licenses, 99n);

      const { licenseId, price, expiry } = await sdk.licensee.buyLicense({
        assetId: 1n,
        termsId: id,
        periods: 2n,
      });

      expect(licenseId).to.equal((1n << 32n) | 1n);
      expect(price).to.equal(200n);
      expect(expiry).to.equal(BigInt(await networkHelpers.time.latest()) + 2n * HOUR);
      expect(await contracts.token.allowance(contracts.licensee, addresses.licenses)).to.equal(0n);
      const stream = await sdk.owner.getStream({ assetId: 1n, token: addresses.token });
      expect(stream.accrued).to.equal(200n);
    });

    it("approves everything when told to", async () => {
      const { sdk, contracts, addresses } = fixture;
      const id = await offer(sdk, monthly);
      await contracts.token.connect(contracts.licensee).approve(addresses.licenses, 0n);

      const prepared = await sdk.licensee.prepareBuyLicense({
        assetId: 1n,
        termsId: id,
        approve: "max",
      });

      expect(prepared.before.map(({ to, summary }) => ({ to, summary }))).to.deep.equal([
        {
          to: addresses.token,
          summary: {
            contract: "erc20",
            method: "approve",
            args: { spender: addresses.licenses, value: MaxUint256 },
          },
        },
      ]);
    });

    it("approves nothing when told not to", async () => {
      const { sdk, contracts, addresses } = fixture;
      const id = await offer(sdk, monthly);
      await contracts.token.connect(contracts.licensee).approve(addresses.licenses, 99n);

      const error = await expectRejection(
        sdk.licensee.buyLicense({ assetId: 1n, termsId: id, approve: "never" }),
        InsufficientAllowanceError,
      );

      expect(error).to.include({ allowance: 99n, needed: 100n, spender: addresses.licenses });
    });

    it("says what is missing before anything is sent", async () => {
      const { sdk, contracts } = fixture;
      const id = await offer(sdk, monthly);

      const error = await expectRejection(
        sdk.stranger.buyLicense({ assetId: 1n, termsId: id }),
        InsufficientFundsError,
      );

      expect(error).to.include({ account: contracts.stranger.address, balance: 0n, needed: 100n });
    });

    it("pays a price in the native coin as value", async () => {
      const { sdk } = fixture;
      const id = await offer(sdk, { price: 7n, uses: ["INFER"] });

      await sdk.stranger.buyLicense({ assetId: 1n, termsId: id });

      const stream = await sdk.owner.getStream({ assetId: 1n, token: NATIVE });
      expect(stream.accrued).to.equal(7n);
    });

    it("keeps to the highest price that was named", async () => {
      const { sdk } = fixture;
      const id = await offer(sdk, monthly);

      await expectRevert(
        sdk.licensee.buyLicense({ assetId: 1n, termsId: id, maxPrice: 99n }),
        "LicenseManager_PriceAboveMax",
        { price: 100n, maxPrice: 99n },
      );
    });

    it("needs the owner's approval where the terms say so, on chain or signed", async () => {
      const { sdk, contracts } = fixture;
      const id = await offer(sdk, { uses: ["INFER"], rules: ["APPROVAL_REQUIRED"] });
      const licensee = contracts.licensee.address;
      const request = { assetId: 1n, termsId: id };
      await expectRevert(sdk.licensee.buyLicense(request), "LicenseApprovals_ApprovalRequired", {
        ...request,
        licensee,
      });

      await sdk.owner.approveLicensee({ ...request, licensee });
      const first = await sdk.licensee.buyLicense(request);
      const signed = await sdk.owner.signLicenseApproval({ ...request, licensee });
      await sdk.relayer.submitLicenseApproval({ signed });
      const second = await sdk.licensee.buyLicense(request);

      expect(second.licenseId).to.equal(first.licenseId + 1n);
    });
  });

  describe("a licence in use", () => {
    let termsIdOfMonthly: string;
    let licenseId: bigint;

    beforeEach(async () => {
      termsIdOfMonthly = await offer(fixture.sdk, monthly);
      const request = { assetId: 1n, termsId: termsIdOfMonthly };
      ({ licenseId } = await fixture.sdk.licensee.buyLicense(request));
    });

    it("getLicense reads its state", async () => {
      const { sdk, contracts } = fixture;
      const now = BigInt(await networkHelpers.time.latest());

      const license = await sdk.stranger.getLicense({ licenseId });

      expect(license).to.deep.include({
        licenseId,
        assetId: 1n,
        termsId: termsIdOfMonthly,
        holder: contracts.licensee.address,
        status: "live",
        expiry: now + HOUR,
        quotaLeft: 10n,
      });
    });

    it("expires, is renewed, and is cancelled", async () => {
      const { sdk } = fixture;
      await networkHelpers.time.increase(HOUR);
      expect((await sdk.stranger.getLicense({ licenseId })).status).to.equal("expired");

      const { expiry } = await sdk.payer.renewLicense({ licenseId, periods: 3n });

      expect(expiry).to.equal(BigInt(await networkHelpers.time.latest()) + 3n * HOUR);
      expect((await sdk.stranger.getLicense({ licenseId })).status).to.equal("live");
      await sdk.licensee.cancelLicense({ licenseId });
      const cancelled = await sdk.stranger.getLicense({ licenseId });
      expect(cancelled.status).to.equal("revoked");
      expect(cancelled.expiry).to.equal(undefined);
    });

    it("is revoked by the asset's owner", async () => {
      const { sdk } = fixture;

      await sdk.owner.revokeLicense({ licenseId });

      expect((await sdk.stranger.getLicense({ licenseId })).status).to.equal("revoked");
    });

    it("spends its quota, and no more", async () => {
      const { sdk } = fixture;

      const { left } = await sdk.licensee.consumeQuota({ licenseId, amount: 4n });

      expect(left).to.equal(6n);
      await expectRevert(
        sdk.licensee.consumeQuota({ licenseId, amount: 7n }),
        "LicenseManager_QuotaExceeded",
        { licenseId, wanted: 7n, left: 6n },
      );
    });

    it("lets those in its seats use the asset", async () => {
      const { sdk, contracts } = fixture;
      const account = contracts.stranger.address;
      const question = { licenseId, assetId: 1n, account, uses: ["INFER"] } as const;
      expect(await sdk.owner.permits(question)).to.equal(false);

      const expires = BigInt(await networkHelpers.time.latest()) + HOUR;
      await sdk.licensee.assignSeat({ licenseId, seat: 1n, user: account, expires });

      expect(await sdk.owner.permits(question)).to.equal(true);
      expect(await sdk.owner.permits({ ...question, uses: ["INFER", "TRAIN"] })).to.equal(false);
    });

    it("licensesOf follows a licence from holder to holder", async () => {
      const { sdk, contracts } = fixture;
      const { licensee, stranger, licenses } = contracts;
      const other = await sdk.licensee.buyLicense({ assetId: 1n, termsId: termsIdOfMonthly });
      await licenses.connect(licensee).transferFrom(licensee, stranger, licenseId);

      const left = await sdk.owner.licensesOf({ account: licensee.address });
      const moved = await sdk.owner.licensesOf({ account: stranger.address, assetId: 1n });
      const elsewhere = await sdk.owner.licensesOf({ account: stranger.address, assetId: 2n });

      expect(left.map((license) => license.licenseId)).to.deep.equal([other.licenseId]);
      expect(moved.map((license) => license.licenseId)).to.deep.equal([licenseId]);
      expect(elsewhere).to.deep.equal([]);
    });
  });
});
