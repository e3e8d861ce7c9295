import { expect } from "chai";
import { TypedDataEncoder } from "ethers";

import { NATIVE_BIT } from "../helpers/assets.ts";
import { ethers, networkHelpers } from "../helpers/chain.ts";
import { TYPES } from "../helpers/typedData.ts";
import {
  CLAIM,
  DAY,
  FAR_FUTURE,
  FEE_BPS,
  HOUR,
  loadMetering,
  NO_SIGNATURE,
  NO_SUCH_OFFER,
  OPERATOR_BPS,
  sharesOf,
  STATUS,
} from "./deployMetering.ts";

const WEEK = 7n * DAY;

describe("OfferBook", () => {
  describe("offerIdOf", () => {
    it("is the EIP-712 digest of the offer (USE-10)", async () => {
      const { book, domain, makeOffer } = await loadMetering();
      const offer = await makeOffer({ attestationPolicy: ethers.id("policy") });

      expect(await book.offerIdOf(offer)).to.equal(
        TypedDataEncoder.hash(domain, TYPES.offer, offer),
      );
    });
  });

  describe("publishOffer", () => {
    it("keeps what a redemption needs, with the fee of the moment (USE-11)", async () => {
      const { book, meter, parameters, timelock, dataset, operator, currency, makeOffer, ...rest } =
        await loadMetering();
      const offer = await makeOffer();
      const offerId = await book.offerIdOf(offer);
      await rest.publisher.publishOffer(offer, await rest.consent(offer));
      await parameters.connect(timelock).setUsageFee(500n);

      expect(await meter.offerOf(offerId)).to.deep.equal([
        operator.address,
        dataset,
        OPERATOR_BPS,
        FEE_BPS,
        currency,
        offer.validFrom,
        offer.validUntil,
      ]);
    });

    it("tells the whole offer and returns its id", async () => {
      const { book, publisher, dataset, operator, makeOffer, consent } = await loadMetering();
      const offer = await makeOffer();
      const offerId = await book.offerIdOf(offer);
      const signature = await consent(offer);
      expect(await publisher.publishOffer.staticCall(offer, signature)).to.equal(offerId);

      await expect(publisher.publishOffer(offer, signature))
        .to.emit(book, "OfferPublished")
        .withArgs(offerId, dataset, operator, Object.values(offer), FEE_BPS);
    });

    it("takes no signature of an owner who is the operator", async () => {
      const { book, publisher, meter, operator, registerAsset, makeOffer } = await loadMetering();
      const assetId = await registerAsset({ owner: operator });
      const offer = await makeOffer({ assetId });
      await publisher.publishOffer(offer, NO_SIGNATURE);

      expect((await meter.offerOf(await book.offerIdOf(offer))).assetId).to.equal(assetId);
    });

    it("takes the consent of an owner that is a contract", async () => {
      const { book, publisher, meter, registry, owner, dataset, makeOffer, consent } =
        await loadMetering();
      const wallet = await ethers.deployContract("SignerWallet", [owner.address]);
      await registry.connect(owner).transferFrom(owner, wallet, dataset);
      const offer = await makeOffer();
      await publisher.publishOffer(offer, await consent(offer));

      expect((await meter.offerOf(await book.offerIdOf(offer))).assetId).to.equal(dataset);
    });

    it("refuses anyone but the operator", async () => {
      const { book, owner, operator, makeOffer, consent } = await loadMetering();
      const offer = await makeOffer();

      await expect(book.connect(owner).publishOffer(offer, await consent(offer)))
        .to.be.revertedWithCustomError(book, "OfferBook_NotOperator")
        .withArgs(owner, operator);
    });

    it("refuses an offer that was published before", async () => {
      const { book, publisher, makeOffer, consent } = await loadMetering();
      const offer = await makeOffer();
      const signature = await consent(offer);
      await publisher.publishOffer(offer, signature);

      await expect(publisher.publishOffer(offer, signature))
        .to.be.revertedWithCustomError(book, "OfferBook_OfferExists")
        .withArgs(await book.offerIdOf(offer));
    });

    it("refuses an operator without the stake", async () => {
      const { book, stranger, makeOffer, consent } = await loadMetering();
      const offer = await makeOffer({ operator: stranger.address });

      await expect(book.connect(stranger).publishOffer(offer, await consent(offer)))
        .to.be.revertedWithCustomError(book, "OfferBook_OperatorNotActive")
        .withArgs(stranger);
    });

    for (const version of [0n, 2n]) {
      it(`refuses version ${version} of an asset that has one`, async () => {
        const { book, publisher, dataset, makeOffer, consent } = await loadMetering();
        const offer = await makeOffer({ version });

        await expect(publisher.publishOffer(offer, await consent(offer)))
          .to.be.revertedWithCustomError(book, "OfferBook_UnknownVersion")
          .withArgs(dataset, version);
      });
    }

    for (const assetId of [0n, 999n, 2n ** 41n]) {
      it(`refuses asset ${assetId}, which does not exist`, async () => {
        const { book, publisher, meter, registry, makeOffer, consent } = await loadMetering();
        const offer = await makeOffer({ assetId });

        await expect(publisher.publishOffer(offer, await consent(offer)))
          .to.be.revertedWithCustomError(registry, "AssetRegistry_UnknownAsset")
          .withArgs(assetId);
        expect((await meter.offerOf(await book.offerIdOf(offer))).operator).to.equal(
          ethers.ZeroAddress,
        );
      });
    }

    it("refuses the native coin, and a token that the asset does not take", async () => {
      const { book, publisher, meter, dataset, currency, registerAsset, makeOffer, consent } =
        await loadMetering();
      const nativeOnly = await registerAsset({ currencies: NATIVE_BIT });

      for (const [assetId, token] of [
        [dataset, ethers.ZeroAddress],
        [nativeOnly, ethers.ZeroAddress],
        [nativeOnly, currency],
        [dataset, await meter.getAddress()],
      ] as const) {
        const offer = await makeOffer({ assetId, token });
        await expect(publisher.publishOffer(offer, await consent(offer)))
          .to.be.revertedWithCustomError(book, "OfferBook_CurrencyNotAccepted")
          .withArgs(assetId, token);
      }
    });

    it("refuses a share above the whole", async () => {
      const { book, publisher, makeOffer, consent } = await loadMetering();
      const offer = await makeOffer({ operatorBps: 10_001n });

      await expect(publisher.publishOffer(offer, await consent(offer)))
        .to.be.revertedWithCustomError(book, "OfferBook_ShareTooHigh")
        .withArgs(10_001n, 10_000n);
    });

    it("refuses a window that is empty or over", async () => {
      const { book, publisher, now, makeOffer, consent } = await loadMetering();
      const today = await now();

      for (const [validFrom, validUntil] of [
        [today + HOUR, today + HOUR],
        [today + DAY, today + HOUR],
        [today - DAY, today - HOUR],
      ] as const) {
        const offer = await makeOffer({ validFrom, validUntil });
        await expect(publisher.publishOffer(offer, await consent(offer)))
          .to.be.revertedWithCustomError(book, "OfferBook_WindowInvalid")
          .withArgs(validFrom, validUntil);
      }
    });

    it("refuses without the consent of who owns the asset now", async () => {
      const { book, publisher, registry, owner, stranger, dataset, makeOffer, consent } =
        await loadMetering();
      const offer = await makeOffer();
      for (const signature of [
        NO_SIGNATURE,
        await consent(offer, stranger),
        await consent(await makeOffer()),
      ]) {
        await expect(publisher.publishOffer(offer, signature))
          .to.be.revertedWithCustomError(book, "OfferBook_InvalidSignature")
          .withArgs(owner);
      }

      await registry.connect(owner).transferFrom(owner, stranger, dataset);
      await expect(publisher.publishOffer(offer, await consent(offer)))
        .to.be.revertedWithCustomError(book, "OfferBook_InvalidSignature")
        .withArgs(stranger);
    });

    it("is an entry: refused while paused", async () => {
      const { publisher, meter, council, makeOffer, consent } = await loadMetering();
      await meter.connect(council).pause(HOUR);
      const offer = await makeOffer();

      await expect(publisher.publishOffer(offer, await consent(offer)))
        .to.be.revertedWithCustomError(meter, "EntryPause_Paused")
        .withArgs(await meter.pausedUntil());
    });

    for (const operatorBps of [0n, 10_000n]) {
      it(`takes a share of ${operatorBps} basis points`, async () => {
        const { meter, publish, voucher, redeem, asStranger, asOperator, operator, ...rest } =
          await loadMetering();
        const offerId = await publish({ operatorBps });
        await redeem(await voucher({ offerId }));
        await asStranger.passRevenue([offerId]);
        const { toAsset, toOperator } = sharesOf(CLAIM, FEE_BPS, operatorBps);

        const withdrawal = asOperator.withdrawEarnings.staticCall([offerId], operator);
        expect(await withdrawal).to.equal(toOperator);
        const { accrued } = await rest.ledger.streamOf(rest.dataset, rest.currency);
        expect(accrued).to.equal(toAsset);
        expect((await meter.earningsOf(offerId)).passed).to.equal(CLAIM);
      });
    }
  });

  describe("closeOffer", () => {
    for (const closer of ["operator", "owner"] as const) {
      it(`lets the ${closer} end it in 7 days, and no sooner (USE-10)`, async () => {
        const metering = await loadMetering();
        const { book, meter, offerId, now, voucher, redeem } = metering;
        const closing = book.connect(metering[closer]).closeOffer(offerId);
        await closing;
        const end = (await now()) + WEEK;

        await expect(closing).to.emit(book, "OfferClosing").withArgs(offerId, end);
        expect((await meter.offerOf(offerId)).validUntil).to.equal(end);
        await networkHelpers.time.increaseTo(end - 2n);
        expect(await redeem(await voucher())).to.deep.equal([STATUS.settled]);
        await networkHelpers.time.increaseTo(end + 1n);
        expect(await redeem(await voucher({ claim: 2n * CLAIM }))).to.deep.equal([
          STATUS.offerNotLive,
        ]);
      });
    }

    it("refuses anybody else", async () => {
      const { book, offerId, stranger } = await loadMetering();

      await expect(book.connect(stranger).closeOffer(offerId))
        .to.be.revertedWithCustomError(book, "OfferBook_NotOperatorNorOwner")
        .withArgs(offerId, stranger);
    });

    it("refuses an offer that ends as soon", async () => {
      const { book, publisher, meter, offerId } = await loadMetering();
      await publisher.closeOffer(offerId);
      const { validUntil } = await meter.offerOf(offerId);

      await expect(publisher.closeOffer(offerId))
        .to.be.revertedWithCustomError(book, "OfferBook_OfferEnding")
        .withArgs(offerId, validUntil);
    });

    it("refuses an offer that nobody published", async () => {
      const { book, publisher } = await loadMetering();

      await expect(publisher.closeOffer(NO_SUCH_OFFER))
        .to.be.revertedWithCustomError(book, "OfferBook_UnknownOffer")
        .withArgs(NO_SUCH_OFFER);
    });
  });

  describe("keepOffer", () => {
    it("takes offers from the book alone (USE-10)", async () => {
      const { meter, operator, owner, council, dataset, currency } = await loadMetering();
      const offer = {
        ...{ operator, assetId: dataset, operatorBps: OPERATOR_BPS, feeBps: 0n, token: currency },
        ...{ validFrom: 0n, validUntil: FAR_FUTURE },
      };

      for (const caller of [operator, owner, council]) {
        await expect(meter.connect(caller).keepOffer(NO_SUCH_OFFER, offer))
          .to.be.revertedWithCustomError(meter, "UsageMeter_NotOfferBook")
          .withArgs(caller);
      }
    });
  });
});
