import { expect } from "chai";

import type { ICheckout } from "../../typechain-types/index.js";
import { ethers, networkHelpers } from "../helpers/chain.ts";
import { deployToken, type TestToken } from "../helpers/deployToken.ts";
import { loadMarket } from "../helpers/licenseMarket.ts";
import { domainOf, splitSignature, TYPES } from "../helpers/typedData.ts";

type Basket = ICheckout.BasketStruct;

const PRICE = 1_000n;
const OTHER_PRICE = 300n;
const PERIODS = 4n;
const DEPOSIT = 5_000n;
const COST = PRICE + PERIODS * OTHER_PRICE + DEPOSIT;
const HOUR = 3_600n;
const MAX_PRICE = 2n ** 128n - 1n;
const SALT = ethers.id("salt");

/** Two licences of two assets, one for several periods, and a deposit for an operator; `licensee` buys. */
async function withBasket() {
  const market = await loadMarket({ price: PRICE });
  const { checkout, meter, token, licensee, otherOwner, relayer, currency } = market;
  const otherAsset = await market.registerAsset({ owner: otherOwner });
  const terms = { price: OTHER_PRICE, duration: HOUR, currency };
  const otherTerms = await market.registerTerms(terms);
  await market.offerTerms(otherAsset, otherTerms);
  const lines = [
    { assetId: market.assetId, termsId: market.termsId, periods: 1n, maxPrice: PRICE },
    { assetId: otherAsset, termsId: otherTerms, periods: PERIODS, maxPrice: MAX_PRICE },
  ];
  const basket: Basket = {
    token: currency,
    lines,
    operator: otherOwner.address,
    withdrawDelay: HOUR,
    accountSalt: SALT,
    deposit: DEPOSIT,
  };
  const account = {
    payer: licensee.address,
    operator: otherOwner.address,
    token: currency,
    withdrawDelay: HOUR,
    salt: SALT,
  };
  const accountId = await meter.accountIdOf(account);
  const licenseIds = [market.firstLicense, (otherAsset << 32n) | 1n];
  const asBuyer = checkout.connect(licensee);
  const asRelayer = checkout.connect(relayer);
  const approve = async (amount = ethers.MaxUint256) => {
    await token.connect(licensee).approve(checkout, amount);
  };
  const now = async () => BigInt(await networkHelpers.time.latest());
  const rest = { basket, accountId, licenseIds, asBuyer, asRelayer, approve, now };
  return { ...market, otherAsset, otherTerms, ...rest };
}

type World = Awaited<ReturnType<typeof withBasket>>;

/** Everything in the basket is the buyer's, paid for by it, and nothing is left over (CHK-1 to CHK-3). */
async function expectBought(world: World, purchase: Promise<unknown>) {
  const { token, licensee, ledger, meter, checkout, licenses, licenseIds, accountId } = world;
  await expect(purchase).to.changeTokenBalances(
    ethers,
    token,
    [licensee, ledger, meter, checkout],
    [-COST, COST - DEPOSIT, DEPOSIT, 0n],
  );
  await expect(purchase)
    .to.emit(checkout, "CheckedOut")
    .withArgs(licensee, world.currency, COST, licenseIds, DEPOSIT);
  for (const licenseId of licenseIds) {
    expect(await licenses.ownerOf(licenseId)).to.equal(licensee);
  }
  expect((await meter.accountOf(accountId)).balance).to.equal(DEPOSIT);
}

