import { expect } from "chai";
import type { BaseWallet } from "ethers";

import { ethers, networkHelpers } from "../helpers/chain.ts";
import { TYPES } from "../helpers/typedData.ts";
import {
  CLAIM,
  DAY,
  FAR_FUTURE,
  HOUR,
  loadMetering,
  type Metering,
  NO_SIGNATURE,
  STATUS,
  type TypedSigner,
} from "./deployMetering.ts";

const CAP = 3n * CLAIM;
const NONCE = 9n;

type Grant = { cap?: bigint; validUntil?: bigint; nonce?: bigint; accountId?: string };

/** A grant to a key with what payer and key have signed of it. */
async function grantTo(metering: Metering, key: BaseWallet, options: Grant = {}) {
  const { domain, payer, accountId, now } = metering;
  const session = {
    accountId,
    key: key.address,
    cap: CAP,
    validUntil: (await now()) + DAY,
    nonce: NONCE,
    ...options,
  };
  const sign = (signer: TypedSigner) => signer.signTypedData(domain, TYPES.sessionKey, session);
  return { session, byPayer: await sign(payer), byKey: await sign(key), sign };
}

async function withGrant(options: Grant = {}) {
  const metering = await loadMetering();
  return { ...metering, ...(await grantTo(metering, metering.key, options)) };
}

async function withSession(options: Grant = {}) {
  const granted = await withGrant(options);
  const { asPayer, terms, session, byKey } = granted;
  await asPayer.openSession(terms, session, NO_SIGNATURE, byKey);
  return granted;
}

