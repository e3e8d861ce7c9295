import { expect } from "chai";

import type { ISubscriptions } from "../../typechain-types/index.js";
import { ethers, networkHelpers } from "../helpers/chain.ts";
import { deployToken } from "../helpers/deployToken.ts";
import { loadMarket } from "../helpers/licenseMarket.ts";
import { RULE, type Terms } from "../helpers/licensing.ts";
import { domainOf, TYPES } from "../helpers/typedData.ts";

type Plan = ISubscriptions.PlanStruct;

const PRICE = 1_000n;
const TIP = 7n;
const HOUR = 3_600n;
const DAY = 24n * HOUR;
const WINDOW = 2n * HOUR;
const GRACE = 3n * HOUR;
const PERIODS = 3n;
/** Anyone's payment of one period. */
const MAX_PRICE = 2n ** 128n - 1n;

const STATUS = {
  ready: 0n,
  none: 1n,
  transferred: 2n,
  over: 3n,
  tooEarly: 4n,
  lapsed: 5n,
  fundsMissing: 6n,
  assetFrozen: 7n,
  ledgerPaused: 8n,
} as const;
const FAULT = { periods: 0n, until: 1n, window: 2n, price: 3n } as const;

const now = async () => BigInt(await networkHelpers.time.latest());

/** `licensee` holds a licence of one day that ends at `expiry`, and lets subscriptions spend its SAHARA. */
async function withLicense(terms: Partial<Terms> = {}) {
  const rules = RULE.renewable | RULE.revocable | RULE.transferable;
  const market = await loadMarket({ price: PRICE, duration: DAY, rules, ...terms });
  const { subscriptions, licenses, token, licensee, relayer } = market;
  await market.mint({ value: terms.currency === ethers.ZeroAddress ? PRICE : 0n });
  await token.connect(licensee).approve(subscriptions, ethers.MaxUint256);
  const license = market.firstLicense;
  const { expiry } = await licenses.licenseOf(license);
  const until = expiry + 100n * DAY;
  const plan = { maxPrice: PRICE, tip: TIP, periods: PERIODS, until, window: WINDOW, grace: GRACE };
  const makePlan = (options: Partial<Plan> = {}): Plan => ({ ...plan, ...options });
  const asHolder = subscriptions.connect(licensee);
  const asKeeper = subscriptions.connect(relayer);
  const expiryOf = async () => await licenses.expiresAt(license);
  return { ...market, license, expiry, makePlan, asHolder, asKeeper, expiryOf };
}

/** The same with a plan of PERIODS renewals in force, when its first window begins. */
async function withSubscription(options: Partial<Plan> = {}, terms: Partial<Terms> = {}) {
  const world = await withLicense(terms);
  await world.asHolder.subscribe(world.license, world.makePlan(options));
  await networkHelpers.time.increaseTo(world.expiry - WINDOW);

  /** Expects `renew` to be refused for this reason, and the view to say so. */
  async function expectStatus(status: bigint) {
    const { subscriptions, license, asKeeper } = world;
    expect(await subscriptions.statusOf(license)).to.equal(status);
    expect(await subscriptions.isRenewableNow(license)).to.equal(status === STATUS.ready);
    if (status === STATUS.ready) return;
    await expect(asKeeper.renew(license))
      .to.be.revertedWithCustomError(subscriptions, "Subscriptions_NotRenewableNow")
      .withArgs(license, status);
  }
  return { ...world, expectStatus };
}

