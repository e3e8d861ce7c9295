import { expect } from "chai";

import { NATIVE_BIT, SAHARA_BIT } from "../helpers/assets.ts";
import { loadEconomy, NATIVE, REF } from "./deployEconomy.ts";

const CEILING = 10_000n;

type Options = { currencies?: bigint; native?: boolean };

/** A model whose licence of the data set allows it CEILING of direct revenue, and pays no royalty for simplicity. */
async function withCapped({ currencies, native = false }: Options = {}) {
  const economy = await loadEconomy();
  const { currency, dataset, registerDerivative, ledger } = economy;
  const capCurrency = native ? NATIVE : currency;
  const capTerms = { revenueCeiling: CEILING, currency: capCurrency };
  const derive = async (assetId: bigint, royaltyBps: bigint, mask?: bigint) =>
    await registerDerivative({
      parents: [{ assetId, royaltyBps, terms: capTerms }],
      currencies: mask ?? (native ? NATIVE_BIT : SAHARA_BIT),
    });
  const capped = await derive(dataset, 0n, currencies);
  const asPayer = ledger.connect(economy.payer);
  return { ...economy, capCurrency, capped, derive, asPayer };
}

describe("RevenueLedger", () => {
  describe("revenue ceilings (REV-11)", () => {
    it("are set when the asset is registered", async () => {
      const { ledger, currency, capped } = await withCapped();
      const [event] = await ledger.queryFilter(ledger.filters.CeilingSet(capped));

      expect(event?.args).to.deep.equal([capped, CEILING]);
      expect(await ledger.ceilingOf(capped, currency)).to.equal(CEILING);
    });

    it("are none for other assets and other currencies", async () => {
      const { ledger, currency, capped, dataset } = await withCapped();

      expect(await ledger.ceilingOf(dataset, currency)).to.equal(0n);
      expect(await ledger.ceilingOf(capped, NATIVE)).to.equal(0n);
    });

    it("stop direct payments exactly there", async () => {
      const { ledger, currency, capped, pay, accrued } = await withCapped();

      await expect(pay(capped, CEILING + 1n))
        .to.be.revertedWithCustomError(ledger, "RevenueLedger_CeilingReached")
        .withArgs(capped, currency, CEILING);
      await pay(capped, CEILING - 1n);
      await pay(capped, 1n);
      await expect(pay(capped, 1n))
        .to.be.revertedWithCustomError(ledger, "RevenueLedger_CeilingReached")
        .withArgs(capped, currency, CEILING);
      expect(await accrued(capped)).to.equal(CEILING);
    });

    it("hold for payments that a contract brings", async () => {
      const { ledger, currency, capped, pay, licensee, ...rest } = await withCapped();
      const terms = { price: 2n, revenueCeiling: CEILING, currency };
      const termsId = await rest.registerTerms(terms);
      await rest.offerTerms(capped, termsId);
      await pay(capped, CEILING - 1n);

      await expect(rest.buyLicense({ assetId: capped, termsId, licensee }))
        .to.be.revertedWithCustomError(ledger, "RevenueLedger_CeilingReached")
        .withArgs(capped, currency, CEILING);
    });

    it("hold for the native coin", async () => {
      const { ledger, asPayer, capped } = await withCapped({ native: true });
      await asPayer.pay(capped, NATIVE, CEILING, REF, { value: CEILING });

      await expect(asPayer.pay(capped, NATIVE, 1n, REF, { value: 1n }))
        .to.be.revertedWithCustomError(ledger, "RevenueLedger_CeilingReached")
        .withArgs(capped, NATIVE, CEILING);
    });

    it("do not stop royalties, which count all the same", async () => {
      const { ledger, currency, capped, derive, pay, accrued } = await withCapped();
      const [first, second] = [await derive(capped, 8_000n), await derive(capped, 8_000n)];
      await pay(first, CEILING);
      await pay(second, CEILING);
      await ledger.settleMany([first, second], currency);

      expect(await accrued(capped)).to.equal(16_000n);
      await expect(pay(capped, 1n))
        .to.be.revertedWithCustomError(ledger, "RevenueLedger_CeilingReached")
        .withArgs(capped, currency, CEILING);
    });

    it("hold for an asset whose first money was a royalty", async () => {
      const { ledger, currency, capped, derive, pay } = await withCapped();
      const child = await derive(capped, 8_000n);
      await pay(child, CEILING);
      await ledger.settle(child, currency);
      // 8,000 came as royalty.
      await pay(capped, 2_000n);

      await expect(pay(capped, 1n))
        .to.be.revertedWithCustomError(ledger, "RevenueLedger_CeilingReached")
        .withArgs(capped, currency, CEILING);
    });

    it("need an asset that accepts one currency only", async () => {
      const { ledger, registry } = await loadEconomy();
      const next = (await registry.assetCount()) + 1n;
      const both = NATIVE_BIT | SAHARA_BIT;

      await expect(withCapped({ currencies: both }))
        .to.be.revertedWithCustomError(ledger, "RevenueLedger_CeilingNeedsOneCurrency")
        .withArgs(next, both);
    });

    it("need an asset that accepts the ceiling's currency", async () => {
      const { registrar, currency } = await loadEconomy();

      await expect(withCapped({ currencies: NATIVE_BIT }))
        .to.be.revertedWithCustomError(registrar, "Registrar_CeilingCurrencyNotAccepted")
        .withArgs(currency);
    });
  });
});
