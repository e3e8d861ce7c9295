import { expect } from "chai";

import { NATIVE_BIT } from "../helpers/assets.ts";
import { ethers, networkHelpers } from "../helpers/chain.ts";
import { deployToken } from "../helpers/deployToken.ts";
import { domainOf, splitSignature, TYPES } from "../helpers/typedData.ts";
import { loadEconomy, NATIVE, NO_SUCH_ASSET, REF } from "./deployEconomy.ts";

const AMOUNT = 1_000_003n;
const SALT = ethers.id("salt");
const HOUR = 3_600n;

/** A payment of `payer` to the model, signed and not sent. */
async function signPayment() {
  const economy = await loadEconomy();
  const { ledger, token, payer, model } = economy;
  const now = BigInt(await networkHelpers.time.latest());
  const window = { validAfter: now - 1n, validBefore: now + HOUR };
  const nonce = await ledger.authorizationNonce(model, REF, SALT);
  const message = {
    from: payer.address,
    to: await ledger.getAddress(),
    value: AMOUNT,
    ...window,
    nonce,
  };
  const types = TYPES.receiveWithAuthorization;
  const signature = await payer.signTypedData(await domainOf(token), types, message);
  const [v, r, s] = splitSignature(signature);
  const authorization = { from: payer.address, value: AMOUNT, ...window, salt: SALT, v, r, s };
  return { ...economy, authorization, nonce, asRelayer: ledger.connect(economy.relayer) };
}

describe("RevenueLedger", () => {
  describe("payWithAuthorization", () => {
    it("pays what the payer signed, whoever relays it", async () => {
      const { ledger, token, payer, relayer, currency, model, accrued, ...rest } =
        await signPayment();
      const payment = rest.asRelayer.payWithAuthorization(model, currency, REF, rest.authorization);

      await expect(payment).to.changeTokenBalances(
        ethers,
        token,
        [payer, relayer, ledger],
        [-AMOUNT, 0n, AMOUNT],
      );
      await expect(payment).to.emit(ledger, "Paid").withArgs(model, currency, relayer, AMOUNT, REF);
      await expect(payment).to.emit(token, "AuthorizationUsed").withArgs(payer, rest.nonce);
      expect(await accrued(model)).to.equal(AMOUNT);
    });

    it("binds the nonce to asset, reference and salt", async () => {
      const { ledger, model } = await loadEconomy();
      const types = ["uint256", "bytes32", "bytes32"];
      const encoded = ethers.AbiCoder.defaultAbiCoder().encode(types, [model, REF, SALT]);

      expect(await ledger.authorizationNonce(model, REF, SALT)).to.equal(ethers.keccak256(encoded));
    });

    context("when the relayer changes something", () => {
      it("refuses another asset", async () => {
        const { token, currency, dataset, asRelayer, authorization } = await signPayment();

        await expect(
          asRelayer.payWithAuthorization(dataset, currency, REF, authorization),
        ).to.be.revertedWithCustomError(token, "ERC3009InvalidSignature");
      });

      it("refuses another reference", async () => {
        const { token, currency, model, asRelayer, authorization } = await signPayment();
        const other = ethers.id("invoice 2");

        await expect(
          asRelayer.payWithAuthorization(model, currency, other, authorization),
        ).to.be.revertedWithCustomError(token, "ERC3009InvalidSignature");
      });

      it("refuses another salt, amount or time", async () => {
        const { token, currency, model, asRelayer, authorization } = await signPayment();
        const changes = [
          { salt: ethers.id("another") },
          { value: AMOUNT + 1n },
          { validBefore: authorization.validBefore + 1n },
        ];

        for (const change of changes) {
          const changed = { ...authorization, ...change };
          await expect(
            asRelayer.payWithAuthorization(model, currency, REF, changed),
          ).to.be.revertedWithCustomError(token, "ERC3009InvalidSignature");
        }
      });
    });

    it("refuses to be used twice", async () => {
      const { token, payer, currency, model, asRelayer, authorization, nonce } =
        await signPayment();
      await asRelayer.payWithAuthorization(model, currency, REF, authorization);

      await expect(asRelayer.payWithAuthorization(model, currency, REF, authorization))
        .to.be.revertedWithCustomError(token, "ERC3009UsedAuthorization")
        .withArgs(payer, nonce);
    });

    it("refuses an authorization that has expired", async () => {
      const { token, currency, model, asRelayer, authorization } = await signPayment();
      const { validAfter, validBefore } = authorization;
      await networkHelpers.time.increaseTo(validBefore);

      await expect(asRelayer.payWithAuthorization(model, currency, REF, authorization))
        .to.be.revertedWithCustomError(token, "ERC3009InvalidAuthorizationTime")
        .withArgs(validAfter, validBefore);
    });

    it("can't be taken to the ledger without it: a bare receive is refused", async () => {
      const { token, ledger, relayer, authorization, nonce } = await signPayment();
      const { from, value, validAfter, validBefore, v, r, s } = authorization;
      const receive = token
        .connect(relayer)
        .receiveWithAuthorization(from, ledger, value, validAfter, validBefore, nonce, v, r, s);

      await expect(receive)
        .to.be.revertedWithCustomError(token, "ERC20InvalidReceiver")
        .withArgs(ledger);
    });

    context("for what can't be paid", () => {
      it("refuses an asset that does not exist", async () => {
        const { ledger, currency, asRelayer, authorization } = await signPayment();

        await expect(asRelayer.payWithAuthorization(NO_SUCH_ASSET, currency, REF, authorization))
          .to.be.revertedWithCustomError(ledger, "RevenueLedger_UnknownAsset")
          .withArgs(NO_SUCH_ASSET);
      });

      it("refuses a currency that the asset does not accept (REV-12)", async () => {
        const { ledger, currency, registerAsset, asRelayer, authorization } = await signPayment();
        const narrow = await registerAsset({ currencies: NATIVE_BIT });

        await expect(asRelayer.payWithAuthorization(narrow, currency, REF, authorization))
          .to.be.revertedWithCustomError(ledger, "RevenueLedger_CurrencyNotAccepted")
          .withArgs(narrow, currency);
      });

      it("refuses the native coin, which nobody can authorize", async () => {
        const { ledger, model, asRelayer, authorization } = await signPayment();

        await expect(asRelayer.payWithAuthorization(model, NATIVE, REF, authorization))
          .to.be.revertedWithCustomError(ledger, "RevenueLedger_CurrencyNotAccepted")
          .withArgs(model, NATIVE);
      });

      it("refuses a token without ERC-3009", async () => {
        const { ledger, council, registerAsset, asRelayer, authorization } = await signPayment();
        const plain = await deployToken("PlainToken", 18);
        await ledger.connect(council).listCurrency(plain);
        const assetId = await registerAsset({ currencies: 0b100n });

        await expect(
          asRelayer.payWithAuthorization(assetId, plain, REF, authorization),
        ).to.be.revertedWithCustomError(ledger, "FailedCall");
      });

      it("refuses a frozen asset (REV-10)", async () => {
        const { ledger, currency, model, freeze, asRelayer, authorization } = await signPayment();
        await freeze(model);

        await expect(asRelayer.payWithAuthorization(model, currency, REF, authorization))
          .to.be.revertedWithCustomError(ledger, "RevenueLedger_Frozen")
          .withArgs(model);
      });
    });
  });
});