describe("Subscriptions", () => {
  describe("renew", () => {
    it("takes price and tip from the holder and holds nothing (SUB-2)", async () => {
      const { subscriptions, ledger, token, licensee, relayer, assetId, ...rest } =
        await withSubscription();
      const { license, expiry, asKeeper, expectStatus } = rest;
      await expectStatus(STATUS.ready);
      expect(await asKeeper.renew.staticCall(license)).to.equal(expiry + DAY);
      const renewal = asKeeper.renew(license);

      await expect(renewal).to.changeTokenBalances(
        ethers,
        token,
        [licensee, relayer, ledger, subscriptions],
        [-PRICE - TIP, TIP, PRICE, 0n],
      );
      await expect(renewal)
        .to.emit(subscriptions, "LicenseRenewed")
        .withArgs(license, licensee, relayer, PRICE, TIP, expiry + DAY, PERIODS - 1n);
      expect(await rest.expiryOf()).to.equal(expiry + DAY);
      expect((await ledger.streamOf(assetId, token)).accrued).to.equal(2n * PRICE);
    });

    it("works without a tip", async () => {
      const { token, relayer, license, asKeeper } = await withSubscription({ tip: 0n });

      await expect(asKeeper.renew(license)).to.changeTokenBalance(ethers, token, relayer, 0n);
    });

    it("ends after the periods agreed to (SUB-1)", async () => {
      const { subscriptions, license, expiry, asKeeper, expiryOf, expectStatus } =
        await withSubscription();
      for (let i = 1n; i <= PERIODS; i++) {
        await networkHelpers.time.setNextBlockTimestamp(expiry + i * DAY - DAY - WINDOW + 1n);
        await asKeeper.renew(license);
        expect(await expiryOf()).to.equal(expiry + i * DAY);
      }
      await networkHelpers.time.increaseTo(expiry + PERIODS * DAY);

      await expectStatus(STATUS.none);
      expect((await subscriptions.subscriptionOf(license)).holder).to.equal(ethers.ZeroAddress);
    });

    it("waits for the window, and never renews twice in one (SUB-3)", async () => {
      const { license, expiry, asHolder, asKeeper, makePlan, expectStatus } =
        await withSubscription({ window: DAY - 1n });
      await asKeeper.renew(license);
      // The widest window there is opens one second after the one before.
      expect(await now()).to.be.lessThan(expiry + 1n);
      await networkHelpers.time.increaseTo(expiry - 10n);
      await expectStatus(STATUS.tooEarly);

      await asHolder.subscribe(license, makePlan());
      await networkHelpers.time.increaseTo(expiry + DAY - WINDOW - 2n);
      await expectStatus(STATUS.tooEarly);
      await networkHelpers.time.increaseTo(expiry + DAY - WINDOW);
      await expectStatus(STATUS.ready);
    });

    it("moves with a licence that somebody else renewed (SUB-3)", async () => {
      const { licenses, payer, license, expectStatus } = await withSubscription();
      await licenses.connect(payer).renew(license, 1n, MAX_PRICE);

      await expectStatus(STATUS.tooEarly);
    });

    it("starts an ended licence anew until the grace period is over (SUB-3)", async () => {
      const { license, expiry, asKeeper, expiryOf, expectStatus } = await withSubscription();
      await networkHelpers.time.setNextBlockTimestamp(expiry + GRACE);
      await asKeeper.renew(license);
      expect(await expiryOf()).to.equal(expiry + GRACE + DAY);

      await networkHelpers.time.increaseTo(expiry + GRACE + DAY + GRACE + 1n);
      await expectStatus(STATUS.lapsed);
    });

    it("stops at the time the holder set (SUB-1)", async () => {
      const { expiry } = await withLicense();
      const { license, asKeeper, expectStatus } = await withSubscription({ until: expiry });
      await networkHelpers.time.setNextBlockTimestamp(expiry - 1n);
      const snapshot = await networkHelpers.takeSnapshot();
      await asKeeper.renew(license);
      await snapshot.restore();

      await networkHelpers.time.increaseTo(expiry);
      await expectStatus(STATUS.over);
    });

    it("ends when the licence changes hands, also if it comes back (SUB-1)", async () => {
      const { licenses, licensee, stranger, license, expectStatus } = await withSubscription();
      await licenses.connect(licensee).transferFrom(licensee, stranger, license);
      await expectStatus(STATUS.transferred);
      await licenses.connect(stranger).transferFrom(stranger, licensee, license);

      await expectStatus(STATUS.transferred);
    });

    for (const by of ["owner", "licensee"] as const) {
      it(`is over when the ${by} ends the licence`, async () => {
        const { licenses, license, expectStatus, ...actors } = await withSubscription();
        const asActor = licenses.connect(actors[by]);
        await (by === "owner" ? asActor.revoke(license) : asActor.cancelSubscription(license));

        await expectStatus(STATUS.lapsed);
      });
    }

    it("says beforehand that money is missing (SUB-6)", async () => {
      const { subscriptions, token, licensee, stranger, expectStatus } = await withSubscription();
      const asHolder = token.connect(licensee);
      await asHolder.approve(subscriptions, PRICE + TIP - 1n);
      await expectStatus(STATUS.fundsMissing);
      await asHolder.approve(subscriptions, PRICE + TIP);
      await expectStatus(STATUS.ready);
      const rest = (await token.balanceOf(licensee)) - (PRICE + TIP - 1n);
      await asHolder.transfer(stranger, rest);

      await expectStatus(STATUS.fundsMissing);
    });

    it("says that the ledger takes no payment, which names the same (SUB-6)", async () => {
      const { subscriptions, ledger, council, arbiter, license, asKeeper, ...rest } =
        await withSubscription();
      await rest.appointArbiter();
      await ledger.connect(arbiter).freeze(rest.assetId, (await now()) + HOUR);
      expect(await subscriptions.statusOf(license)).to.equal(STATUS.assetFrozen);
      await expect(asKeeper.renew(license))
        .to.be.revertedWithCustomError(ledger, "RevenueLedger_Frozen")
        .withArgs(rest.assetId);
      await ledger.connect(arbiter).thaw(rest.assetId);
      await ledger.connect(council).pause(HOUR);
      expect(await subscriptions.statusOf(license)).to.equal(STATUS.ledgerPaused);

      await expect(asKeeper.renew(license))
        .to.be.revertedWithCustomError(ledger, "EntryPause_Paused")
        .withArgs(await ledger.pausedUntil());
    });
  });

  describe("renew, with a token that", () => {
    /** A licence priced in a token of test/tokens, and its holder's plan. */
    async function withToken(name: string, ...args: unknown[]) {
      const market = await loadMarket();
      const { ledger, licenses, subscriptions, council, licensee, registerAsset } = market;
      const odd = await deployToken(name, ...args);
      await ledger.connect(council).listCurrency(odd);
      const assetId = await registerAsset({ currencies: 0b100n });
      const termsId = await market.registerTerms({
        ...{ price: PRICE, duration: DAY, rules: RULE.renewable },
        currency: await odd.getAddress(),
      });
      await market.offerTerms(assetId, termsId);
      await odd.mint(licensee, 10n * PRICE);
      for (const spender of [licenses, subscriptions]) {
        await odd.connect(licensee).approve(spender, 10n * PRICE);
      }
      const license = await market.buyLicense({ assetId, termsId });
      const { expiry } = await licenses.licenseOf(license);
      const until = expiry + DAY;
      const plan = { maxPrice: PRICE, tip: TIP, periods: 2n, until, window: WINDOW, grace: GRACE };
      await subscriptions.connect(licensee).subscribe(license, plan);
      await networkHelpers.time.increaseTo(expiry);
      return { ...market, odd, license, asKeeper: subscriptions.connect(market.relayer) };
    }

    it("returns nothing, works", async () => {
      const { odd, subscriptions, relayer, license, asKeeper } = await withToken("NoReturnToken");
      await asKeeper.renew(license);

      expect(await odd.balanceOf(relayer)).to.equal(TIP);
      expect(await odd.balanceOf(subscriptions)).to.equal(0n);
    });

    it("takes a fee on transfer, fails by the token's word and takes nothing", async () => {
      const { odd, subscriptions, licensee, license, asKeeper } = await withToken("FeeToken", 100n);
      const before = await odd.balanceOf(licensee);

      await expect(asKeeper.renew(license))
        .to.be.revertedWithCustomError(odd, "ERC20InsufficientBalance")
        .withArgs(subscriptions, 0n, PRICE / 100n);
      expect(await odd.balanceOf(licensee)).to.equal(before);
    });

    it("calls back, can't renew a second time", async () => {
      const { odd, subscriptions, license, asKeeper } = await withToken("CallbackToken");
      const again = subscriptions.interface.encodeFunctionData("renew", [license]);
      await odd.getFunction("callOnTransfer")(subscriptions, again);
      await asKeeper.renew(license);

      expect(await odd.getFunction("lastReturned")()).to.equal(
        subscriptions.interface.encodeErrorResult("ReentrancyGuardReentrantCall"),
      );
      expect((await subscriptions.subscriptionOf(license)).periods).to.equal(1n);
    });
  });

  describe("subscribe", () => {
    it("keeps what was agreed to, and replaces what was", async () => {
      const { subscriptions, licensee, currency, license, asHolder, makePlan } =
        await withLicense();
      const plan = makePlan();
      await expect(asHolder.subscribe(license, plan))
        .to.emit(subscriptions, "Subscribed")
        .withArgs(license, licensee, Object.values(plan), currency, PRICE);
      await asHolder.subscribe(license, makePlan({ periods: 1n, tip: 0n }));

      expect(await subscriptions.subscriptionOf(license)).to.deep.equal([
        ...[licensee.address, 0n, 1n, plan.until, currency, WINDOW, GRACE, PRICE, 0n],
      ]);
      expect(await subscriptions.nonceOf(license)).to.equal(2n);
    });

    it("is the holder's alone", async () => {
      const { subscriptions, stranger, owner, license, makePlan } = await withLicense();

      for (const other of [stranger, owner]) {
        await expect(subscriptions.connect(other).subscribe(license, makePlan()))
          .to.be.revertedWithCustomError(subscriptions, "Subscriptions_NotHolder")
          .withArgs(license, other);
      }
    });

    it("refuses a licence that is not renewable, or is paid in the native coin", async () => {
      for (const terms of [{ rules: 0n }, { currency: ethers.ZeroAddress }]) {
        const { subscriptions, license, asHolder, makePlan } = await withLicense(terms);

        await expect(asHolder.subscribe(license, makePlan()))
          .to.be.revertedWithCustomError(subscriptions, "Subscriptions_NotRenewable")
          .withArgs(license);
      }
    });

    it("refuses a price in what the asset does not accept", async () => {
      const { subscriptions, licensee, registerAsset, registerTerms, ...rest } =
        await withLicense();
      const assetId = await registerAsset({ currencies: 1n });
      const terms = { revenueCeiling: 1n, currency: rest.currency, rules: RULE.renewable };
      const termsId = await registerTerms({ ...terms, duration: DAY });
      await rest.offerTerms(assetId, termsId);
      const license = await rest.buyLicense({ assetId, termsId });

      await expect(subscriptions.connect(licensee).subscribe(license, rest.makePlan()))
        .to.be.revertedWithCustomError(subscriptions, "Subscriptions_NotRenewable")
        .withArgs(license);
    });

    it("refuses a plan that can't be kept", async () => {
      const { subscriptions, license, asHolder, makePlan } = await withLicense();
      const time = (await now()) + 10n;
      const faulty: [bigint, Partial<Plan>][] = [
        [FAULT.periods, { periods: 0n }],
        [FAULT.until, { until: time }],
        [FAULT.window, { window: DAY }],
        [FAULT.window, { window: 0n, grace: 0n }],
        [FAULT.price, { maxPrice: PRICE - 1n }],
      ];
      for (const [fault, options] of faulty) {
        await networkHelpers.time.setNextBlockTimestamp(time);
        const snapshot = await networkHelpers.takeSnapshot();
        await expect(asHolder.subscribe(license, makePlan(options)))
          .to.be.revertedWithCustomError(subscriptions, "Subscriptions_InvalidPlan")
          .withArgs(fault);
        await snapshot.restore();
      }
      await asHolder.subscribe(license, makePlan({ window: DAY - 1n, grace: 0n }));
      await asHolder.subscribe(license, makePlan({ window: 0n, grace: 1n }));
    });
  });

  describe("subscribeBySignature", () => {
    async function withSigned(options: { nonce?: bigint; transferCount?: bigint } = {}) {
      const world = await withLicense();
      const { subscriptions, licensee, license, makePlan } = world;
      const deadline = (await now()) + HOUR;
      const plan = makePlan();
      const rest = { transferCount: 0n, nonce: 0n, ...options };
      const signed = { licenseId: license, holder: licensee.address, plan, deadline, ...rest };
      // The plan's members stand among the others, since wallets show them better so.
      const message = { ...signed, ...plan };
      const domain = await domainOf(subscriptions);
      const signature = await licensee.signTypedData(domain, TYPES.signedPlan, message);
      return { ...world, deadline, signed, signature };
    }

    it("is good once, brought by anyone (SUB-5, SYS-4)", async () => {
      const { subscriptions, licensee, license, asKeeper, signed, signature } = await withSigned();
      await asKeeper.subscribeBySignature(signed, signature);
      expect((await subscriptions.subscriptionOf(license)).holder).to.equal(licensee.address);

      await expect(asKeeper.subscribeBySignature(signed, signature))
        .to.be.revertedWithCustomError(subscriptions, "Subscriptions_Stale")
        .withArgs(license, 0n, 1n);
    });

    it("is void when it was changed, or another's (SUB-5)", async () => {
      const { subscriptions, licensee, stranger, asKeeper, signed, signature } = await withSigned();
      const costlier = { ...signed, plan: { ...signed.plan, tip: TIP + 1n } };
      await expect(asKeeper.subscribeBySignature(costlier, signature))
        .to.be.revertedWithCustomError(subscriptions, "Subscriptions_InvalidSignature")
        .withArgs(licensee);
      const others = { ...signed, holder: stranger.address };

      await expect(asKeeper.subscribeBySignature(others, signature))
        .to.be.revertedWithCustomError(subscriptions, "Subscriptions_InvalidSignature")
        .withArgs(stranger);
    });

    it("is void after its deadline, a cancellation or a transfer (SUB-4, SUB-5)", async () => {
      const { subscriptions, licenses, licensee, stranger, license, ...rest } = await withSigned();
      const { asHolder, asKeeper, signed, signature, deadline } = rest;
      const attempt = () => asKeeper.subscribeBySignature(signed, signature);
      const start = await networkHelpers.takeSnapshot();
      await asHolder.cancel(license);
      await expect(attempt())
        .to.be.revertedWithCustomError(subscriptions, "Subscriptions_Stale")
        .withArgs(license, 0n, 1n);
      await start.restore();
      await licenses.connect(licensee).transferFrom(licensee, stranger, license);
      await licenses.connect(stranger).transferFrom(stranger, licensee, license);
      await expect(attempt())
        .to.be.revertedWithCustomError(subscriptions, "Subscriptions_Stale")
        .withArgs(license, 2n, 0n);
      await start.restore();
      await networkHelpers.time.increaseTo(deadline);

      await expect(attempt())
        .to.be.revertedWithCustomError(subscriptions, "Subscriptions_Expired")
        .withArgs(deadline);
    });
  });

  describe("cancel", () => {
    it("ends renewals at once (SUB-4)", async () => {
      const { subscriptions, licensee, license, asHolder, expectStatus } = await withSubscription();

      await expect(asHolder.cancel(license))
        .to.emit(subscriptions, "SubscriptionCancelled")
        .withArgs(license, licensee);
      await expectStatus(STATUS.none);
    });

    it("is open to who subscribed and to who holds the licence now, and to nobody else", async () => {
      const { subscriptions, licenses, licensee, stranger, relayer, ...rest } =
        await withSubscription();
      const { license } = rest;
      await licenses.connect(licensee).transferFrom(licensee, stranger, license);
      await expect(subscriptions.connect(relayer).cancel(license))
        .to.be.revertedWithCustomError(subscriptions, "Subscriptions_NotHolder")
        .withArgs(license, relayer);
      await rest.asHolder.cancel(license);

      await subscriptions.connect(stranger).cancel(license);
      expect(await subscriptions.nonceOf(license)).to.equal(3n);
      await expect(rest.asHolder.cancel(license))
        .to.be.revertedWithCustomError(subscriptions, "Subscriptions_NotHolder")
        .withArgs(license, licensee);
    });
  });
});