describe("SessionKeys", () => {
  describe("openSession", () => {
    it("lets the payer open one", async () => {
      const { meter, terms, accountId, payer, key, session, byKey, asPayer } = await withGrant();
      const opening = asPayer.openSession(terms, session, NO_SIGNATURE, byKey);

      await expect(opening)
        .to.emit(meter, "SessionOpened")
        .withArgs(accountId, key.address, CAP, session.validUntil);
      await expect(opening).to.emit(meter, "NonceUsed").withArgs(payer, NONCE);
      expect(await meter.sessionOf(accountId, key.address)).to.deep.equal([
        CAP,
        0n,
        session.validUntil,
      ]);
    });

    it("lets anyone bring the payer's signature", async () => {
      const { meter, terms, accountId, key, session, byPayer, byKey, asStranger } =
        await withGrant();
      await asStranger.openSession(terms, session, byPayer, byKey);

      expect((await meter.sessionOf(accountId, key.address)).cap).to.equal(CAP);
    });

    it("takes the signature of a payer that is a contract", async () => {
      const metering = await loadMetering();
      const { meter, owner, makeTerms, asStranger, key } = metering;
      const wallet = await ethers.deployContract("SignerWallet", [owner.address]);
      const terms = makeTerms({ payer: await wallet.getAddress() });
      const accountId = await meter.accountIdOf(terms);
      const { session, byKey, sign } = await grantTo(metering, key, { accountId });
      await asStranger.openSession(terms, session, await sign(owner), byKey);

      expect((await meter.sessionOf(accountId, key.address)).cap).to.equal(CAP);
    });

    it("refuses anyone else's signature for the payer (USE-7)", async () => {
      const { meter, terms, payer, stranger, session, byKey, sign, asStranger } = await withGrant();

      for (const signature of [NO_SIGNATURE, await sign(stranger), byKey]) {
        await expect(asStranger.openSession(terms, session, signature, byKey))
          .to.be.revertedWithCustomError(meter, "UsageMeter_InvalidSignature")
          .withArgs(payer);
      }
    });

    it("refuses a key that has not signed, so that nobody binds another's", async () => {
      const { meter, terms, key, session, byPayer, asPayer } = await withGrant();

      for (const signature of [NO_SIGNATURE, byPayer]) {
        await expect(asPayer.openSession(terms, session, NO_SIGNATURE, signature))
          .to.be.revertedWithCustomError(meter, "UsageMeter_InvalidSignature")
          .withArgs(key.address);
      }
      const nobody = { ...session, key: ethers.ZeroAddress };
      await expect(asPayer.openSession(terms, nobody, NO_SIGNATURE, NO_SIGNATURE))
        .to.be.revertedWithCustomError(meter, "UsageMeter_InvalidSignature")
        .withArgs(ethers.ZeroAddress);
    });

    it("refuses a grant for another account (USE-15)", async () => {
      const { meter, makeTerms, accountId, session, byKey, asPayer } = await withGrant();
      const terms = makeTerms({ salt: ethers.ZeroHash });

      await expect(asPayer.openSession(terms, session, NO_SIGNATURE, byKey))
        .to.be.revertedWithCustomError(meter, "UsageMeter_WrongAccount")
        .withArgs(accountId, await meter.accountIdOf(terms));
    });

    it("refuses a grant that is over", async () => {
      const { meter, terms, session, byKey, asPayer } = await withGrant({ validUntil: 1n });

      await expect(asPayer.openSession(terms, session, NO_SIGNATURE, byKey))
        .to.be.revertedWithCustomError(meter, "UsageMeter_Expired")
        .withArgs(1n);
    });

    it("takes a nonce once, also one that the payer used itself (USE-15)", async () => {
      const metering = await withSession();
      const { meter, terms, payer, asStranger } = metering;
      const other = new ethers.Wallet(ethers.id("other key"));
      const { session, byPayer, byKey } = await grantTo(metering, other);

      await expect(asStranger.openSession(terms, session, byPayer, byKey))
        .to.be.revertedWithCustomError(meter, "UsageMeter_NonceUsed")
        .withArgs(payer, NONCE);
    });

    it("refuses a nonce that the payer voided", async () => {
      const { meter, terms, payer, session, byPayer, byKey, asPayer, asStranger } =
        await withGrant();
      await asPayer.cancelNonce(NONCE);

      await expect(asStranger.openSession(terms, session, byPayer, byKey))
        .to.be.revertedWithCustomError(meter, "UsageMeter_NonceUsed")
        .withArgs(payer, NONCE);
    });

    it("refuses a second session of the key, which could cut the first short (USE-8)", async () => {
      const metering = await withSession();
      const { meter, terms, accountId, key, asPayer } = metering;
      const { session, byKey } = await grantTo(metering, key, { cap: 0n, nonce: NONCE + 1n });

      await expect(asPayer.openSession(terms, session, NO_SIGNATURE, byKey))
        .to.be.revertedWithCustomError(meter, "UsageMeter_SessionExists")
        .withArgs(accountId, key.address);
    });
  });

  describe("a session", () => {
    it("pays up to its cap in all (USE-8)", async () => {
      const { meter, accountId, key, voucher, redeem } = await withSession();
      expect(await redeem(await voucher({ signer: key, claim: CAP - 1n }))).to.deep.equal([
        STATUS.settled,
      ]);
      const over = await voucher({ signer: key, claim: CAP + 1n, seq: 2n });
      expect(await redeem(over)).to.deep.equal([STATUS.partial]);
      expect(await redeem(over)).to.deep.equal([STATUS.sessionSpent]);
      expect(await redeem(await voucher({ signer: key, lane: 1n }))).to.deep.equal([
        STATUS.sessionSpent,
      ]);

      expect((await meter.sessionOf(accountId, key.address)).spent).to.equal(CAP);
    });

    it("is named where it paid", async () => {
      const { meter, key, asStranger, voucher, ...rest } = await withSession();
      const { offerId, accountId, dataset } = rest;
      const item = await voucher({ signer: key });

      await expect(asStranger.redeem([item]))
        .to.emit(meter, "UsageSettled")
        .withArgs(
          ...[offerId, accountId, dataset, 0n, 0n, 1n, CLAIM, CLAIM],
          ...[item.receiptsRoot, key.address],
        );
    });

    it("leaves the rest of its voucher to the payer's own signature (USE-3)", async () => {
      const { key, voucher, redeem, redeemedOf } = await withSession();
      await redeem(await voucher({ signer: key, claim: 2n * CAP }));
      expect(await redeemedOf()).to.equal(CAP);
      await redeem(await voucher({ claim: 2n * CAP }));

      expect(await redeemedOf()).to.equal(2n * CAP);
    });

    it("is over when it says so", async () => {
      const { session, key, voucher, redeem } = await withSession();
      await networkHelpers.time.increaseTo(session.validUntil - 2n);
      expect(await redeem(await voucher({ signer: key }))).to.deep.equal([STATUS.settled]);
      await networkHelpers.time.increaseTo(session.validUntil + 1n);

      expect(await redeem(await voucher({ signer: key, claim: CAP }))).to.deep.equal([
        STATUS.badSignature,
      ]);
    });

    it("is good for its account alone (USE-7)", async () => {
      const { key, makeTerms, asPayer, voucher, redeem } = await withSession();
      const terms = makeTerms({ salt: ethers.ZeroHash });
      await asPayer.deposit(terms, CAP);

      expect(await redeem(await voucher({ signer: key, terms }))).to.deep.equal([
        STATUS.badSignature,
      ]);
    });
  });

  describe("closeSession", () => {
    it("ends it after the delay of withdrawals, and no sooner (USE-8)", async () => {
      const { meter, terms, accountId, key, now, asPayer, voucher, redeem } = await withSession();
      const closing = asPayer.closeSession(terms, key.address);
      await closing;
      const end = (await now()) + HOUR;

      await expect(closing).to.emit(meter, "SessionEnding").withArgs(accountId, key.address, end);
      expect((await meter.sessionOf(accountId, key.address)).endsAt).to.equal(end);
      await networkHelpers.time.increaseTo(end - 2n);
      expect(await redeem(await voucher({ signer: key }))).to.deep.equal([STATUS.settled]);
      await networkHelpers.time.increaseTo(end + 1n);
      expect(await redeem(await voucher({ signer: key, claim: CAP }))).to.deep.equal([
        STATUS.badSignature,
      ]);
    });

    it("never prolongs it", async () => {
      const { meter, terms, accountId, key, session, asPayer } = await withSession();
      await networkHelpers.time.increaseTo(session.validUntil - HOUR);

      await expect(asPayer.closeSession(terms, key.address))
        .to.be.revertedWithCustomError(meter, "UsageMeter_NoSession")
        .withArgs(accountId, key.address);
    });

    it("refuses a key without one, whatever the terms", async () => {
      const { meter, makeTerms, key, asPayer } = await loadMetering();
      const terms = makeTerms({ withdrawDelay: FAR_FUTURE });

      await expect(asPayer.closeSession(terms, key.address))
        .to.be.revertedWithCustomError(meter, "UsageMeter_NoSession")
        .withArgs(await meter.accountIdOf(terms), key.address);
    });

    it("refuses anyone but the payer", async () => {
      const { meter, terms, payer, operator, key, asOperator } = await withSession();

      await expect(asOperator.closeSession(terms, key.address))
        .to.be.revertedWithCustomError(meter, "UsageMeter_NotPayer")
        .withArgs(operator, payer);
    });
  });
});
