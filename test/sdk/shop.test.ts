import { InvalidBasketError, NATIVE } from "@sahara/sdk";
import { expect } from "chai";

import { networkHelpers } from "../helpers/chain.ts";
import { loadSdk, registerRoot, type SdkFixture } from "./connectSahara.ts";
import { expectRejection, expectRevert } from "./expectRejection.ts";

const DAY_S = 86_400n;
const PRICE = 1_000n;
const TIP = 7n;

describe("SDK: subscriptions and checkout", () => {
  let sdk: SdkFixture["sdk"];
  let contracts: SdkFixture["contracts"];
  let addresses: SdkFixture["addresses"];

  beforeEach(async () => {
    ({ sdk, contracts, addresses } = await loadSdk());
  });

  /** An asset of the owner with terms of one day that can be renewed. */
  async function sell(currency = addresses.token) {
    const assetId = await registerRoot(sdk.owner);
    const { termsId } = await sdk.owner.registerTerms({
      ...{ uses: ["ACCESS"], rules: ["RENEWABLE"], price: PRICE, duration: DAY_S, currency },
    });
    await sdk.owner.offerTerms({ assetId, termsIds: [termsId] });
    return { assetId, termsId };
  }

  it("renews a licence in its time, for a tip, until its holder cancels", async () => {
    const { licenseId, expiry } = await sdk.licensee.buyLicense(await sell());
    const prepared = await sdk.licensee.prepareSubscribe({ licenseId, periods: 3n, tip: TIP });
    expect(prepared.before.map(({ summary }) => summary.args.value)).to.deep.equal([
      3n * (PRICE + TIP),
    ]);
    expect((await sdk.licensee.subscribe({ licenseId, periods: 3n, tip: TIP })).price).to.equal(
      PRICE,
    );
    expect(await sdk.relayer.isRenewableNow({ licenseId })).to.equal(false);
    await expectRevert(sdk.relayer.renewDue({ licenseId }), "Subscriptions_NotRenewableNow", {
      ...{ licenseId, status: 4n },
    });
    await networkHelpers.time.increaseTo(expiry - DAY_S / 10n);
    const holder = contracts.licensee.address;
    const [due] = await sdk.relayer.findSubscriptions({ holder, status: "READY" });
    expect(due).to.deep.include({ licenseId, price: PRICE, tip: TIP, periods: 3n });
    const before = await contracts.token.balanceOf(contracts.relayer);
    const renewed = await sdk.relayer.renewDue({ licenseId });
    expect(renewed).to.deep.include({ expiry: expiry + DAY_S, tip: TIP, periodsLeft: 2n });
    expect((await contracts.token.balanceOf(contracts.relayer)) - before).to.equal(TIP);
    await sdk.licensee.cancelSubscription({ licenseId });
    expect(await sdk.relayer.getSubscription({ licenseId })).to.equal(undefined);
    expect(await sdk.relayer.findSubscriptions()).to.deep.equal([]);
  });

  it("takes a plan that the holder signed, once", async () => {
    const { licenseId } = await sdk.licensee.buyLicense(await sell());
    const signed = await sdk.licensee.signSubscription({ licenseId, periods: 1n });
    await sdk.relayer.submitSubscription(signed);
    expect((await sdk.relayer.getSubscription({ licenseId }))!).to.deep.include({
      ...{ holder: contracts.licensee.address, status: "TOO_EARLY", periods: 1n },
    });
    await expectRevert(sdk.relayer.submitSubscription(signed), "Subscriptions_Stale", {
      ...{ licenseId, transferCount: 0n, nonce: 1n },
    });
  });

  it("buys licences and deposits in one transaction, by approval, permit or authorization", async () => {
    const [one, two] = [await sell(), await sell()];
    const operator = contracts.otherOwner.address;
    const basket = {
      lines: [one, { ...two, periods: 2n }],
      deposit: { operator, amount: 500n },
    };
    const cost = 3n * PRICE + 500n;
    expect(await sdk.licensee.quoteCheckout(basket)).to.equal(cost);
    const bought = await sdk.licensee.checkout(basket);
    expect(bought).to.deep.include({ cost, deposit: 500n });
    for (const licenseId of bought.licenseIds) {
      const { holder } = await sdk.owner.getLicense({ licenseId });
      expect(holder).to.equal(contracts.licensee.address);
    }
    await sdk.licensee.checkout({ ...basket, payBy: "permit" });
    await sdk.licensee.checkout({ ...basket, payBy: "authorization" });
    const signed = await sdk.licensee.signCheckout(basket);
    const before = await contracts.token.balanceOf(contracts.licensee);
    await sdk.relayer.submitCheckout({ signed });
    expect(before - (await contracts.token.balanceOf(contracts.licensee))).to.equal(cost);

    const [account] = await sdk.licensee.findPayerAccounts({});
    expect(await sdk.licensee.getPayerAccount({ accountId: account!.accountId })).to.deep.include({
      balance: 4n * 500n,
    });
  });

  it("refuses a basket that is empty, or that needs two currencies", async () => {
    await expectRejection(sdk.licensee.checkout({}), InvalidBasketError);
    const { message } = await expectRejection(
      sdk.licensee.prepareCheckout({ lines: [await sell(NATIVE)] }),
      InvalidBasketError,
    );
    expect(message).to.include(`costs ${NATIVE}`);
  });
});
