import { expect } from "chai";
import { TypedDataEncoder } from "ethers";

import { ethers, networkHelpers } from "../helpers/chain.ts";
import { domainOf, splitSignature, TYPES } from "../helpers/typedData.ts";
import {
  CLAIM,
  DAY,
  DEPOSIT,
  FAR_FUTURE,
  HOUR,
  loadMetering,
  NO_SIGNATURE,
  SALT,
  STATUS,
  type Terms,
  type TypedSigner,
} from "./deployMetering.ts";
import { loadMeteringWith, WEALTH } from "./meteringWith.ts";

const AMOUNT = 300_001n;
const MAX_BALANCE = 2n ** 96n - 1n;
const NONCE = 7n;

describe("PayerAccounts", () => {
  describe("accountIdOf", () => {
    it("is the EIP-712 digest of the terms (USE-15)", async () => {
      const { meter, domain, makeTerms } = await loadMetering();
      const terms = makeTerms({ withdrawDelay: 12_345n, salt: ethers.id("another") });

      expect(await meter.accountIdOf(terms)).to.equal(
        TypedDataEncoder.hash(domain, TYPES.accountTerms, terms),
      );
    });
  });

  describe("deposit", () => {
    it("adds to the account and takes from the caller, whoever pays for whom", async () => {
      const { meter, token, terms, accountId, payer, deployer, operator } = await loadMetering();
      await token.connect(deployer).approve(meter, AMOUNT);
      const asDeployer = meter.connect(deployer);
      expect(await asDeployer.deposit.staticCall(terms, AMOUNT)).to.equal(accountId);
      const deposit = asDeployer.deposit(terms, AMOUNT);

      await expect(deposit).to.changeTokenBalances(
        ethers,
        token,
        [deployer, meter],
        [-AMOUNT, AMOUNT],
      );
      await expect(deposit)
        .to.emit(meter, "Deposited")
        .withArgs(accountId, payer, operator, Object.values(terms), deployer, AMOUNT);
      expect(await meter.accountOf(accountId)).to.deep.equal([DEPOSIT + AMOUNT, 0n, 0n, 0n]);
    });

    it("keeps accounts that differ in anything apart", async () => {
      const { meter, payer, otherOperator, stranger, terms, makeTerms, asPayer, balanceOf } =
        await loadMetering();
      const others = [
        { payer: stranger.address },
        { operator: otherOperator.address },
        { withdrawDelay: HOUR + 1n },
        { salt: ethers.ZeroHash },
      ].map(makeTerms);
      for (const [i, each] of others.entries()) await asPayer.deposit(each, BigInt(i + 1));

      for (const [i, each] of others.entries()) {
        expect(await balanceOf(await meter.accountIdOf(each))).to.equal(BigInt(i + 1));
      }
      expect(await balanceOf(await meter.accountIdOf(terms))).to.equal(DEPOSIT);
      expect(payer.address).to.equal(terms.payer);
    });

    it("counts what arrives of a token that takes a fee (USE-1)", async () => {
      const { odd, meter, oddTerms, oddAccount, asPayer, balanceOf } = await loadMeteringWith(
        "FeeToken",
        100n,
      );
      await asPayer.deposit(oddTerms, 10_000n);

      expect(await balanceOf(oddAccount)).to.equal(9_900n);
      expect(await odd.balanceOf(meter)).to.equal(9_900n);
    });

    it("works with a token that returns nothing", async () => {
      const { oddTerms, oddAccount, asPayer, balanceOf } = await loadMeteringWith("NoReturnToken");
      await asPayer.deposit(oddTerms, AMOUNT);

      expect(await balanceOf(oddAccount)).to.equal(AMOUNT);
    });

    it("refuses nothing", async () => {
      const { meter, terms, asPayer } = await loadMetering();

      await expect(asPayer.deposit(terms, 0n)).to.be.revertedWithCustomError(
        meter,
        "UsageMeter_ZeroAmount",
      );
    });

    for (const mood of [3n, 4n]) {
      it(`refuses a token in mood ${mood}, of which nothing arrived`, async () => {
        const { meter, odd, oddTerms, asPayer } = await loadMeteringWith("MoodyToken");
        await asPayer.deposit(oddTerms, AMOUNT);
        await odd.getFunction("setMood")(mood);

        await expect(asPayer.deposit(oddTerms, AMOUNT)).to.be.revertedWithCustomError(
          meter,
          "UsageMeter_ZeroAmount",
        );
      });
    }

    it("fills an account to 2^96 - 1 and not beyond", async () => {
      const { meter, oddTerms, oddAccount, asPayer, balanceOf } = await loadMeteringWith(
        "PlainToken",
        18n,
      );
      await asPayer.deposit(oddTerms, MAX_BALANCE - 5n);

      for (const amount of [6n, WEALTH / 2n]) {
        await expect(asPayer.deposit(oddTerms, amount))
          .to.be.revertedWithCustomError(meter, "UsageMeter_AmountTooHigh")
          .withArgs(amount, 5n);
      }
      await asPayer.deposit(oddTerms, 5n);
      expect(await balanceOf(oddAccount)).to.equal(MAX_BALANCE);
    });

    it("refuses the native coin, and what is no currency of the ledger", async () => {
      const { meter, makeTerms, asPayer } = await loadMetering();

      for (const token of [ethers.ZeroAddress, await meter.getAddress()]) {
        await expect(asPayer.deposit(makeTerms({ token }), AMOUNT))
          .to.be.revertedWithCustomError(meter, "UsageMeter_CurrencyNotAccepted")
          .withArgs(token);
      }
    });

    for (const withdrawDelay of [0n, 899n, 30n * DAY + 1n, FAR_FUTURE]) {
      it(`refuses a delay of ${withdrawDelay} seconds`, async () => {
        const { meter, makeTerms, asPayer } = await loadMetering();

        await expect(asPayer.deposit(makeTerms({ withdrawDelay }), AMOUNT))
          .to.be.revertedWithCustomError(meter, "UsageMeter_DelayOutOfBounds")
          .withArgs(withdrawDelay, 900n, 30n * DAY);
      });
    }

    for (const withdrawDelay of [900n, 30n * DAY]) {
      it(`takes a delay of ${withdrawDelay} seconds`, async () => {
        const { meter, makeTerms, asPayer, balanceOf } = await loadMetering();
        const terms = makeTerms({ withdrawDelay });
        await asPayer.deposit(terms, AMOUNT);

        expect(await balanceOf(await meter.accountIdOf(terms))).to.equal(AMOUNT);
      });
    }

    it("refuses an account of nobody", async () => {
      const { meter, makeTerms, asPayer } = await loadMetering();

      await expect(
        asPayer.deposit(makeTerms({ payer: ethers.ZeroAddress }), AMOUNT),
      ).to.be.revertedWithCustomError(meter, "UsageMeter_ZeroAccount");
    });

    it("can't be entered from a token's callback (USE-1)", async () => {
      const { odd, meter, oddTerms, oddAccount, asPayer, balanceOf } =
        await loadMeteringWith("CallbackToken");
      const inner = meter.interface.encodeFunctionData("deposit", [oddTerms, 1n]);
      await odd.getFunction("callOnTransfer")(meter, inner);
      await asPayer.deposit(oddTerms, AMOUNT);

      expect(await odd.getFunction("lastCallSucceeded")()).to.be.false;
      expect(await odd.getFunction("lastReturned")()).to.equal(
        meter.interface.encodeErrorResult("ReentrancyGuardReentrantCall"),
      );
      expect(await balanceOf(oddAccount)).to.equal(AMOUNT);
    });
  });

  describe("depositWithPermit", () => {
    async function withPermit() {
      const metering = await loadMetering();
      const { token, meter, payer, terms } = metering;
      await token.connect(payer).approve(meter, 0n);
      const message = {
        owner: payer.address,
        spender: await meter.getAddress(),
        value: AMOUNT,
        nonce: await token.nonces(payer),
        deadline: FAR_FUTURE,
      };
      const signature = await payer.signTypedData(await domainOf(token), TYPES.permit, message);
      const parts = splitSignature(signature);
      return { ...metering, parts, args: [terms, AMOUNT, FAR_FUTURE, ...parts] as const };
    }

    it("needs no allowance before", async () => {
      const { asPayer, args, balanceOf, accountId } = await withPermit();
      expect(await asPayer.depositWithPermit.staticCall(...args)).to.equal(accountId);
      await asPayer.depositWithPermit(...args);

      expect(await balanceOf()).to.equal(DEPOSIT + AMOUNT);
    });

    it("works when somebody used the permit before", async () => {
      const { token, meter, payer, asPayer, args, parts, balanceOf } = await withPermit();
      await token.permit(payer, meter, AMOUNT, FAR_FUTURE, ...parts);
      await asPayer.depositWithPermit(...args);

      expect(await balanceOf()).to.equal(DEPOSIT + AMOUNT);
    });

    it("fails by the allowance when the permit is bad", async () => {
      const { token, meter, terms, asPayer, parts } = await withPermit();
      const deposit = asPayer.depositWithPermit(terms, AMOUNT + 1n, FAR_FUTURE, ...parts);

      await expect(deposit)
        .to.be.revertedWithCustomError(token, "ERC20InsufficientAllowance")
        .withArgs(meter, 0n, AMOUNT + 1n);
    });
  });

  describe("depositWithAuthorization", () => {
    async function withAuthorization(terms?: Terms) {
      const metering = await loadMetering();
      const { token, meter, payer } = metering;
      const accountId = await meter.accountIdOf(terms ?? metering.terms);
      const message = {
        from: payer.address,
        to: await meter.getAddress(),
        value: AMOUNT,
        validAfter: 0n,
        validBefore: FAR_FUTURE,
        nonce: await meter.authorizationNonce(accountId, SALT),
      };
      const types = TYPES.receiveWithAuthorization;
      const signature = await payer.signTypedData(await domainOf(token), types, message);
      return {
        ...metering,
        args: [AMOUNT, 0n, FAR_FUTURE, SALT, ...splitSignature(signature)] as const,
      };
    }

    it("takes the payer's money, whoever sends it", async () => {
      const { meter, token, terms, accountId, payer, operator, asStranger, args } =
        await withAuthorization();
      const deposit = asStranger.depositWithAuthorization(terms, ...args);

      await expect(deposit).to.changeTokenBalances(
        ethers,
        token,
        [payer, meter],
        [-AMOUNT, AMOUNT],
      );
      await expect(deposit)
        .to.emit(meter, "Deposited")
        .withArgs(accountId, payer, operator, Object.values(terms), payer, AMOUNT);
    });

    it("reaches the account that was signed for alone (USE-15)", async () => {
      const { token, payer, otherOperator, makeTerms, asStranger, args } =
        await withAuthorization();
      const terms = makeTerms({ operator: otherOperator.address });

      await expect(asStranger.depositWithAuthorization(terms, ...args))
        .to.be.revertedWithCustomError(token, "ERC3009InvalidSignature")
        .withArgs();
      expect(await token.balanceOf(payer)).to.be.greaterThan(0n);
    });

    it("fails by name with a token that has no ERC-3009", async () => {
      const { meter, oddTerms, payer, asStranger } = await loadMeteringWith("PlainToken", 18n);
      const [v, r, s] = splitSignature(await payer.signMessage(""));

      await expect(
        asStranger.depositWithAuthorization(oddTerms, AMOUNT, 0n, FAR_FUTURE, SALT, v, r, s),
      ).to.be.revertedWithCustomError(meter, "FailedCall");
    });
  });

  describe("while entries are paused", () => {
    it("refuses each way to deposit", async () => {
      const { meter, council, terms, asPayer } = await loadMetering();
      await meter.connect(council).pause(HOUR);
      const until = await meter.pausedUntil();
      const word = ethers.ZeroHash;

      for (const deposit of [
        asPayer.deposit(terms, AMOUNT),
        asPayer.depositWithPermit(terms, AMOUNT, 0n, 27n, word, word),
        asPayer.depositWithAuthorization(terms, AMOUNT, 0n, 0n, word, 27n, word, word),
      ]) {
        await expect(deposit)
          .to.be.revertedWithCustomError(meter, "EntryPause_Paused")
          .withArgs(until);
      }
    });

    it("pays withdrawals and refunds (USE-13)", async () => {
      const { meter, council, terms, payer, asPayer, asOperator, balanceOf } = await loadMetering();
      await asPayer.requestWithdrawal(terms, AMOUNT);
      await networkHelpers.time.increase(HOUR);
      await meter.connect(council).pause(HOUR);
      await asPayer.withdraw(terms, payer);
      await asOperator.refund(terms, AMOUNT, 0n, 0n, NO_SIGNATURE);

      expect(await balanceOf()).to.equal(DEPOSIT - 2n * AMOUNT);
    });
  });

  describe("requestWithdrawal", () => {
    it("starts the delay (USE-9)", async () => {
      const { meter, terms, accountId, asPayer, now } = await loadMetering();
      const request = asPayer.requestWithdrawal(terms, AMOUNT);
      await request;
      const thawEnd = (await now()) + HOUR;

      await expect(request)
        .to.emit(meter, "WithdrawalRequested")
        .withArgs(accountId, AMOUNT, thawEnd);
      expect(await meter.accountOf(accountId)).to.deep.equal([DEPOSIT, AMOUNT, thawEnd, 0n]);
    });

    it("restarts the delay for more and keeps it for less", async () => {
      const { meter, terms, accountId, asPayer, now } = await loadMetering();
      await asPayer.requestWithdrawal(terms, AMOUNT);
      const first = (await now()) + HOUR;
      await networkHelpers.time.increase(HOUR / 2n);
      expect(await asPayer.requestWithdrawal.staticCall(terms, AMOUNT - 1n)).to.equal(first);
      await asPayer.requestWithdrawal(terms, AMOUNT - 1n);
      expect((await meter.accountOf(accountId)).thawEnd).to.equal(first);
      await asPayer.requestWithdrawal(terms, AMOUNT);

      expect((await meter.accountOf(accountId)).thawEnd).to.equal((await now()) + HOUR);
    });

    it("is cancelled by nothing", async () => {
      const { meter, terms, accountId, asPayer } = await loadMetering();
      await asPayer.requestWithdrawal(terms, AMOUNT);

      await expect(asPayer.requestWithdrawal(terms, 0n))
        .to.emit(meter, "WithdrawalRequested")
        .withArgs(accountId, 0n, 0n);
      expect(await meter.accountOf(accountId)).to.deep.equal([DEPOSIT, 0n, 0n, 0n]);
    });

    it("leaves a later deposit alone", async () => {
      const { meter, terms, accountId, asPayer } = await loadMetering();
      await asPayer.requestWithdrawal(terms, DEPOSIT);
      await asPayer.deposit(terms, AMOUNT);

      expect((await meter.accountOf(accountId)).thawing).to.equal(DEPOSIT);
    });

    it("refuses more than there is", async () => {
      const { meter, terms, accountId, asPayer } = await loadMetering();

      await expect(asPayer.requestWithdrawal(terms, DEPOSIT + 1n))
        .to.be.revertedWithCustomError(meter, "UsageMeter_BalanceTooLow")
        .withArgs(accountId, DEPOSIT + 1n, DEPOSIT);
    });

    it("refuses anyone but the payer (USE-7)", async () => {
      const { meter, terms, payer, operator, asOperator } = await loadMetering();

      await expect(asOperator.requestWithdrawal(terms, AMOUNT))
        .to.be.revertedWithCustomError(meter, "UsageMeter_NotPayer")
        .withArgs(operator, payer);
    });
  });

  describe("withdraw", () => {
    async function thawed(amount = AMOUNT) {
      const metering = await loadMetering();
      await metering.asPayer.requestWithdrawal(metering.terms, amount);
      await networkHelpers.time.increase(HOUR);
      return metering;
    }

    it("pays what thawed to whom the payer says", async () => {
      const { meter, token, terms, accountId, stranger, asPayer } = await thawed();
      expect(await asPayer.withdraw.staticCall(terms, stranger)).to.equal(AMOUNT);
      const withdrawal = asPayer.withdraw(terms, stranger);

      await expect(withdrawal).to.changeTokenBalances(
        ethers,
        token,
        [meter, stranger],
        [-AMOUNT, AMOUNT],
      );
      await expect(withdrawal)
        .to.emit(meter, "Withdrawn")
        .withArgs(accountId, stranger, AMOUNT, 0n);
      expect(await meter.accountOf(accountId)).to.deep.equal([DEPOSIT - AMOUNT, 0n, 0n, 0n]);
    });

    it("starts an epoch when it empties the account (USE-4)", async () => {
      const { meter, terms, accountId, payer, asPayer } = await thawed(DEPOSIT);

      await expect(asPayer.withdraw(terms, payer))
        .to.emit(meter, "Withdrawn")
        .withArgs(accountId, payer, DEPOSIT, 1n);
      expect(await meter.accountOf(accountId)).to.deep.equal([0n, 0n, 0n, 1n]);
    });

    it("pays what redemptions have left of it", async () => {
      const { token, terms, payer, asPayer, voucher, redeem, balanceOf } = await thawed(DEPOSIT);
      await redeem(await voucher());

      await expect(asPayer.withdraw(terms, payer)).to.changeTokenBalance(
        ethers,
        token,
        payer,
        DEPOSIT - CLAIM,
      );
      expect(await balanceOf()).to.equal(0n);
    });

    it("refuses when redemptions have left nothing", async () => {
      const { meter, terms, accountId, payer, asPayer, voucher, redeem } = await thawed();
      await redeem(await voucher({ claim: DEPOSIT }));

      await expect(asPayer.withdraw(terms, payer))
        .to.be.revertedWithCustomError(meter, "UsageMeter_NothingThawing")
        .withArgs(accountId);
    });

    it("refuses before the delay is over (USE-9)", async () => {
      const { meter, terms, accountId, payer, asPayer, now } = await loadMetering();
      await asPayer.requestWithdrawal(terms, AMOUNT);
      const thawEnd = (await now()) + HOUR;
      await networkHelpers.time.increaseTo(thawEnd - 2n);

      await expect(asPayer.withdraw(terms, payer))
        .to.be.revertedWithCustomError(meter, "UsageMeter_StillThawing")
        .withArgs(accountId, thawEnd);
    });

    it("refuses when nothing was requested", async () => {
      const { meter, terms, accountId, payer, asPayer } = await loadMetering();

      await expect(asPayer.withdraw(terms, payer))
        .to.be.revertedWithCustomError(meter, "UsageMeter_NothingThawing")
        .withArgs(accountId);
    });

    it("refuses anyone but the payer, and to pay nobody (USE-7)", async () => {
      const { meter, terms, payer, operator, asPayer, asOperator } = await thawed();

      await expect(asOperator.withdraw(terms, operator))
        .to.be.revertedWithCustomError(meter, "UsageMeter_NotPayer")
        .withArgs(operator, payer);
      await expect(asPayer.withdraw(terms, ethers.ZeroAddress)).to.be.revertedWithCustomError(
        meter,
        "UsageMeter_ZeroAccount",
      );
    });
  });

  describe("refund", () => {
    async function signed(options: { amount?: bigint; deadline?: bigint; by?: TypedSigner } = {}) {
      const metering = await loadMetering();
      const { amount = AMOUNT, deadline = FAR_FUTURE, by = metering.operator } = options;
      const message = { accountId: metering.accountId, amount, nonce: NONCE, deadline };
      const signature = await by.signTypedData(metering.domain, TYPES.refund, message);
      const args = [metering.terms, amount, NONCE, deadline, signature] as const;
      return { ...metering, args };
    }

    it("pays the payer at once when the operator calls", async () => {
      const { meter, token, terms, accountId, payer, asOperator } = await loadMetering();
      const refund = asOperator.refund(terms, AMOUNT, NONCE, 0n, NO_SIGNATURE);

      await expect(refund).to.changeTokenBalances(ethers, token, [meter, payer], [-AMOUNT, AMOUNT]);
      await expect(refund).to.emit(meter, "Refunded").withArgs(accountId, AMOUNT, 0n);
      await expect(refund).not.to.emit(meter, "NonceUsed");
    });

    it("pays the payer by the operator's signature, whoever sends it", async () => {
      const { meter, token, payer, operator, asStranger, args } = await signed();
      const refund = asStranger.refund(...args);

      await expect(refund).to.changeTokenBalance(ethers, token, payer, AMOUNT);
      await expect(refund).to.emit(meter, "NonceUsed").withArgs(operator, NONCE);
      expect(await meter.isNonceUsed(operator, NONCE)).to.be.true;
    });

    it("takes a signature once (USE-15)", async () => {
      const { meter, operator, asStranger, args } = await signed();
      await asStranger.refund(...args);

      await expect(asStranger.refund(...args))
        .to.be.revertedWithCustomError(meter, "UsageMeter_NonceUsed")
        .withArgs(operator, NONCE);
    });

    it("shrinks what thaws in proportion and keeps its timer (USE-9)", async () => {
      const { meter, terms, accountId, asPayer, asOperator } = await loadMetering();
      await asPayer.requestWithdrawal(terms, 333_333n);
      const { thawEnd } = await meter.accountOf(accountId);
      await asOperator.refund(terms, 1n, 0n, 0n, NO_SIGNATURE);
      expect(await meter.accountOf(accountId)).to.deep.equal([
        DEPOSIT - 1n,
        (333_333n * (DEPOSIT - 1n)) / DEPOSIT,
        thawEnd,
        0n,
      ]);
      await asOperator.refund(terms, DEPOSIT / 2n, 0n, 0n, NO_SIGNATURE);

      const { thawing } = await meter.accountOf(accountId);
      expect(thawing).to.equal((333_332n * (DEPOSIT / 2n - 1n)) / (DEPOSIT - 1n));
    });

    it("starts an epoch when it empties the account (USE-4)", async () => {
      const { meter, terms, accountId, asPayer, asOperator } = await loadMetering();
      await asPayer.requestWithdrawal(terms, AMOUNT);

      await expect(asOperator.refund(terms, DEPOSIT, 0n, 0n, NO_SIGNATURE))
        .to.emit(meter, "Refunded")
        .withArgs(accountId, DEPOSIT, 1n);
      expect(await meter.accountOf(accountId)).to.deep.equal([0n, 0n, 0n, 1n]);
    });

    it("refuses the signature of anyone else, and of another amount (USE-7)", async () => {
      const { meter, terms, operator, asStranger, stranger, args } = await signed();
      const [, amount, nonce, deadline, signature] = args;
      const { args: foreign } = await signed({ by: stranger });

      for (const call of [
        asStranger.refund(...foreign),
        asStranger.refund(terms, amount + 1n, nonce, deadline, signature),
        asStranger.refund(terms, amount, nonce, deadline, NO_SIGNATURE),
      ]) {
        await expect(call)
          .to.be.revertedWithCustomError(meter, "UsageMeter_InvalidSignature")
          .withArgs(operator);
      }
    });

    it("refuses a signature that expired", async () => {
      const { meter, asStranger, args } = await signed({ deadline: 1n });

      await expect(asStranger.refund(...args))
        .to.be.revertedWithCustomError(meter, "UsageMeter_Expired")
        .withArgs(1n);
    });

    it("refuses nothing, and more than there is", async () => {
      const { meter, terms, accountId, asOperator } = await loadMetering();

      await expect(
        asOperator.refund(terms, 0n, 0n, 0n, NO_SIGNATURE),
      ).to.be.revertedWithCustomError(meter, "UsageMeter_ZeroAmount");
      await expect(asOperator.refund(terms, DEPOSIT + 1n, 0n, 0n, NO_SIGNATURE))
        .to.be.revertedWithCustomError(meter, "UsageMeter_BalanceTooLow")
        .withArgs(accountId, DEPOSIT + 1n, DEPOSIT);
    });

    it("never lets a fresh deposit out before its time (USE-9)", async () => {
      const { meter, terms, accountId, payer, asPayer, voucher, redeem } = await loadMetering();
      await asPayer.requestWithdrawal(terms, DEPOSIT);
      await redeem(await voucher({ claim: DEPOSIT }));
      await networkHelpers.time.increase(HOUR);
      await asPayer.deposit(terms, AMOUNT);

      await expect(asPayer.withdraw(terms, payer))
        .to.be.revertedWithCustomError(meter, "UsageMeter_NothingThawing")
        .withArgs(accountId);
      expect(await redeem(await voucher({ claim: DEPOSIT + 1n, seq: 2n }))).to.deep.equal([
        STATUS.settled,
      ]);
    });
  });
});
