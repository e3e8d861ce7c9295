import { expect } from "chai";

import { NATIVE_BIT, SAHARA_BIT } from "../helpers/assets.ts";
import { ethers, networkHelpers } from "../helpers/chain.ts";
import { deployToken, type TestToken } from "../helpers/deployToken.ts";
import {
  ALL_CURRENCIES,
  BOND,
  CONTRIBUTOR_UNITS,
  EVIDENCE,
  KIND,
  loadCourt,
  NATIVE,
  OWNER,
  PRICE,
  REMEDY_PERIOD,
  RULING_PERIOD,
  STAGE,
  UNITS,
  VERDICT,
} from "./deployCourt.ts";

const OWNERS_UNITS = UNITS - CONTRIBUTOR_UNITS;
const REF = ethers.ZeroHash;
/** What is owed to the owner of revenue. */
const ownersPartOf = (revenue: bigint) => (revenue * OWNERS_UNITS) / UNITS;

describe("DisputeCourt", () => {
  describe("a stolen copy", () => {
    it("is challenged and held, its buyer refunded, its units the author's (DSP-6 to DSP-10)", async () => {
      const world = await loadCourt();
      const { court, token, ledger, licensee, claimant, asCouncil, assetId, currency } = world;
      const license = await world.buy();
      await ledger.connect(world.payer).pay(assetId, currency, 3n * PRICE, REF);
      const held = ownersPartOf(4n * PRICE);
      const claimId = await world.fileUpheld();
      await court.connect(licensee).enterRefund(license, claimId);
      const awarding = asCouncil.award(claimId, OWNER, ALL_CURRENCIES);

      await expect(awarding)
        .to.emit(court, "PositionAwarded")
        .withArgs(claimId, assetId, OWNER, OWNERS_UNITS, claimant);
      await expect(awarding)
        .to.emit(court, "IncomeCollected")
        .withArgs(claimId, assetId, currency, held);
      await expect(awarding).to.changeTokenBalances(ethers, token, [ledger, court], [-held, held]);
      expect(await ledger.unitsOf(assetId, claimant)).to.equal(OWNERS_UNITS);
      expect(await ledger.unitsOf(assetId, OWNER)).to.equal(0n);
      expect(await ledger.unitsOf(assetId, court)).to.equal(0n);
      expect(await world.isFrozen()).to.equal(true);
      expect(await court.poolOf(claimId, currency)).to.deep.equal([held, PRICE]);

      const end = await world.deadlineOf(claimId);
      for (const early of [court.refundBuyer(license), court.collectRest(claimId, currency)]) {
        await expect(early)
          .to.be.revertedWithCustomError(court, "DisputeCourt_TooEarly")
          .withArgs(claimId, end);
      }
      await world.wait(REMEDY_PERIOD);
      const refunding = court.connect(world.stranger).refundBuyer(license);
      await expect(refunding)
        .to.emit(court, "BuyerRefunded")
        .withArgs(claimId, license, licensee, currency, PRICE);
      await expect(refunding).to.changeTokenBalances(ethers, token, [licensee], [PRICE]);
      const rest = court.collectRest(claimId, currency);
      await expect(rest)
        .to.emit(court, "RestCollected")
        .withArgs(claimId, currency, claimant, held - PRICE);
      await expect(rest).to.changeTokenBalances(ethers, token, [claimant], [held - PRICE]);
      await court.connect(world.stranger).lift(claimId);
      await world.buy();
      expect(await ledger.claimable(assetId, currency, claimant)).to.equal(ownersPartOf(PRICE));
      expect(await world.stageOf(claimId)).to.equal(STAGE.remedied);
      await court.release(claimant);
      expect(await token.balanceOf(court)).to.equal(0n);
    });

    it("that was sold meanwhile takes the claim along to its new owner (DSP-7)", async () => {
      const { ledger, registry, thief, stranger, claimant, asCouncil, assetId, ...world } =
        await loadCourt();
      await world.buy();
      const claimId = await world.fileHeard();
      await registry.connect(thief).transferFrom(thief, stranger, assetId);
      await asCouncil.rule(claimId, VERDICT.upheld);
      await asCouncil.award(claimId, OWNER, ALL_CURRENCIES);

      expect(await ledger.unitsOf(assetId, claimant)).to.equal(OWNERS_UNITS);
      expect(await ledger.claimable(assetId, world.currency, OWNER)).to.equal(0n);
    });

    it("that was sold while a claim was dismissed has kept its income for the new owner", async () => {
      const { ledger, registry, thief, stranger, asCouncil, assetId, ...world } = await loadCourt();
      await world.buy();
      const claimId = await world.fileHeard();
      await registry.connect(thief).transferFrom(thief, stranger, assetId);
      await asCouncil.rule(claimId, VERDICT.dismissed);

      await expect(ledger.claim(assetId, world.currency, OWNER, [])).to.changeTokenBalances(
        ethers,
        world.token,
        [stranger],
        [ownersPartOf(PRICE)],
      );
    });

    it("gives up the units that the thief moved away before the hold, with their income (DSP-7)", async () => {
      const world = await loadCourt();
      const { court, ledger, thief, payer, claimant, asCouncil, assetId, currency } = world;
      await ledger.connect(thief).releaseUnits(assetId, payer, OWNERS_UNITS);
      await world.buy();
      const claimId = await world.fileUpheld(KIND.stolen, OWNERS_UNITS);
      await asCouncil.award(claimId, payer, ALL_CURRENCIES);

      expect((await court.poolOf(claimId, currency)).collected).to.equal(ownersPartOf(PRICE));
      expect(await ledger.unitsOf(assetId, claimant)).to.equal(OWNERS_UNITS);
      await expect(asCouncil.award(claimId, world.contributor, ALL_CURRENCIES))
        .to.be.revertedWithCustomError(court, "DisputeCourt_TooManyUnits")
        .withArgs(CONTRIBUTOR_UNITS, 0n);
    });
  });

  describe("award", () => {
    it("takes what is malware's income for its buyers and leaves units and rest to the owner (DSP-10)", async () => {
      const world = await loadCourt();
      const { court, token, ledger, licensee, thief, asCouncil, assetId, currency } = world;
      const license = await world.buy();
      await ledger.connect(world.payer).pay(assetId, currency, PRICE, REF);
      const held = ownersPartOf(2n * PRICE);
      const claimId = await world.fileUpheld(KIND.malware);
      await court.connect(licensee).enterRefund(license, claimId);

      await expect(asCouncil.award(claimId, OWNER, ALL_CURRENCIES))
        .to.emit(court, "PositionAwarded")
        .withArgs(claimId, assetId, OWNER, OWNERS_UNITS, OWNER);
      expect(await ledger.unitsOf(assetId, OWNER)).to.equal(OWNERS_UNITS);
      expect(await ledger.claimable(assetId, currency, OWNER)).to.equal(0n);
      await world.wait(REMEDY_PERIOD);
      await court.refundBuyer(license);
      await expect(court.collectRest(claimId, currency)).to.changeTokenBalances(
        ethers,
        token,
        [thief, court],
        [held - PRICE, PRICE - held],
      );
      await expect(court.collectRest(claimId, currency))
        .to.be.revertedWithCustomError(court, "DisputeCourt_NothingLeft")
        .withArgs(claimId, currency);
      expect(await world.isFrozen()).to.equal(true);
      await expect(court.connect(world.stranger).lift(claimId))
        .to.be.revertedWithCustomError(court, "AccessManagedUnauthorized")
        .withArgs(world.stranger);
      await asCouncil.lift(claimId);
      expect(await world.isFrozen()).to.equal(false);
    });

    it("takes nothing but the owner's whole position for what moves no units (DSP-7)", async () => {
      const { court, contributor, asCouncil, buy, fileUpheld } = await loadCourt();
      await buy();
      const claimId = await fileUpheld(KIND.mislabelled);
      for (const [holder, currencies] of [
        [contributor.address, ALL_CURRENCIES],
        [OWNER, NATIVE_BIT],
      ] as const) {
        await expect(asCouncil.award(claimId, holder, currencies))
          .to.be.revertedWithCustomError(court, "DisputeCourt_OnlyWholeOwnersPosition")
          .withArgs(claimId);
      }
    });

    it("returns an owner's position that has no units", async () => {
      const { court, ledger, thief, payer, asCouncil, assetId, ...world } = await loadCourt();
      await world.buy();
      await ledger.connect(thief).releaseUnits(assetId, payer, OWNERS_UNITS);
      const claimId = await world.fileUpheld(KIND.malware);
      await asCouncil.award(claimId, OWNER, ALL_CURRENCIES);

      expect((await court.poolOf(claimId, world.currency)).collected).to.equal(ownersPartOf(PRICE));
      expect(await ledger.unitsOf(assetId, payer)).to.equal(OWNERS_UNITS);
    });

    it("moves no more than is disputed, while the claim is upheld, in time, by the council (DSP-7)", async () => {
      const { court, claimant, asClaimant, asCouncil, ...world } = await loadCourt();
      const units = OWNERS_UNITS - 1n;
      const heard = await world.fileHeard(KIND.infringing, units);
      await expect(asClaimant.award(heard, OWNER, 0n))
        .to.be.revertedWithCustomError(court, "AccessManagedUnauthorized")
        .withArgs(claimant);
      await expect(asCouncil.award(heard, OWNER, 0n))
        .to.be.revertedWithCustomError(court, "DisputeCourt_WrongStage")
        .withArgs(heard, STAGE.heard);
      await asCouncil.rule(heard, VERDICT.upheld);
      await expect(asCouncil.award(heard, OWNER, 0n))
        .to.be.revertedWithCustomError(court, "DisputeCourt_TooManyUnits")
        .withArgs(OWNERS_UNITS, units);
      const deadline = await world.deadlineOf(heard);
      await world.nextAt(deadline);
      await expect(asCouncil.award(heard, OWNER, 0n))
        .to.be.revertedWithCustomError(court, "DisputeCourt_TooLate")
        .withArgs(heard, deadline);
    });

    it("leaves a currency that pays nobody to the claimant, with the units", async () => {
      const world = await loadCourt();
      const { court, ledger, council, payer, claimant, asCouncil, currency } = world;
      const odd = await deployToken("BlocklistToken");
      await ledger.connect(council).listCurrency(odd);
      await odd.mint(payer, PRICE);
      await (odd.connect(payer) as TestToken).approve(ledger, PRICE);
      const assetId = await world.registerAsset({ currencies: SAHARA_BIT | 0b100n });
      await ledger.connect(payer).pay(assetId, odd, PRICE, REF);
      await ledger.connect(payer).pay(assetId, currency, PRICE, REF);
      const claimId = await world.fileUpheld(KIND.stolen, UNITS, assetId);
      await asCouncil.award(claimId, OWNER, SAHARA_BIT);

      expect((await court.poolOf(claimId, currency)).collected).to.equal(PRICE);
      expect((await court.poolOf(claimId, odd)).collected).to.equal(0n);
      expect(await ledger.claimable(assetId, odd, claimant)).to.equal(PRICE);
    });

    it("decides on a superseded asset, too (DSP-5)", async () => {
      const world = await loadCourt();
      const { court, registry, claimant, asCouncil, stranger, isFrozen } = world;
      const [secret, salt] = [ethers.id("secret content"), ethers.id("salt")];
      const commitment = await registry.commitmentOf(claimant, secret, salt);
      await registry.connect(claimant).commit(commitment);
      const copy = await world.registerAsset({ contentRoot: secret });
      await world.registerAsset({ contentRoot: secret, salt, owner: claimant });
      const claimId = await world.fileUpheld(KIND.stolen, UNITS, copy);
      await asCouncil.award(claimId, OWNER, ALL_CURRENCIES);
      expect(await isFrozen(copy)).to.equal(true);
      await world.wait(REMEDY_PERIOD);
      await court.connect(stranger).lift(claimId);

      expect(await isFrozen(copy)).to.equal(false);
    });

    it("can't be entered again from within the transfer of what it collects (DSP-4)", async () => {
      const world = await loadCourt();
      const { court, ledger, council, payer, licensee, asCouncil } = world;
      const token = await deployToken("CallbackToken");
      const hooks = await ethers.getContractAt("CallbackToken", token);
      await ledger.connect(council).listCurrency(token);
      for (const account of [payer, licensee]) {
        await token.mint(account, 10n * PRICE);
        await (token.connect(account) as TestToken).approve(ledger, 10n * PRICE);
        await (token.connect(account) as TestToken).approve(world.licenses, 10n * PRICE);
      }
      const assetId = await world.registerAsset({ currencies: 0b100n });
      const termsId = await world.sell({ currency: await token.getAddress() }, assetId);
      const license = await world.buyLicense({ assetId, termsId });
      const claimId = await world.fileUpheld(KIND.stolen, UNITS, assetId);
      await court.connect(licensee).enterRefund(license, claimId);
      const guard = court.interface.encodeErrorResult("ReentrancyGuardReentrantCall");
      const callBack = async (data: string) => {
        await hooks.getFunction("callOnTransfer")(court, data);
      };
      await callBack(court.interface.encodeFunctionData("prolong", [assetId]));
      await asCouncil.award(claimId, OWNER, ALL_CURRENCIES);
      expect(await hooks.getFunction("lastReturned")()).to.equal(guard);

      await world.wait(REMEDY_PERIOD);
      await callBack(court.interface.encodeFunctionData("refundBuyer", [license]));
      await court.refundBuyer(license);
      expect(await hooks.getFunction("lastReturned")()).to.equal(guard);
      expect(await token.balanceOf(licensee)).to.equal(10n * PRICE);
    });
  });

  describe("refunds", () => {
    it("share a short pool in proportion to the prices, and pay once (DSP-9)", async () => {
      const world = await loadCourt();
      const { court, token, ledger, licensee, payer, asCouncil, assetId, currency } = world;
      const dear = await world.sell({ price: 3n * PRICE });
      const cheapLicense = await world.buy();
      const dearLicense = await world.buyLicense({ assetId, termsId: dear, licensee: payer });
      const claimId = await world.fileUpheld();
      await court.connect(licensee).enterRefund(cheapLicense, claimId);
      await court.connect(payer).enterRefund(dearLicense, claimId);
      await asCouncil.award(claimId, OWNER, ALL_CURRENCIES);
      const collected = ownersPartOf(4n * PRICE);
      expect(await court.poolOf(claimId, currency)).to.deep.equal([collected, 4n * PRICE]);
      await world.wait(REMEDY_PERIOD);

      await expect(court.refundBuyer(cheapLicense)).to.changeTokenBalances(
        ethers,
        token,
        [licensee],
        [(PRICE * collected) / (4n * PRICE)],
      );
      await expect(court.refundBuyer(dearLicense)).to.changeTokenBalances(
        ethers,
        token,
        [payer],
        [(3n * PRICE * collected) / (4n * PRICE)],
      );
      await expect(court.refundBuyer(cheapLicense))
        .to.be.revertedWithCustomError(court, "DisputeCourt_NotEntered")
        .withArgs(cheapLicense);
      await expect(court.collectRest(claimId, currency))
        .to.be.revertedWithCustomError(court, "DisputeCourt_NothingLeft")
        .withArgs(claimId, currency);
      expect(await ledger.unitsOf(assetId, court)).to.equal(0n);
    });

    it("pay the native coin as well, which nobody but the ledger sends", async () => {
      const world = await loadCourt();
      const { court, licensee, claimant, stranger, asCouncil, assetId } = world;
      const termsId = await world.sell({ currency: NATIVE });
      const license = await world.buyLicense({ assetId, termsId, value: PRICE });
      await world.buyLicense({ assetId, termsId, value: PRICE });
      const claimId = await world.fileUpheld();
      await court.connect(licensee).enterRefund(license, claimId);
      await asCouncil.award(claimId, OWNER, ALL_CURRENCIES);
      await world.wait(REMEDY_PERIOD);
      const rest = ownersPartOf(2n * PRICE) - PRICE;

      await expect(court.connect(stranger).refundBuyer(license)).to.changeEtherBalances(
        ethers,
        [licensee, court],
        [PRICE, -PRICE],
      );
      await expect(court.connect(stranger).collectRest(claimId, NATIVE)).to.changeEtherBalances(
        ethers,
        [claimant, court],
        [rest, -rest],
      );
      await expect(stranger.sendTransaction({ to: court, value: 1n }))
        .to.be.revertedWithCustomError(court, "DisputeCourt_NotLedger")
        .withArgs(stranger);
    });

    it("are for whoever holds a licence of that asset with a price, once in all (DSP-8)", async () => {
      const world = await loadCourt();
      const { court, licensee, stranger, assetId, deadlineOf } = world;
      const free = await world.sell({ price: 0n, currency: NATIVE });
      const [license, freeLicense] = [
        await world.buy(),
        await world.buyLicense({ assetId, termsId: free }),
      ];
      const other = await world.registerAsset();
      const otherTerms = await world.sell({}, other);
      const otherLicense = await world.buyLicense({ assetId: other, termsId: otherTerms });
      const asLicensee = court.connect(licensee);
      const heard = await world.fileAnswered(KIND.malware);
      await expect(asLicensee.enterRefund(license, heard))
        .to.be.revertedWithCustomError(court, "DisputeCourt_WrongStage")
        .withArgs(heard, STAGE.answered);
      const claimId = await world.fileUpheld();
      await expect(asLicensee.enterRefund(otherLicense, claimId))
        .to.be.revertedWithCustomError(court, "DisputeCourt_WrongLicense")
        .withArgs(otherLicense, assetId);
      await expect(court.connect(stranger).enterRefund(license, claimId))
        .to.be.revertedWithCustomError(court, "DisputeCourt_NotHolder")
        .withArgs(license, stranger);
      await expect(asLicensee.enterRefund(freeLicense, claimId))
        .to.be.revertedWithCustomError(court, "DisputeCourt_NothingPaid")
        .withArgs(freeLicense);

      await expect(asLicensee.enterRefund(license, claimId))
        .to.emit(court, "RefundEntered")
        .withArgs(claimId, license, licensee, world.currency, PRICE);
      expect(await court.entryOf(license)).to.deep.equal([claimId, licensee.address]);
      await world.asCouncil.rule(heard, VERDICT.upheld);
      await expect(asLicensee.enterRefund(license, heard))
        .to.be.revertedWithCustomError(court, "DisputeCourt_AlreadyEntered")
        .withArgs(license, claimId);
      const deadline = await deadlineOf(claimId);
      await world.nextAt(deadline);
      await expect(asLicensee.enterRefund(license, claimId))
        .to.be.revertedWithCustomError(court, "DisputeCourt_TooLate")
        .withArgs(claimId, deadline);
      await expect(court.refundBuyer(license))
        .to.be.revertedWithCustomError(court, "DisputeCourt_NothingLeft")
        .withArgs(claimId, world.currency);
    });

    it("pass by what the thief bought from itself, if the council strikes it (DSP-9)", async () => {
      const world = await loadCourt();
      const { court, token, ledger, licenses, thief, licensee, asCouncil, assetId } = world;
      const { currency } = world;
      await token.connect(thief).approve(licenses, ethers.MaxUint256);
      const license = await world.buy();
      const own = await world.buy(thief);
      // With what it earned the thief buys again, and there is less than the licences cost.
      await ledger.claim(assetId, currency, OWNER, []);
      const again = await world.buy(thief);
      const claimId = await world.fileUpheld();
      await court.connect(licensee).enterRefund(license, claimId);
      for (const each of [own, again]) await court.connect(thief).enterRefund(each, claimId);
      await asCouncil.award(claimId, OWNER, ALL_CURRENCIES);
      await expect(court.connect(thief).strike(license))
        .to.be.revertedWithCustomError(court, "AccessManagedUnauthorized")
        .withArgs(thief);
      for (const each of [own, again]) {
        await expect(asCouncil.strike(each)).to.emit(court, "RefundStruck").withArgs(claimId, each);
        await expect(asCouncil.strike(each))
          .to.be.revertedWithCustomError(court, "DisputeCourt_NotEntered")
          .withArgs(each);
      }
      const collected = ownersPartOf(PRICE);
      expect(await court.poolOf(claimId, currency)).to.deep.equal([collected, PRICE]);
      const deadline = await world.deadlineOf(claimId);
      await world.nextAt(deadline);
      await expect(asCouncil.strike(license))
        .to.be.revertedWithCustomError(court, "DisputeCourt_TooLate")
        .withArgs(claimId, deadline);

      await expect(court.refundBuyer(license)).to.changeTokenBalances(
        ethers,
        token,
        [licensee],
        [collected],
      );
      await expect(court.refundBuyer(own))
        .to.be.revertedWithCustomError(court, "DisputeCourt_NotEntered")
        .withArgs(own);
    });
  });

  describe("tag", () => {
    it("holds a child of what an upheld claim holds, one hop a call (DSP-11)", async () => {
      const world = await loadCourt();
      const { court, token, tagger, asCouncil, assetId, isFrozen, now } = world;
      const child = await world.derive();
      const grandchild = await world.derive(child);
      const parent = await world.fileHeard();
      const asTagger = court.connect(tagger);
      await expect(asTagger.tag(parent, child))
        .to.be.revertedWithCustomError(court, "DisputeCourt_WrongStage")
        .withArgs(parent, STAGE.heard);
      await asCouncil.rule(parent, VERDICT.upheld);
      await expect(asTagger.tag(parent, grandchild))
        .to.be.revertedWithCustomError(court, "DisputeCourt_NotDescendant")
        .withArgs(grandchild, assetId);
      const tagging = asTagger.tag(parent, child);
      await tagging;
      const [tag, deadline] = [2n, (await now()) + RULING_PERIOD];

      await expect(tagging)
        .to.emit(court, "ClaimFiled")
        .withArgs(
          ...[tag, child, tagger, KIND.stolen, 0n, BOND, deadline, ethers.ZeroHash, parent],
        );
      await expect(tagging).to.emit(court, "ClaimHeard").withArgs(tag, child, deadline);
      await expect(tagging).to.changeTokenBalances(ethers, token, [tagger, court], [-BOND, BOND]);
      expect([await isFrozen(child), await court.tagOf(parent, child)]).to.deep.equal([true, tag]);
      await expect(asTagger.tag(parent, child))
        .to.be.revertedWithCustomError(court, "DisputeCourt_AlreadyTagged")
        .withArgs(child, tag);
      await asCouncil.rule(tag, VERDICT.upheld);
      await asTagger.tag(tag, grandchild);
      expect(await isFrozen(grandchild)).to.equal(true);
      await expect(asCouncil.award(tag, OWNER, ALL_CURRENCIES)).to.be.revertedWithCustomError(
        court,
        "DisputeCourt_TooManyUnits",
      );
    });

    it("is contested by the child's owner, and ends with its time or its parent's hold (DSP-3)", async () => {
      const world = await loadCourt();
      const { court, stranger, tagger, council, asCouncil, isFrozen } = world;
      const [first, second, third] = [
        await world.derive(),
        await world.derive(),
        await world.derive(),
      ];
      const parent = await world.fileUpheld();
      for (const child of [first, second, third]) await court.connect(tagger).tag(parent, child);
      const tags = [2n, 3n, 4n] as const;
      await court.connect(stranger).answer(tags[0], ethers.id("licensed in good faith"));
      await asCouncil.rule(tags[0], VERDICT.frivolous);
      expect(await isFrozen(first)).to.equal(false);
      expect(await court.creditOf(stranger)).to.equal((BOND * 3n) / 2n);

      await asCouncil.rule(tags[2], VERDICT.upheld);
      await world.wait(RULING_PERIOD);
      await court.lapse(tags[1]);
      expect(await isFrozen(second)).to.equal(false);
      await expect(court.connect(stranger).lift(tags[2]))
        .to.be.revertedWithCustomError(court, "AccessManagedUnauthorized")
        .withArgs(stranger);
      await asCouncil.lift(parent);
      await court.connect(stranger).lift(tags[2]);
      expect(await isFrozen(third)).to.equal(false);
      await expect(asCouncil.lift(parent))
        .to.be.revertedWithCustomError(court, "DisputeCourt_WrongStage")
        .withArgs(parent, STAGE.remedied);
      await court.connect(council).pause(60n);
      await expect(court.connect(tagger).tag(parent, first)).to.be.revertedWithCustomError(
        court,
        "EntryPause_Paused",
      );
    });
  });

  describe("freezing as extortion", () => {
    it("stops no income of an owner that answers, whoever files how often (DSP-2)", async () => {
      const { court, stranger, asThief, assetId, buy, isFrozen, ...world } = await loadCourt();
      for (let i = 1n; i <= 3n; ++i) {
        await court.connect(stranger).file(assetId, KIND.infringing, UNITS, EVIDENCE);
        await asThief.answer(i, ethers.id("mine"));
      }
      await networkHelpers.mine();
      expect(await isFrozen()).to.equal(false);
      await buy();
      for (let i = 1n; i <= 3n; ++i) await world.asCouncil.rule(i, VERDICT.frivolous);

      expect(await court.creditOf(world.thief)).to.equal((3n * BOND * 3n) / 2n);
      expect(await court.creditOf(stranger)).to.equal(0n);
    });
  });
});
