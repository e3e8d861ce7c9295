import { expect } from "chai";

import { ethers } from "../helpers/chain.ts";
import { loadEconomy, NATIVE, PROTOCOL, REF } from "./deployEconomy.ts";

const MAX_CURRENCIES = 32n;
/** Any address does: listing runs no code of the token. */
const addressAt = (index: bigint) => ethers.toBeHex(0xc0ffee00n + index, 20);

describe("RevenueLedger", () => {
  describe("currencies", () => {
    it("start with the native coin, then the tokens of the deployment", async () => {
      const { ledger, currency } = await loadEconomy();

      expect(await ledger.currencies()).to.deep.equal([NATIVE, currency]);
      const events = await ledger.queryFilter(ledger.filters.CurrencyListed());
      expect(events.map(({ args }) => [...args])).to.deep.equal([
        [NATIVE, 0n],
        [currency, 1n],
      ]);
    });
  });

  describe("listCurrency", () => {
    it("adds a currency under the next bit", async () => {
      const { ledger, council, currency } = await loadEconomy();
      const token = ethers.getAddress(addressAt(0n));

      await expect(ledger.connect(council).listCurrency(token))
        .to.emit(ledger, "CurrencyListed")
        .withArgs(token, 2n);
      expect(await ledger.currencies()).to.deep.equal([NATIVE, currency, token]);
    });

    it("opens it for assets that accepted its bit before, and for the protocol", async () => {
      const { ledger, council, registerAsset } = await loadEconomy();
      const assetId = await registerAsset({ currencies: 0b100n });
      const token = addressAt(0n);
      expect(await ledger.accepts(assetId, token)).to.equal(false);
      await ledger.connect(council).listCurrency(token);

      expect(await ledger.accepts(assetId, token)).to.equal(true);
      expect(await ledger.accepts(PROTOCOL, token)).to.equal(true);
    });

    it("does not open it for assets that did not accept its bit (REV-12)", async () => {
      const { ledger, council, payer, dataset } = await loadEconomy();
      const token = ethers.getAddress(addressAt(0n));
      await ledger.connect(council).listCurrency(token);

      expect(await ledger.accepts(dataset, token)).to.equal(false);
      await expect(ledger.connect(payer).pay(dataset, token, 1n, REF))
        .to.be.revertedWithCustomError(ledger, "RevenueLedger_CurrencyNotAccepted")
        .withArgs(dataset, token);
    });

    it("refuses a currency that is listed already", async () => {
      const { ledger, council, currency } = await loadEconomy();

      for (const token of [NATIVE, currency]) {
        await expect(ledger.connect(council).listCurrency(token))
          .to.be.revertedWithCustomError(ledger, "RevenueLedger_CurrencyAlreadyListed")
          .withArgs(token);
      }
    });

    it("takes 32 currencies and no more, each of which can be paid out of its own bit", async () => {
      const { ledger, council, registerAsset } = await loadEconomy();
      const asCouncil = ledger.connect(council);
      for (let index = 2n; index < MAX_CURRENCIES; index++) {
        await asCouncil.listCurrency(addressAt(index));
      }
      const last = await registerAsset({ currencies: 1n << 31n });

      expect(await ledger.accepts(last, addressAt(31n))).to.equal(true);
      expect(await ledger.accepts(last, addressAt(30n))).to.equal(false);
      await expect(asCouncil.listCurrency(addressAt(MAX_CURRENCIES)))
        .to.be.revertedWithCustomError(ledger, "RevenueLedger_TooManyCurrencies")
        .withArgs(MAX_CURRENCIES + 1n, MAX_CURRENCIES);
    });

    it("refuses anyone but the curator", async () => {
      const { ledger, stranger } = await loadEconomy();

      await expect(ledger.connect(stranger).listCurrency(addressAt(0n)))
        .to.be.revertedWithCustomError(ledger, "AccessManagedUnauthorized")
        .withArgs(stranger);
    });
  });

  describe("accepts", () => {
    it("is false for what is not listed, and for an asset that does not exist", async () => {
      const { ledger, dataset, currency } = await loadEconomy();

      expect(await ledger.accepts(dataset, addressAt(0n))).to.equal(false);
      expect(await ledger.accepts(999n, currency)).to.equal(false);
    });
  });
});
