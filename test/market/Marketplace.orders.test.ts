import { expect } from "chai";
import { TypedDataEncoder } from "ethers";

import { ethers, networkHelpers } from "../helpers/chain.ts";
import { domainOf, TYPES } from "../helpers/typedData.ts";
import {
  type Consent,
  FIRST_PLACE,
  HOUR,
  loadMarketplace,
  NO_UPSTREAM,
  NO_GUARD,
  type Order,
  PRICE,
} from "./deployMarketplace.ts";
import { createOrderTree } from "./orderTree.ts";

const NO_CONSENT: Consent = { signature: "0x", index: 0n, siblings: [] };

describe("Marketplace", () => {
  describe("an order", () => {
    it("is what a wallet signs (SYS-4)", async () => {
      const market = await loadMarketplace();
      const { marketplace, stranger, registerAsset } = market;
      const order = await market.makeOrder({
        items: [
          { assetId: await registerAsset(), units: 0n },
          { assetId: 5n, units: 6n },
        ],
        taker: stranger.address,
        counter: 7n,
        guard: ethers.id("guard"),
      });
      const domain = await domainOf(marketplace);

      expect(await marketplace.hashOf(order)).to.equal(
        TypedDataEncoder.hash(domain, TYPES.order, order),
      );
      expect(await marketplace.DOMAIN_SEPARATOR()).to.equal(TypedDataEncoder.hashDomain(domain));
    });

    it("is filled once (MKT-2)", async () => {
      const market = await loadMarketplace();
      const { marketplace, contributor, assetId } = market;
      const items = [{ assetId, units: 1n }];
      const order = await market.makeOrder({ maker: contributor.address, items });
      await market.buy(order);

      expect(await marketplace.isNonceUsed(contributor, order.nonce)).to.be.true;
      await expect(market.buy(order))
        .to.be.revertedWithCustomError(marketplace, "Marketplace_NonceUsed")
        .withArgs(contributor, order.nonce);
    });

    it("excludes others under its number", async () => {
      const market = await loadMarketplace();
      const { marketplace, contributor, assetId } = market;
      const items = [{ assetId, units: 1n }];
      const options = { maker: contributor.address, items, nonce: 2n ** 200n };
      const orders = [
        await market.makeOrder(options),
        await market.makeOrder({ ...options, price: 1n }),
      ] as const;
      await market.buy(orders[0]);

      await expect(market.buy(orders[1]))
        .to.be.revertedWithCustomError(marketplace, "Marketplace_NonceUsed")
        .withArgs(contributor, options.nonce);
    });

    it("is good until its deadline, that second included", async () => {
      const market = await loadMarketplace();
      const { marketplace } = market;
      const order = await market.makeOrder();
      const consent = await market.sign(order);

      await networkHelpers.time.setNextBlockTimestamp(order.deadline + 1n);
      await expect(market.buy(order, { consent }))
        .to.be.revertedWithCustomError(marketplace, "Marketplace_Expired")
        .withArgs(order.deadline);
      const last = await market.makeOrder();
      const lastConsent = await market.sign(last);
      await networkHelpers.time.setNextBlockTimestamp(last.deadline);
      await market.buy(last, { consent: lastConsent });
    });

    it("for one taker is no one else's, who may watch it being filled", async () => {
      const market = await loadMarketplace();
      const { marketplace, registry, payer, stranger, assetId } = market;
      const order = await market.makeOrder({ taker: payer.address });

      await expect(market.buy(order, { buyer: stranger }))
        .to.be.revertedWithCustomError(marketplace, "Marketplace_NotTaker")
        .withArgs(stranger, payer);
      await market.buy(order);
      expect(await registry.ownerOf(assetId)).to.equal(payer);
    });

    it("has items", async () => {
      const market = await loadMarketplace();
      await expect(market.buy(await market.makeOrder({ items: [] }))).to.be.revertedWithCustomError(
        market.marketplace,
        "Marketplace_NoItems",
      );
    });
  });

  describe("a signature (MKT-1, MKT-12)", () => {
    const edits: Record<string, Partial<Order>> = {
      items: { items: [{ assetId: 1n, units: 0n }] },
      token: { token: ethers.ZeroAddress },
      price: { price: 1n },
      taker: { taker: "0x70997970C51812dc3A010C7d01b50e0d17dc79C8" },
      deadline: { deadline: 2n ** 40n - 1n },
      nonce: { nonce: 99n },
      guard: { guard: ethers.id("other") },
    };
    for (const [member, edit] of Object.entries(edits)) {
      it(`is over the ${member}`, async () => {
        const market = await loadMarketplace();
        const order = await market.makeOrder();
        const consent = await market.sign(order);
        const [, buyer] = await ethers.getSigners();

        await expect(market.buy({ ...order, ...edit }, { consent, ...(buyer && { buyer }) }))
          .to.be.revertedWithCustomError(market.marketplace, "Marketplace_InvalidSignature")
          .withArgs(order.maker);
      });
    }

    it("is the maker's", async () => {
      const market = await loadMarketplace();
      const { marketplace, owner, stranger } = market;
      const order = await market.makeOrder();

      await expect(market.buy(order, { consent: await market.sign(order, stranger) }))
        .to.be.revertedWithCustomError(marketplace, "Marketplace_InvalidSignature")
        .withArgs(owner);
      const nobodys = await market.makeOrder({ maker: ethers.ZeroAddress });
      await expect(market.buy(nobodys, { consent: await market.sign(nobodys, stranger) }))
        .to.be.revertedWithCustomError(marketplace, "Marketplace_InvalidSignature")
        .withArgs(ethers.ZeroAddress);
    });

    it("is good for one chain and one contract", async () => {
      const market = await loadMarketplace();
      const { marketplace, owner, stranger } = market;
      const order = await market.makeOrder();
      const domain = await domainOf(marketplace);

      for (const other of [{ chainId: 1n }, { verifyingContract: stranger.address }]) {
        const signature = await owner.signTypedData({ ...domain, ...other }, TYPES.order, order);
        await expect(market.buy(order, { consent: { ...NO_CONSENT, signature } }))
          .to.be.revertedWithCustomError(marketplace, "Marketplace_InvalidSignature")
          .withArgs(owner);
      }
    });

    it("of an account with a delegation is its key's (EIP-7702)", async () => {
      const market = await loadMarketplace();
      const { registry, owner, payer, token, assetId } = market;
      const order = await market.makeOrder();
      const consent = await market.sign(order);
      const delegation = ethers.concat(["0xef0100", await token.getAddress()]);
      await networkHelpers.setCode(owner.address, delegation);
      await market.buy(order, { consent });

      expect(await registry.ownerOf(assetId)).to.equal(payer);
    });

    it("of a contract is good as long as the contract says so (ERC-1271)", async () => {
      const market = await loadMarketplace();
      const { marketplace, registry, payer, owner, assetId } = market;
      const wallet = await ethers.deployContract("OddWallet");
      await registry.connect(owner).transferFrom(owner, wallet, assetId);
      const address = await wallet.getAddress();
      await networkHelpers.impersonateAccount(address);
      await networkHelpers.setBalance(address, 10n ** 18n);
      await registry.connect(await ethers.getSigner(address)).setApprovalForAll(marketplace, true);
      const order = await market.makeOrder({ maker: address });
      const refuse = 3n;
      await wallet.getFunction("setMood")(refuse);

      await expect(market.buy(order, { consent: NO_CONSENT }))
        .to.be.revertedWithCustomError(marketplace, "Marketplace_InvalidSignature")
        .withArgs(address);
      await wallet.getFunction("setMood")(0n);
      await market.buy(order, { consent: NO_CONSENT });
      expect(await registry.ownerOf(assetId)).to.equal(payer);
    });
  });

  describe("a tree of orders (MKT-12)", () => {
    /** `contributor` signs `count` orders at once, a unit each. */
    async function signedTree(count: number) {
      const market = await loadMarketplace();
      const { marketplace, contributor, assetId } = market;
      const orders = [];
      for (let i = 0; i < count; ++i) {
        const items = [{ assetId, units: BigInt(i + 1) }];
        orders.push(await market.makeOrder({ maker: contributor.address, items }));
      }
      const domain = await domainOf(marketplace);
      return { ...market, orders, ...(await createOrderTree(domain, contributor, orders)) };
    }

    for (const count of [2, 8]) {
      it(`of ${count} is signed once, and each order filled by itself`, async () => {
        const { ledger, payer, assetId, orders, consentOf, buy } = await signedTree(count);
        for (const [i, order] of orders.entries()) await buy(order, { consent: consentOf(i) });

        const sum = BigInt((count * (count + 1)) / 2);
        expect(await ledger.unitsOf(assetId, payer)).to.equal(sum);
      });
    }

    it("lets nobody add an order, move it, or cut the tree short", async () => {
      const { marketplace, contributor, orders, consentOf, buy } = await signedTree(4);
      const order = orders[1]!;
      const consent = consentOf(1);
      const forged: [Order, Consent][] = [
        [{ ...order, price: 1n }, consent],
        [order, { ...consent, index: 0n }],
        [order, { ...consent, siblings: consent.siblings.slice(1) }],
        [order, { ...consent, siblings: [...consent.siblings].reverse() }],
        [order, { ...consent, siblings: [] }],
        [order, { ...consent, siblings: [...consent.siblings, ethers.ZeroHash] }],
      ];

      for (const [filled, given] of forged) {
        await expect(buy(filled, { consent: given }))
          .to.be.revertedWithCustomError(marketplace, "Marketplace_InvalidSignature")
          .withArgs(contributor);
      }
      await buy(order, { consent });
    });
  });

  describe("list", () => {
    async function listed(options: Partial<Order> = {}) {
      const market = await loadMarketplace();
      const { marketplace, owner } = market;
      const order = await market.makeOrder({ nonce: FIRST_PLACE, ...options });
      const orderHash = await marketplace.hashOf(order);
      const listing = await marketplace.connect(owner).list(order);
      const buy = async () => await market.buy(order, { consent: NO_CONSENT });
      return { ...market, order, orderHash, listing, buy };
    }

    it("agrees to an order on chain, which needs no signature", async () => {
      const { marketplace, registry, owner, payer, assetId, order, orderHash, listing, buy } =
        await listed();

      await expect(listing)
        .to.emit(marketplace, "OrderListed")
        .withArgs(orderHash, owner, Object.values({ ...order, items: [[assetId, 0n]] }));
      expect(await marketplace.isListed(order)).to.be.true;
      expect(await marketplace.isVacant(owner, FIRST_PLACE)).to.be.false;
      await buy();
      expect(await registry.ownerOf(assetId)).to.equal(payer);
      expect(await marketplace.isListed(order)).to.be.false;
      expect(await marketplace.isVacant(owner, FIRST_PLACE)).to.be.true;
    });

    it("is good for one sale, and for another when it is said again (MKT-2)", async () => {
      const { marketplace, registry, owner, payer, assetId, order, orderHash, buy } =
        await listed();
      await buy();
      await registry.connect(payer).transferFrom(payer, owner, assetId);

      await expect(buy())
        .to.be.revertedWithCustomError(marketplace, "Marketplace_NotListed")
        .withArgs(orderHash);
      await marketplace.connect(owner).list(order);
      await buy();
      expect(await registry.ownerOf(assetId)).to.equal(payer);
    });

    it("is not what a signature is for: the number of listed orders is never a signed one's", async () => {
      const market = await loadMarketplace();
      for (const nonce of [FIRST_PLACE, FIRST_PLACE + 1n, ethers.MaxUint256]) {
        const order = await market.makeOrder({ nonce });

        await expect(market.buy(order))
          .to.be.revertedWithCustomError(market.marketplace, "Marketplace_NotListed")
          .withArgs(await market.marketplace.hashOf(order));
      }
    });

    it("keeps one order at each place (MKT-15)", async () => {
      const { marketplace, contributor, assetId, makeOrder, buy } = await loadMarketplace();
      const asMaker = marketplace.connect(contributor);
      const make = async (units: bigint, nonce: bigint) =>
        await makeOrder({ maker: contributor.address, items: [{ assetId, units }], nonce });
      const places = [FIRST_PLACE, FIRST_PLACE + 1n, ethers.MaxUint256];
      const orders = [];
      for (const [i, place] of places.entries()) {
        orders.push(await make(BigInt(i + 1), place));
        await asMaker.list(orders[i]!);
      }

      for (const [i, place] of places.entries()) {
        const [order, other] = [orders[i]!, await make(9n, place)];
        await expect(asMaker.list(other))
          .to.be.revertedWithCustomError(marketplace, "Marketplace_NotVacant")
          .withArgs(place);
        await expect(buy(other, { consent: NO_CONSENT }))
          .to.be.revertedWithCustomError(marketplace, "Marketplace_NotListed")
          .withArgs(await marketplace.hashOf(other));
        await buy(order, { consent: NO_CONSENT });
        await asMaker.list(other);
        await expect(buy(order, { consent: NO_CONSENT }))
          .to.be.revertedWithCustomError(marketplace, "Marketplace_NotListed")
          .withArgs(await marketplace.hashOf(order));
        await asMaker.unlist(other);
        expect(await marketplace.isVacant(contributor, place)).to.be.true;
      }
      expect(await marketplace.isVacant(contributor, FIRST_PLACE - 1n)).to.be.false;
    });

    it("refuses others' orders, other numbers, what is over, and the same twice", async () => {
      const { marketplace, owner, stranger, order, makeOrder } = await listed();
      const asOwner = marketplace.connect(owner);
      const past = BigInt(await networkHelpers.time.latest());
      const numbered = await makeOrder();

      await expect(marketplace.connect(stranger).list(order))
        .to.be.revertedWithCustomError(marketplace, "Marketplace_NotMaker")
        .withArgs(stranger, owner);
      await expect(asOwner.list(numbered))
        .to.be.revertedWithCustomError(marketplace, "Marketplace_NotVacant")
        .withArgs(numbered.nonce);
      await expect(asOwner.list({ ...order, deadline: past }))
        .to.be.revertedWithCustomError(marketplace, "Marketplace_Expired")
        .withArgs(past);
      await expect(asOwner.list({ ...order, counter: 1n }))
        .to.be.revertedWithCustomError(marketplace, "Marketplace_CounterPassed")
        .withArgs(1n, 0n);
      await expect(asOwner.list({ ...order, items: [] })).to.be.revertedWithCustomError(
        marketplace,
        "Marketplace_NoItems",
      );
      await expect(asOwner.list(order))
        .to.be.revertedWithCustomError(marketplace, "Marketplace_NotVacant")
        .withArgs(FIRST_PLACE);
    });

    it("is taken back by its maker alone: a buyer who saw the old price finds nothing", async () => {
      const { marketplace, owner, stranger, order, orderHash, buy } = await listed();

      await expect(marketplace.connect(stranger).unlist(order))
        .to.be.revertedWithCustomError(marketplace, "Marketplace_NotMaker")
        .withArgs(stranger, owner);
      await expect(marketplace.connect(owner).unlist(order))
        .to.emit(marketplace, "OrderUnlisted")
        .withArgs(orderHash, owner);
      await marketplace.connect(owner).list({ ...order, price: 2n * PRICE });
      await expect(buy())
        .to.be.revertedWithCustomError(marketplace, "Marketplace_NotListed")
        .withArgs(orderHash);
      await expect(marketplace.connect(owner).unlist(order))
        .to.be.revertedWithCustomError(marketplace, "Marketplace_NotListed")
        .withArgs(orderHash);
    });

    it("lets a contract sell that signs nothing", async () => {
      const market = await loadMarketplace();
      const { marketplace, registry, owner, payer, assetId } = market;
      const wallet = await ethers.deployContract("SignerWallet", [owner]);
      await registry.connect(owner).transferFrom(owner, wallet, assetId);
      const order = await market.makeOrder({
        maker: await wallet.getAddress(),
        nonce: FIRST_PLACE,
      });
      for (const [target, data] of [
        [
          registry,
          registry.interface.encodeFunctionData("setApprovalForAll", [
            await marketplace.getAddress(),
            true,
          ]),
        ],
        [marketplace, marketplace.interface.encodeFunctionData("list", [order])],
      ] as const) {
        await wallet.connect(owner).getFunction("execute")(target, data);
      }
      await market.buy(order, { consent: NO_CONSENT });

      expect(await registry.ownerOf(assetId)).to.equal(payer);
    });
  });

  describe("cancel", () => {
    it("reaches each number alone, wherever its bit is (MKT-2)", async () => {
      const { marketplace, owner } = await loadMarketplace();
      const numbers = [0n, 1n, 63n, 64n, 65n, 319n, 320n, FIRST_PLACE - 1n];
      const used = async () =>
        await Promise.all(numbers.map((number) => marketplace.isNonceUsed(owner, number)));

      for (const [i, number] of numbers.entries()) {
        await marketplace.connect(owner).cancel([number]);
        expect(await used()).to.deep.equal(numbers.map((_, place) => place <= i));
      }
      expect(await marketplace.counterOf(owner)).to.equal(0n);
      expect(await marketplace.isVacant(owner, FIRST_PLACE)).to.be.true;
    });

    it("makes numbers unusable, and can be said again (MKT-2)", async () => {
      const market = await loadMarketplace();
      const { marketplace, owner } = market;
      const order = await market.makeOrder();

      await expect(marketplace.connect(owner).cancel([order.nonce, 1_000n]))
        .to.emit(marketplace, "NonceCancelled")
        .withArgs(owner, order.nonce)
        .and.to.emit(marketplace, "NonceCancelled")
        .withArgs(owner, 1_000n);
      await marketplace.connect(owner).cancel([order.nonce]);
      await expect(market.buy(order))
        .to.be.revertedWithCustomError(marketplace, "Marketplace_NonceUsed")
        .withArgs(owner, order.nonce);
    });

    it("refuses a place of the list, from which an order is taken (MKT-2)", async () => {
      const { marketplace, owner } = await loadMarketplace();

      await expect(marketplace.connect(owner).cancel([1n, FIRST_PLACE + 7n]))
        .to.be.revertedWithCustomError(marketplace, "Marketplace_IsPlace")
        .withArgs(FIRST_PLACE + 7n);
    });
  });

  describe("cancelAll", () => {
    it("voids what was signed and listed, for good (MKT-2)", async () => {
      const market = await loadMarketplace();
      const { marketplace, owner } = market;
      const signed = await market.makeOrder();
      const onChain = await market.makeOrder({ nonce: FIRST_PLACE });
      await marketplace.connect(owner).list(onChain);

      await expect(marketplace.connect(owner).cancelAll())
        .to.emit(marketplace, "CounterRaised")
        .withArgs(owner, 1n);
      for (const [order, consent] of [
        [signed, await market.sign(signed)],
        [onChain, NO_CONSENT],
      ] as const) {
        await expect(market.buy(order, { consent }))
          .to.be.revertedWithCustomError(marketplace, "Marketplace_CounterPassed")
          .withArgs(0n, 1n);
      }
      await market.buy({ ...signed, counter: 1n });
    });
  });

  describe("pause (MKT-11)", () => {
    it("stops entries, and nothing that takes an order back", async () => {
      const market = await loadMarketplace();
      const { marketplace, owner, payer, council, assetId } = market;
      const onChain = await market.makeOrder({ nonce: FIRST_PLACE });
      const asOwner = marketplace.connect(owner);
      await asOwner.list(onChain);
      const order = await market.makeOrder();
      const consent = await market.sign(order);
      const authorization = {
        ...{ from: payer.address, validAfter: 0n, validBefore: 0n, salt: NO_GUARD },
        ...{ v: 27n, r: NO_GUARD, s: NO_GUARD },
      };
      const permit = { value: 0n, deadline: 0n, v: 27n, r: NO_GUARD, s: NO_GUARD };
      await marketplace.connect(council).pause(HOUR);
      const until = await marketplace.pausedUntil();

      const sale = [order, consent, NO_GUARD, NO_UPSTREAM] as const;
      const entries = [
        async () => await market.buy(order, { consent }),
        async () => await marketplace.buyWithPermit(...sale, permit),
        async () => await marketplace.buyWithAuthorization(...sale, authorization),
        async () => await market.accept(order, { consent }),
        async () => await market.acceptAny(order, { consent, assetId }),
        async () => await asOwner.list(onChain),
      ];
      for (const entry of entries) {
        await expect(entry())
          .to.be.revertedWithCustomError(marketplace, "EntryPause_Paused")
          .withArgs(until);
      }
      await asOwner.cancel([order.nonce]);
      await asOwner.unlist(onChain);
      await asOwner.cancelAll();
    });
  });
});
