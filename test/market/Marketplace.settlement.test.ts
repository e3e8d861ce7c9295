import { expect } from "chai";

import { SAHARA_BIT } from "../helpers/assets.ts";
import { ethers, networkHelpers } from "../helpers/chain.ts";
import { deployToken, type TestToken } from "../helpers/deployToken.ts";
import {
  FEE,
  FEE_BPS,
  HOUR,
  loadMarketplace,
  NO_GUARD,
  NO_UPSTREAM,
  PRICE,
  PROCEEDS,
  ROYALTY,
  ROYALTY_BPS,
} from "./deployMarketplace.ts";

const NATIVE = ethers.ZeroAddress;
/** The bit of the third currency. */
const ODD_BIT = 0b100n;
const WEALTH = 10n ** 12n;

describe("Marketplace", () => {
  describe("a frozen asset (MKT-6)", () => {
    async function frozen() {
      const market = await loadMarketplace();
      const { ledger, arbiter, assetId } = market;
      await market.appointArbiter();
      const freeze = async (id = assetId) =>
        await ledger.connect(arbiter).freeze(id, BigInt(await networkHelpers.time.latest()) + HOUR);
      await freeze();
      return { ...market, freeze };
    }

    it("is not sold", async () => {
      const { ledger, assetId, ...market } = await frozen();
      const refusal = [ledger, "RevenueLedger_Frozen"] as const;

      await expect(market.buy(await market.makeOrder()))
        .to.be.revertedWithCustomError(...refusal)
        .withArgs(assetId);
      await expect(market.accept(await market.makeOffer()))
        .to.be.revertedWithCustomError(...refusal)
        .withArgs(assetId);
      await expect(market.acceptAny(await market.makeCollectionOffer()))
        .to.be.revertedWithCustomError(...refusal)
        .withArgs(assetId);
    });

    it("is not sold where no royalty is due either", async () => {
      const { marketplace, assetId, ...market } = await frozen();

      await expect(market.buy(await market.makeOrder({ price: 0n })))
        .to.be.revertedWithCustomError(marketplace, "SaleSettlement_Frozen")
        .withArgs(assetId);
    });

    it("holds up its units, and a bundle that it is in", async () => {
      const { ledger, registry, contributor, owner, assetId, ...market } = await frozen();
      const other = await market.registerAsset();
      const units = await market.makeOrder({
        maker: contributor.address,
        items: [{ assetId, units: 1n }],
      });
      const bundle = await market.makeOrder({
        items: [other, assetId].map((id) => ({ assetId: id, units: 0n })),
      });

      for (const order of [units, bundle]) {
        await expect(market.buy(order))
          .to.be.revertedWithCustomError(ledger, "RevenueLedger_Frozen")
          .withArgs(assetId);
      }
      expect(await registry.ownerOf(other)).to.equal(owner);
    });
  });

  describe("a revenue ceiling", () => {
    /** An asset that may take `ceiling` of SAHARA. */
    async function capped(ceiling: bigint) {
      const market = await loadMarketplace();
      const { parent, currency } = market;
      const terms = { revenueCeiling: ceiling, currency };
      const child = await market.registerDerivative({
        parents: [{ assetId: parent, royaltyBps: 100n, terms }],
        currencies: SAHARA_BIT,
      });
      const items = [{ assetId: child, units: 0n }];
      return { ...market, child, order: await market.makeOrder({ items }) };
    }

    for (const room of [0n, 1n, ROYALTY - 1n]) {
      it(`with room for ${room} leaves the rest of the royalty to the seller (MKT-3)`, async () => {
        const { ledger, token, owner, payer, child, currency, order, ...market } = await capped(
          room + 1n,
        );
        await market.payAsset(child, 1n);

        await expect(await market.buy(order)).to.changeTokenBalances(
          ethers,
          token,
          [payer, owner, market.feeInbox, ledger],
          [-PRICE, PROCEEDS + ROYALTY - room, FEE, room],
        );
        expect((await ledger.streamOf(child, currency)).accrued).to.equal(room + 1n);
      });
    }

    it("that is reached does not sell a frozen asset (MKT-6)", async () => {
      const { marketplace, ledger, arbiter, child, order, ...market } = await capped(1n);
      await market.payAsset(child, 1n);
      await market.appointArbiter();
      const until = BigInt(await networkHelpers.time.latest()) + HOUR;
      await ledger.connect(arbiter).freeze(child, until);

      await expect(market.buy(order))
        .to.be.revertedWithCustomError(marketplace, "SaleSettlement_Frozen")
        .withArgs(child);
    });
  });

  describe("currencies", () => {
    it("are those that the asset accepts, and never the native coin", async () => {
      const market = await loadMarketplace();
      const { marketplace, ledger, contributor, assetId } = market;
      const unlisted = await (await deployToken("PlainToken", 18n)).getAddress();
      const units = { maker: contributor.address, items: [{ assetId, units: 1n }] };

      for (const options of [{}, units]) {
        const order = await market.makeOrder({ ...options, token: NATIVE });
        await expect(market.buy(order))
          .to.be.revertedWithCustomError(marketplace, "SaleSettlement_CurrencyNotAccepted")
          .withArgs(assetId, NATIVE);
      }
      for (const options of [units, { price: 0n }]) {
        const order = await market.makeOrder({ ...options, token: unlisted });
        await expect(market.buy(order))
          .to.be.revertedWithCustomError(marketplace, "SaleSettlement_CurrencyNotAccepted")
          .withArgs(assetId, unlisted);
      }
      await expect(market.buy(await market.makeOrder({ token: unlisted })))
        .to.be.revertedWithCustomError(ledger, "RevenueLedger_CurrencyNotAccepted")
        .withArgs(assetId, unlisted);
    });
  });

  describe("onCollect", () => {
    it("brings money to nobody but the ledger", async () => {
      const { marketplace, payer, stranger, currency } = await loadMarketplace();

      await expect(marketplace.connect(stranger).onCollect(payer, currency, 1n))
        .to.be.revertedWithCustomError(marketplace, "SaleSettlement_NotLedger")
        .withArgs(stranger);
    });
  });

  /** `owner` sells an asset that accepts the token of test/tokens of that name. */
  async function withToken(name: string, ...args: unknown[]) {
    const market = await loadMarketplace();
    const { marketplace, ledger, council, payer } = market;
    const odd = await deployToken(name, ...args);
    await ledger.connect(council).listCurrency(odd);
    await odd.mint(payer, WEALTH);
    await (odd.connect(payer) as TestToken).approve(marketplace, WEALTH);
    const sold = await market.registerAsset({ currencies: ODD_BIT });
    const order = await market.makeOrder({
      items: [{ assetId: sold, units: 0n }],
      token: await odd.getAddress(),
    });
    return { ...market, odd, sold, order };
  }

  describe("with a token that", () => {
    it("takes a fee on transfer, each gets its share less that, and nothing rests (MKT-5)", async () => {
      const { marketplace, registry, ledger, owner, payer, odd, sold, order, ...market } =
        await withToken("FeeToken", 1_000n);
      const arriving = (sent: bigint) => sent - sent / 10n;

      await expect(await market.buy(order)).to.changeTokenBalances(
        ethers,
        odd,
        [payer, owner, market.feeInbox, ledger, marketplace],
        [-PRICE, arriving(PROCEEDS), arriving(FEE), arriving(ROYALTY), 0n],
      );
      expect((await ledger.streamOf(sold, odd)).accrued).to.equal(arriving(ROYALTY));
      expect(await registry.ownerOf(sold)).to.equal(payer);
    });

    it("returns nothing, all goes as with any other", async () => {
      const { registry, payer, sold, order, buy } = await withToken("NoReturnToken");
      await buy(order);

      expect(await registry.ownerOf(sold)).to.equal(payer);
    });

    it("blocks the seller, only that sale fails", async () => {
      const { registry, owner, odd, sold, order, buy } = await withToken("BlocklistToken");
      await odd.getFunction("setBlocked")(owner, true);

      await expect(buy(order))
        .to.be.revertedWithCustomError(odd, "BlocklistToken_Blocked")
        .withArgs(owner);
      expect(await registry.ownerOf(sold)).to.equal(owner);
    });

    const PRETEND = 3n;
    for (const [what, mood] of [
      ["moves nothing and says it did", PRETEND],
      ["refuses", 2n],
      ["says that nothing moved", 1n],
    ] as const) {
      it(`${what}, nothing is sold`, async () => {
        const { registry, owner, odd, sold, order, buy } = await withToken("MoodyToken");
        await odd.getFunction("setMood")(mood);

        await expect(buy(order)).to.be.revert(ethers);
        expect(await registry.ownerOf(sold)).to.equal(owner);
      });
    }
  });

  describe("with a token that calls back (MKT-13)", () => {
    /** What the token's call in the middle of the sale found. */
    async function calledBack(
      encode: (market: Awaited<ReturnType<typeof withToken>>) => Promise<[string, string]>,
    ) {
      const market = await withToken("CallbackToken");
      await market.odd.getFunction("callOnTransfer")(...(await encode(market)));
      await market.buy(market.order);
      expect(await market.odd.getFunction("callCount")()).to.equal(3n);
      return {
        ...market,
        succeeded: (await market.odd.getFunction("lastCallSucceeded")()) as boolean,
        returned: (await market.odd.getFunction("lastReturned")()) as string,
      };
    }

    it("fills no order in the middle of another", async () => {
      const { marketplace, registry, payer, sold, succeeded, returned } = await calledBack(
        async ({ marketplace: target, order, sign }) => [
          await target.getAddress(),
          target.interface.encodeFunctionData("buy", [
            order,
            await sign(order),
            NO_GUARD,
            NO_UPSTREAM,
          ]),
        ],
      );

      expect(succeeded).to.be.false;
      expect(marketplace.interface.parseError(returned)?.name).to.equal(
        "ReentrancyGuardReentrantCall",
      );
      expect(await registry.ownerOf(sold)).to.equal(payer);
    });

    it("finds the asset with its buyer already", async () => {
      const { registry, payer, sold, succeeded, returned } = await calledBack(
        async ({ registry: target, sold: id }) => [
          await target.getAddress(),
          target.interface.encodeFunctionData("ownerOf", [id]),
        ],
      );

      expect(succeeded).to.be.true;
      expect(registry.interface.decodeFunctionResult("ownerOf", returned)[0]).to.equal(payer);
      expect(await registry.ownerOf(sold)).to.equal(payer);
    });
  });

  describe("rounding (MKT-3)", () => {
    it("is down for fee and royalty, and the seller has the rest", async () => {
      const { token, owner, payer, ...market } = await loadMarketplace();
      const price = 19n;
      expect([(price * FEE_BPS) / 10_000n, (price * ROYALTY_BPS) / 10_000n]).to.deep.equal([
        0n,
        0n,
      ]);

      await expect(await market.buy(await market.makeOrder({ price }))).to.changeTokenBalances(
        ethers,
        token,
        [payer, owner],
        [-price, price],
      );
    });

    it("does not overflow with the greatest price", async () => {
      const { token, payer, ...market } = await loadMarketplace();
      const order = await market.makeOrder({ price: 2n ** 128n - 1n });

      await expect(market.buy(order)).to.be.revertedWithCustomError(
        token,
        "ERC20InsufficientBalance",
      );
      expect(payer.address).to.not.equal(order.maker);
    });
  });
});