describe("Checkout", () => {
  describe("buy", () => {
    it("mints all licences to the buyer and fills its account (CHK-1 to CHK-3)", async () => {
      const world = await withBasket();
      const { asBuyer, basket, licenseIds } = world;
      expect(await asBuyer.costOf(basket)).to.equal(COST);
      await world.approve(COST);
      expect(await asBuyer.buy.staticCall(basket)).to.deep.equal(licenseIds);

      await expectBought(world, asBuyer.buy(basket));
    });

    it("takes licences alone, free ones too, or a deposit alone", async () => {
      const { licenses, meter, token, checkout, registerAsset, registerTerms, ...rest } =
        await withBasket();
      const { asBuyer, basket, accountId, licensee } = rest;
      await rest.approve();
      await asBuyer.buy({ ...basket, lines: [] });
      expect((await meter.accountOf(accountId)).balance).to.equal(DEPOSIT);

      await asBuyer.buy({ ...basket, deposit: 0n });
      const assetId = await registerAsset();
      const termsId = await registerTerms();
      await rest.offerTerms(assetId, termsId);
      const free = { assetId, termsId, periods: 1n, maxPrice: 0n };
      await asBuyer.buy({ ...basket, deposit: 0n, lines: [free] });
      expect(await licenses.ownerOf((assetId << 32n) | 1n)).to.equal(licensee);
      expect(await token.balanceOf(checkout)).to.equal(0n);
    });

    it("uses up the approval of the buyer where terms need one", async () => {
      const { licenses, approvals, owner, licensee, assetId, currency, ...rest } =
        await withBasket();
      const termsId = await rest.registerTerms({ price: PRICE, currency, rules: 1n << 2n });
      await rest.offerTerms(assetId, termsId);
      await rest.approve();
      const basket = {
        ...rest.basket,
        lines: [{ assetId, termsId, periods: 1n, maxPrice: PRICE }],
      };
      await expect(rest.asBuyer.buy(basket))
        .to.be.revertedWithCustomError(approvals, "LicenseApprovals_ApprovalRequired")
        .withArgs(assetId, termsId, licensee);
      await approvals.connect(owner).approve(assetId, termsId, licensee, true);
      await rest.asBuyer.buy(basket);

      expect(await licenses.ownerOf(rest.firstLicense)).to.equal(licensee);
    });

    it("does nothing at all when one part is refused (CHK-1)", async () => {
      const { licenses, ledger, token, licensee, asBuyer, basket, ...rest } = await withBasket();
      await rest.approve();
      const before = await token.balanceOf(licensee);
      const [line, other] = basket.lines as [Basket["lines"][0], Basket["lines"][0]];
      const tooDear = { ...other, maxPrice: PERIODS * OTHER_PRICE - 1n };
      await expect(asBuyer.buy({ ...basket, lines: [line, tooDear] }))
        .to.be.revertedWithCustomError(licenses, "LicenseManager_PriceAboveMax")
        .withArgs(PERIODS * OTHER_PRICE, PERIODS * OTHER_PRICE - 1n);
      await expect(asBuyer.buy({ ...basket, withdrawDelay: 1n }))
        .to.be.revertedWithCustomError(rest.meter, "UsageMeter_DelayOutOfBounds")
        .withArgs(1n, 900n, 30n * 24n * HOUR);
      await rest.appointArbiter();
      await ledger.connect(rest.arbiter).freeze(rest.otherAsset, (await rest.now()) + HOUR);
      await expect(asBuyer.buy(basket))
        .to.be.revertedWithCustomError(ledger, "RevenueLedger_Frozen")
        .withArgs(rest.otherAsset);

      expect(await token.balanceOf(licensee)).to.equal(before);
      expect(await licenses.balanceOf(licensee)).to.equal(0n);
    });

    it("refuses an empty basket, and a token that is no currency", async () => {
      const { checkout, asBuyer, basket } = await withBasket();
      await expect(
        asBuyer.buy({ ...basket, lines: [], deposit: 0n }),
      ).to.be.revertedWithCustomError(checkout, "Checkout_EmptyBasket");
      const stranger = await (await deployToken("PlainToken", 18)).getAddress();

      for (const token of [ethers.ZeroAddress, stranger]) {
        await expect(asBuyer.buy({ ...basket, token }))
          .to.be.revertedWithCustomError(checkout, "Checkout_CurrencyNotAccepted")
          .withArgs(token);
      }
    });

    it("refuses a currency without code by name, in each way to pay", async () => {
      const { checkout, ledger, council, stranger, licensee, asBuyer, basket } = await withBasket();
      await ledger.connect(council).listCurrency(stranger);
      const unpayable = { ...basket, token: stranger.address };
      const parts = [27n, ethers.ZeroHash, ethers.ZeroHash] as const;

      for (const attempt of [
        () => asBuyer.buy(unpayable),
        () => asBuyer.buyWithPermit(unpayable, 0n, ...parts),
        () => asBuyer.buyWithAuthorization(licensee, unpayable, 0n, 0n, ethers.ZeroHash, ...parts),
      ]) {
        await expect(attempt())
          .to.be.revertedWithCustomError(checkout, "Checkout_CurrencyNotAccepted")
          .withArgs(stranger);
      }
    });

    it("takes the allowance that there is of a token that knows no permits", async () => {
      const { checkout, ledger, council, meter, licensee, asBuyer, basket } = await withBasket();
      const plain = await deployToken("PlainToken", 18);
      await ledger.connect(council).listCurrency(plain);
      await plain.mint(licensee, DEPOSIT);
      await (plain.connect(licensee) as TestToken).approve(checkout, DEPOSIT);
      const deposit = { ...basket, token: await plain.getAddress(), lines: [], deposit: DEPOSIT };
      await asBuyer.buyWithPermit(deposit, 0n, 27n, ethers.ZeroHash, ethers.ZeroHash);

      expect(await plain.balanceOf(meter)).to.equal(DEPOSIT);
    });

    it("refuses licences priced in another token, even where that lies about (CHK-2)", async () => {
      const { checkout, ledger, token, council, licensee, payer, asBuyer, ...rest } =
        await withBasket();
      const odd = await deployToken("PlainToken", 18);
      await ledger.connect(council).listCurrency(odd);
      await odd.mint(licensee, 10n * COST);
      await odd.connect(licensee).approve(checkout, ethers.MaxUint256);
      const lines = [rest.basket.lines[0]!];
      const basket = { ...rest.basket, token: await odd.getAddress(), lines, deposit: 0n };
      await expect(asBuyer.buy(basket))
        .to.be.revertedWithCustomError(token, "ERC20InsufficientAllowance")
        .withArgs(rest.licenses, 0n, PRICE);
      // Once it has bought with the token, the licences may spend it for ever.
      await rest.approve();
      await asBuyer.buy(rest.basket);
      await token.connect(payer).transfer(checkout, PRICE);

      await expect(asBuyer.buy(basket))
        .to.be.revertedWithCustomError(checkout, "Checkout_Unspent")
        .withArgs(odd, PRICE, 0n);
    });

    it("leaves what was sent to it by mistake where it is (CHK-2)", async () => {
      const { checkout, token, payer, asBuyer, basket, ...rest } = await withBasket();
      await token.connect(payer).transfer(checkout, 9n);
      await rest.approve(COST);
      await asBuyer.buy(basket);

      expect(await token.balanceOf(checkout)).to.equal(9n);
    });
  });

  describe("buy, with a token that", () => {
    /** The basket's deposit alone, in a token of test/tokens. */
    async function withToken(name: string, ...args: unknown[]) {
      const world = await withBasket();
      const { ledger, checkout, council, licensee } = world;
      const odd = await deployToken(name, ...args);
      await ledger.connect(council).listCurrency(odd);
      await odd.mint(licensee, 10n * DEPOSIT);
      await (odd.connect(licensee) as TestToken).approve(checkout, 10n * DEPOSIT);
      const basket = { ...world.basket, token: await odd.getAddress(), lines: [] };
      return { ...world, odd, basket };
    }

    it("returns nothing, works", async () => {
      const { odd, meter, checkout, asBuyer, basket } = await withToken("NoReturnToken");
      await asBuyer.buy(basket);

      expect(await odd.balanceOf(meter)).to.equal(DEPOSIT);
      expect(await odd.balanceOf(checkout)).to.equal(0n);
    });

    it("takes a fee on transfer, fails by the token's word", async () => {
      const { odd, checkout, asBuyer, basket } = await withToken("FeeToken", 100n);

      await expect(asBuyer.buy(basket))
        .to.be.revertedWithCustomError(odd, "ERC20InsufficientBalance")
        .withArgs(checkout, 0n, DEPOSIT / 100n);
    });

    it("calls back, can't buy within a purchase", async () => {
      const { odd, checkout, asBuyer, basket } = await withToken("CallbackToken");
      const again = checkout.interface.encodeFunctionData("buy", [basket]);
      await odd.getFunction("callOnTransfer")(checkout, again);
      await asBuyer.buy(basket);

      expect(await odd.getFunction("lastReturned")()).to.equal(
        checkout.interface.encodeErrorResult("ReentrancyGuardReentrantCall"),
      );
    });
  });

  describe("buyWithPermit", () => {
    async function withPermit() {
      const world = await withBasket();
      const { token, licensee, checkout, now } = world;
      const deadline = (await now()) + HOUR;
      const message = {
        owner: licensee.address,
        spender: await checkout.getAddress(),
        value: COST,
        nonce: 0n,
        deadline,
      };
      const domain = await domainOf(token);
      const signature = await licensee.signTypedData(domain, TYPES.permit, message);
      return { ...world, deadline, parts: splitSignature(signature) };
    }

    it("needs no other transaction", async () => {
      const world = await withPermit();
      const { asBuyer, basket, deadline, parts } = world;

      await expectBought(world, asBuyer.buyWithPermit(basket, deadline, ...parts));
    });

    it("works when somebody used the permit before", async () => {
      const world = await withPermit();
      const { token, licensee, checkout, asBuyer, basket, deadline, parts } = world;
      await token.permit(licensee, checkout, COST, deadline, ...parts);

      await expectBought(world, asBuyer.buyWithPermit(basket, deadline, ...parts));
    });
  });

  describe("buyWithAuthorization", () => {
    async function withAuthorization() {
      const world = await withBasket();
      const { token, licensee, checkout, basket, now } = world;
      const validBefore = (await now()) + HOUR;
      const message = {
        from: licensee.address,
        to: await checkout.getAddress(),
        value: COST,
        validAfter: 0n,
        validBefore,
        nonce: await checkout.authorizationNonce(basket, SALT),
      };
      const domain = await domainOf(token);
      const types = TYPES.receiveWithAuthorization;
      const parts = splitSignature(await licensee.signTypedData(domain, types, message));
      const buy = async (changed: Basket = basket, buyer = licensee) =>
        await world.asRelayer.buyWithAuthorization(
          ...([buyer, changed, 0n, validBefore, SALT] as const),
          ...parts,
        );
      return { ...world, buy };
    }

    it("costs the buyer no gas (CHK-4)", async () => {
      const world = await withAuthorization();

      await expectBought(world, world.buy());
    });

    it("is good for this basket alone, and once (CHK-4)", async () => {
      const { token, buy, basket, stranger } = await withAuthorization();
      for (const changed of [
        { ...basket, operator: stranger.address },
        { ...basket, accountSalt: ethers.ZeroHash },
        { ...basket, lines: basket.lines.slice(1) },
      ]) {
        await expect(buy(changed)).to.be.revertedWithCustomError(token, "ERC3009InvalidSignature");
      }
      await expect(buy(basket, stranger)).to.be.revertedWithCustomError(
        token,
        "ERC3009InvalidSignature",
      );
      await buy();

      await expect(buy()).to.be.revertedWithCustomError(token, "ERC3009UsedAuthorization");
    });

    it("fails by name with a token that knows no authorizations", async () => {
      const { checkout, ledger, council, buy, basket } = await withAuthorization();
      const odd = await deployToken("PlainToken", 18);
      await ledger.connect(council).listCurrency(odd);

      await expect(buy({ ...basket, token: await odd.getAddress() })).to.be.revertedWithCustomError(
        checkout,
        "FailedCall",
      );
    });
  });
});
