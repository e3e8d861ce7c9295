import { expect } from "chai";

import { ethers } from "../helpers/chain.ts";
import { createRegistration } from "../helpers/assets.ts";
import {
  ANSWER_PERIOD,
  BOND,
  DAY,
  EVIDENCE,
  FREEZE,
  KIND,
  loadCourt,
  OWNER,
  REMEDY_PERIOD,
  RULING_PERIOD,
  STAGE,
  STATEMENT,
  UNITS,
  VERDICT,
} from "./deployCourt.ts";

const HALF = BOND / 2n;

describe("DisputeCourt", () => {
  describe("file", () => {
    it("takes a bond and gives the owner its time; the asset earns on (DSP-2)", async () => {
      const { court, token, claimant, asClaimant, assetId, isFrozen, buy, now } = await loadCourt();
      const filing = asClaimant.file(assetId, KIND.stolen, UNITS, EVIDENCE);
      await filing;
      const deadline = (await now()) + ANSWER_PERIOD;

      await expect(filing)
        .to.emit(court, "ClaimFiled")
        .withArgs(1n, assetId, claimant, KIND.stolen, UNITS, BOND, deadline, EVIDENCE, 0n);
      await expect(filing).to.changeTokenBalances(ethers, token, [claimant, court], [-BOND, BOND]);
      expect(await court.claimOf(1n)).to.deep.equal([
        ...[claimant.address, deadline, STAGE.filed, KIND.stolen, false],
        ...[ethers.ZeroAddress, UNITS, assetId, BOND, 0n],
      ]);
      expect(await isFrozen()).to.equal(false);
      await buy();
    });

    it("refuses what is no claim", async () => {
      const { court, council, thief, asClaimant, assetId } = await loadCourt();
      const file = async (id: bigint, units: bigint, evidence: string) =>
        await asClaimant.file(id, KIND.stolen, units, evidence);

      for (const unknown of [0n, assetId + 1n, 2n ** 200n]) {
        await expect(file(unknown, UNITS, EVIDENCE))
          .to.be.revertedWithCustomError(court, "DisputeCourt_UnknownAsset")
          .withArgs(unknown);
      }
      await expect(court.connect(thief).file(assetId, KIND.stolen, UNITS, EVIDENCE))
        .to.be.revertedWithCustomError(court, "DisputeCourt_OwnAsset")
        .withArgs(assetId, thief);
      await expect(file(assetId, UNITS + 1n, EVIDENCE))
        .to.be.revertedWithCustomError(court, "DisputeCourt_TooManyUnits")
        .withArgs(UNITS + 1n, UNITS);
      await expect(file(assetId, UNITS, ethers.ZeroHash)).to.be.revertedWithCustomError(
        court,
        "DisputeCourt_ZeroRoot",
      );
      await court.connect(council).pause(DAY);
      await expect(file(assetId, UNITS, EVIDENCE)).to.be.revertedWithCustomError(
        court,
        "EntryPause_Paused",
      );
    });
  });

  describe("answer", () => {
    it("takes an equal bond and gives the council its time; nothing is held (DSP-2)", async () => {
      const { court, token, thief, asThief, assetId, file, now, ...world } = await loadCourt();
      const claimId = await file();
      const answering = asThief.answer(claimId, STATEMENT);
      await answering;
      const deadline = (await now()) + RULING_PERIOD;

      await expect(answering)
        .to.emit(court, "ClaimAnswered")
        .withArgs(claimId, assetId, thief, deadline, STATEMENT);
      await expect(answering).to.changeTokenBalances(ethers, token, [thief, court], [-BOND, BOND]);
      const { stage, respondent } = await court.claimOf(claimId);
      expect([stage, respondent]).to.deep.equal([STAGE.answered, thief.address]);
      expect(await world.isFrozen()).to.equal(false);
    });

    it("is the owner's, in time, once, about something", async () => {
      const { court, claimant, asThief, asClaimant, assetId, file, ...world } = await loadCourt();
      const claimId = await file();
      await expect(asClaimant.answer(claimId, STATEMENT))
        .to.be.revertedWithCustomError(court, "DisputeCourt_NotAssetOwner")
        .withArgs(assetId, claimant);
      await expect(asThief.answer(claimId, ethers.ZeroHash)).to.be.revertedWithCustomError(
        court,
        "DisputeCourt_ZeroRoot",
      );
      await expect(asThief.answer(9n, STATEMENT))
        .to.be.revertedWithCustomError(court, "DisputeCourt_WrongStage")
        .withArgs(9n, STAGE.none);
      const late = await file();
      await asThief.answer(claimId, STATEMENT);
      await expect(asThief.answer(claimId, STATEMENT))
        .to.be.revertedWithCustomError(court, "DisputeCourt_AlreadyAnswered")
        .withArgs(claimId);
      const deadline = await world.deadlineOf(late);
      await world.nextAt(deadline);
      await expect(asThief.answer(late, STATEMENT))
        .to.be.revertedWithCustomError(court, "DisputeCourt_TooLate")
        .withArgs(late, deadline);
    });

    it("is taken from a late owner once the claim is heard, and changes no time", async () => {
      const { court, asThief, fileHeard, stageOf, deadlineOf } = await loadCourt();
      const claimId = await fileHeard();
      const deadline = await deadlineOf(claimId);
      await asThief.answer(claimId, STATEMENT);

      expect(await stageOf(claimId)).to.equal(STAGE.heard);
      expect(await deadlineOf(claimId)).to.equal(deadline);
      await expect(asThief.answer(claimId, STATEMENT))
        .to.be.revertedWithCustomError(court, "DisputeCourt_AlreadyAnswered")
        .withArgs(claimId);
    });

    it("is the new owner's when the asset was sold after the claim", async () => {
      const { court, registry, thief, stranger, assetId, file } = await loadCourt();
      const claimId = await file();
      await registry.connect(thief).transferFrom(thief, stranger, assetId);
      await court.connect(stranger).answer(claimId, STATEMENT);

      expect((await court.claimOf(claimId)).respondent).to.equal(stranger.address);
    });
  });

  describe("hear", () => {
    it("holds the asset of a silent owner: no sale, no derivative, no money out (DSP-2, DSP-6)", async () => {
      const world = await loadCourt();
      const { court, ledger, licenses, registrar, licensee, claimant, assetId, currency } = world;
      const free = await world.sell({ price: 0n, currency: ethers.ZeroAddress });
      const license = await world.buyLicense({ assetId, termsId: free, licensee: claimant });
      await world.buy();
      const claimId = await world.file();
      await expect(court.hear(claimId))
        .to.be.revertedWithCustomError(court, "DisputeCourt_TooEarly")
        .withArgs(claimId, await world.deadlineOf(claimId));
      await world.wait(ANSWER_PERIOD);
      const hearing = court.hear(claimId);
      await hearing;
      const deadline = (await world.now()) + RULING_PERIOD;

      await expect(hearing)
        .to.emit(court, "ClaimHeard")
        .withArgs(claimId, assetId, deadline)
        .and.to.emit(ledger, "RevenueFrozen");
      expect([await world.stageOf(claimId), await court.holdsOn(assetId)]).to.deep.equal([
        STAGE.heard,
        1n,
      ]);
      const request = { assetId, licensee, periods: 1n, maxPrice: 2n ** 128n - 1n };
      const mint = licenses.connect(licensee);
      await expect(mint.mintLicense({ ...request, termsId: world.termsId }))
        .to.be.revertedWithCustomError(ledger, "RevenueLedger_Frozen")
        .withArgs(assetId);
      await expect(mint.mintLicense({ ...request, termsId: free }))
        .to.be.revertedWithCustomError(licenses, "LicenseManager_AssetFrozen")
        .withArgs(assetId);
      const parents = [{ asset: assetId, relation: 2n, license }];
      await expect(registrar.connect(claimant).register(createRegistration({ parents })))
        .to.be.revertedWithCustomError(ledger, "RevenueLedger_Frozen")
        .withArgs(assetId);
      await expect(ledger.claim(assetId, currency, OWNER, []))
        .to.be.revertedWithCustomError(ledger, "RevenueLedger_Frozen")
        .withArgs(assetId);
      await expect(ledger.settle(assetId, currency))
        .to.be.revertedWithCustomError(ledger, "RevenueLedger_Frozen")
        .withArgs(assetId);
    });

    it("is no use for a claim that was answered, or that everybody forgot (DSP-3)", async () => {
      const { court, fileAnswered, file, deadlineOf, nextAt } = await loadCourt();
      const answered = await fileAnswered();
      await expect(court.hear(answered))
        .to.be.revertedWithCustomError(court, "DisputeCourt_WrongStage")
        .withArgs(answered, STAGE.answered);
      const forgotten = await file();
      const end = (await deadlineOf(forgotten)) + RULING_PERIOD;
      await nextAt(end);
      await expect(court.hear(forgotten))
        .to.be.revertedWithCustomError(court, "DisputeCourt_TooLate")
        .withArgs(forgotten, end);
    });
  });

  describe("admit", () => {
    it("holds the asset of an owner that answered; only the council, in time (DSP-2)", async () => {
      const { court, asCouncil, stranger, assetId, ...world } = await loadCourt();
      const [claimId, late] = [await world.fileAnswered(), await world.fileAnswered()];
      const deadline = await world.deadlineOf(claimId);
      await expect(court.connect(stranger).admit(claimId))
        .to.be.revertedWithCustomError(court, "AccessManagedUnauthorized")
        .withArgs(stranger);

      await expect(asCouncil.admit(claimId))
        .to.emit(court, "ClaimHeard")
        .withArgs(claimId, assetId, deadline);
      expect(await world.isFrozen()).to.equal(true);
      await expect(asCouncil.admit(claimId))
        .to.be.revertedWithCustomError(court, "DisputeCourt_WrongStage")
        .withArgs(claimId, STAGE.heard);
      const lateDeadline = await world.deadlineOf(late);
      await world.nextAt(lateDeadline);
      await expect(asCouncil.admit(late))
        .to.be.revertedWithCustomError(court, "DisputeCourt_TooLate")
        .withArgs(late, lateDeadline);
    });
  });

  describe("rule", () => {
    /** What is credited to claimant, owner and treasury. */
    const OUTCOMES = [
      { verdict: "upheld", answered: true, credits: [BOND + HALF, 0n, HALF] },
      { verdict: "upheld", answered: false, credits: [BOND, 0n, 0n] },
      { verdict: "dismissed", answered: true, credits: [BOND, BOND, 0n] },
      { verdict: "dismissed", answered: false, credits: [BOND, 0n, 0n] },
      { verdict: "frivolous", answered: true, credits: [0n, BOND + HALF, HALF] },
      { verdict: "frivolous", answered: false, credits: [0n, 0n, BOND] },
    ] as const;

    for (const { verdict, answered, credits } of OUTCOMES) {
      it(`shares bonds of a claim ${verdict}, ${answered ? "answered" : "unanswered"} (DSP-4)`, async () => {
        const { court, token, timelock, thief, claimant, asCouncil, ...world } = await loadCourt();
        const { assetId, isFrozen, now } = world;
        const claimId = await (answered ? world.fileAnswered() : world.fileHeard());
        const ruling = asCouncil.rule(claimId, VERDICT[verdict]);
        await ruling;
        const upheld = verdict === "upheld";
        const deadline = upheld ? (await now()) + REMEDY_PERIOD : 0n;

        await expect(ruling)
          .to.emit(court, "ClaimRuled")
          .withArgs(claimId, assetId, VERDICT[verdict], deadline);
        expect(await isFrozen()).to.equal(upheld);
        expect(await court.holdsOn(assetId)).to.equal(upheld ? 1n : 0n);
        const parties = [claimant.address, thief.address, await timelock.getAddress()];
        expect(await Promise.all(parties.map((party) => court.creditOf(party)))).to.deep.equal(
          credits,
        );
        expect(credits.reduce((sum, credit) => sum + credit)).to.equal(
          await token.balanceOf(court),
        );
        const stage = upheld ? STAGE.upheld : STAGE.dismissed;
        await expect(asCouncil.rule(claimId, VERDICT.frivolous))
          .to.be.revertedWithCustomError(court, "DisputeCourt_WrongStage")
          .withArgs(claimId, stage);
      });
    }

    it("is the council's, in time; what is not answered nor heard can't be upheld (DSP-1)", async () => {
      const { court, claimant, asClaimant, asCouncil, file, ...world } = await loadCourt();
      const claimId = await file();
      await expect(asClaimant.rule(claimId, VERDICT.upheld))
        .to.be.revertedWithCustomError(court, "AccessManagedUnauthorized")
        .withArgs(claimant);
      await expect(asCouncil.rule(claimId, VERDICT.upheld))
        .to.be.revertedWithCustomError(court, "DisputeCourt_WrongStage")
        .withArgs(claimId, STAGE.filed);
      const heard = await world.fileHeard();
      const deadline = await world.deadlineOf(heard);
      await world.nextAt(deadline);
      await expect(asCouncil.rule(heard, VERDICT.upheld))
        .to.be.revertedWithCustomError(court, "DisputeCourt_TooLate")
        .withArgs(heard, deadline);
    });

    it("takes no bond of a claim that everybody forgot, which anyone may give back (DSP-1)", async () => {
      const { court, timelock, claimant, asCouncil, ...world } = await loadCourt();
      const claimId = await world.file();
      const end = (await world.deadlineOf(claimId)) + RULING_PERIOD;
      await world.nextAt(end);
      for (const verdict of [VERDICT.frivolous, VERDICT.dismissed]) {
        await expect(asCouncil.rule(claimId, verdict))
          .to.be.revertedWithCustomError(court, "DisputeCourt_TooLate")
          .withArgs(claimId, end);
      }
      await court.lapse(claimId);

      expect(await court.creditOf(claimant)).to.equal(BOND);
      expect(await court.creditOf(timelock)).to.equal(0n);
    });

    it("throws a flood of claims out before it costs the owner a bond", async () => {
      const { court, token, timelock, thief, asCouncil, file, isFrozen } = await loadCourt();
      const before = await token.balanceOf(thief);
      const claims = [await file(), await file(), await file()];
      for (const claimId of claims) await asCouncil.rule(claimId, VERDICT.frivolous);

      expect(await court.creditOf(timelock)).to.equal(3n * BOND);
      expect(await token.balanceOf(thief)).to.equal(before);
      expect(await isFrozen()).to.equal(false);
    });
  });

  describe("withdraw", () => {
    it("is free before anybody has moved, and costs half the bond after that (DSP-4)", async () => {
      const { court, timelock, thief, claimant, asClaimant, assetId, ...world } = await loadCourt();
      const [filed, answered] = [await world.file(), await world.fileAnswered()];
      await expect(asClaimant.withdraw(filed))
        .to.emit(court, "ClaimWithdrawn")
        .withArgs(filed, assetId);
      expect(await court.creditOf(claimant)).to.equal(BOND);

      await asClaimant.withdraw(answered);
      expect(await court.creditOf(claimant)).to.equal(BOND + HALF);
      expect(await court.creditOf(thief)).to.equal(BOND + HALF);

      const heard = await world.fileHeard();
      await asClaimant.withdraw(heard);
      expect(await world.isFrozen()).to.equal(false);
      expect(await court.creditOf(claimant)).to.equal(2n * BOND);
      expect(await court.creditOf(timelock)).to.equal(HALF);
    });

    it("is the claimant's, before a ruling", async () => {
      const { court, asThief, asClaimant, thief, fileUpheld } = await loadCourt();
      const claimId = await fileUpheld();
      await expect(asThief.withdraw(claimId))
        .to.be.revertedWithCustomError(court, "DisputeCourt_NotClaimant")
        .withArgs(claimId, thief);
      await expect(asClaimant.withdraw(claimId))
        .to.be.revertedWithCustomError(court, "DisputeCourt_WrongStage")
        .withArgs(claimId, STAGE.upheld);
    });
  });

  describe("lapse", () => {
    for (const how of ["file", "fileAnswered", "fileHeard"] as const) {
      it(`returns bonds and frees the asset when nobody rules after ${how} (DSP-3)`, async () => {
        const { court, token, claimant, thief, assetId, isFrozen, ...world } = await loadCourt();
        const claimId = await world[how]();
        const deadline = (await world.deadlineOf(claimId)) + (how === "file" ? RULING_PERIOD : 0n);
        await world.nextAt(deadline - 1n);
        await expect(court.lapse(claimId))
          .to.be.revertedWithCustomError(court, "DisputeCourt_TooEarly")
          .withArgs(claimId, deadline);

        await world.nextAt(deadline);
        await expect(court.lapse(claimId)).to.emit(court, "ClaimLapsed").withArgs(claimId, assetId);
        expect(await court.creditOf(claimant)).to.equal(BOND);
        expect(await court.creditOf(thief)).to.equal(how === "fileAnswered" ? BOND : 0n);
        expect(await isFrozen()).to.equal(false);
        await expect(court.lapse(claimId))
          .to.be.revertedWithCustomError(court, "DisputeCourt_WrongStage")
          .withArgs(claimId, STAGE.lapsed);
        await court.release(claimant);
        if (how === "fileAnswered") await court.release(thief);
        expect(await token.balanceOf(court)).to.equal(0n);
      });
    }
  });

  describe("release", () => {
    it("pays a credit once, to its account, by anyone's hand (DSP-4)", async () => {
      const { court, token, claimant, stranger, asClaimant, file } = await loadCourt();
      await asClaimant.withdraw(await file());
      const releasing = court.connect(stranger).release(claimant);

      await expect(releasing).to.emit(court, "CreditReleased").withArgs(claimant, BOND);
      await expect(releasing).to.changeTokenBalances(
        ethers,
        token,
        [claimant, court],
        [BOND, -BOND],
      );
      await expect(court.release(claimant))
        .to.be.revertedWithCustomError(court, "DisputeCourt_NothingToRelease")
        .withArgs(claimant);
    });

    it("pays once from a token that calls back in the middle of its transfers (DSP-4)", async () => {
      const { manager, registry, ledger, licenses, timelock, claimant, assetId } =
        await loadCourt();
      const token = await ethers.deployContract("CallbackToken");
      const court = await ethers.deployContract("DisputeCourt", [
        ...[manager, registry, ledger, licenses, token, timelock],
      ]);
      await token.getFunction("mint")(claimant, 2n * BOND);
      const asClaimant = await ethers.getContractAt("CallbackToken", token, claimant);
      await asClaimant.getFunction("approve")(court, ethers.MaxUint256);
      const guard = court.interface.encodeErrorResult("ReentrancyGuardReentrantCall");
      for (let i = 0; i < 2; ++i) {
        await court.connect(claimant).file(assetId, KIND.stolen, 0n, EVIDENCE);
        await court.connect(claimant).withdraw(BigInt(i + 1));
      }
      const data = court.interface.encodeFunctionData("release", [claimant.address]);
      await token.getFunction("callOnTransfer")(court, data);
      await court.release(claimant);

      expect(await token.getFunction("lastReturned")()).to.equal(guard);
      expect(await token.getFunction("balanceOf")(claimant)).to.equal(2n * BOND);
    });
  });

  describe("holds", () => {
    it("last until the last of two claims has ended (DSP-5)", async () => {
      const { court, asCouncil, assetId, fileAnswered, isFrozen } = await loadCourt();
      const claims = [await fileAnswered(), await fileAnswered(KIND.malware)];
      for (const claimId of claims) await asCouncil.admit(claimId);
      expect(await court.holdsOn(assetId)).to.equal(2n);

      await asCouncil.rule(claims[0]!, VERDICT.dismissed);
      expect(await isFrozen()).to.equal(true);
      await asCouncil.rule(claims[1]!, VERDICT.frivolous);
      expect(await isFrozen()).to.equal(false);
      expect(await court.holdsOn(assetId)).to.equal(0n);
    });

    it("of an upheld claim are prolonged by anyone beyond the ledger's 90 days (DSP-5)", async () => {
      const { court, ledger, stranger, thief, asCouncil, assetId, ...world } = await loadCourt();
      const { now, wait, isFrozen, fileUpheld } = world;
      const claimId = await fileUpheld();
      await wait(FREEZE - DAY);
      await court.connect(stranger).prolong(assetId);
      expect(await ledger.frozenUntil(assetId)).to.equal((await now()) + FREEZE);

      await wait(FREEZE);
      await ledger.connect(thief).thaw(assetId);
      await court.connect(stranger).prolong(assetId);
      expect(await isFrozen()).to.equal(true);
      await wait(FREEZE);
      await ledger.connect(thief).thaw(assetId);
      await expect(asCouncil.lift(claimId))
        .to.emit(court, "ClaimRemedied")
        .withArgs(claimId, assetId);
      await expect(court.prolong(assetId))
        .to.be.revertedWithCustomError(court, "DisputeCourt_NotHeld")
        .withArgs(assetId);
    });

    /** A held copy whose content root is taken over by the earlier commitment of `claimant`. */
    async function withSuperseded() {
      const world = await loadCourt();
      const { registry, claimant, asCouncil } = world;
      const [secret, salt] = [ethers.id("secret content"), ethers.id("salt")];
      const commitment = await registry.commitmentOf(claimant, secret, salt);
      await registry.connect(claimant).commit(commitment);
      const copy = await world.registerAsset({ contentRoot: secret });
      const claimId = await world.fileAnswered(KIND.stolen, UNITS, copy);
      await asCouncil.admit(claimId);
      const reclaim = async () =>
        await world.registerAsset({ contentRoot: secret, salt, owner: claimant });
      return { ...world, copy, claimId, reclaim };
    }

    it("that end leave an asset frozen that was superseded meanwhile (DSP-5)", async () => {
      const { court, ledger, asCouncil, copy, claimId, reclaim, isFrozen } = await withSuperseded();
      await reclaim();
      await expect(asCouncil.settleSupersedure(copy))
        .to.be.revertedWithCustomError(court, "DisputeCourt_Held")
        .withArgs(copy, 1n);
      await asCouncil.rule(claimId, VERDICT.dismissed);
      expect(await isFrozen(copy)).to.equal(true);

      await asCouncil.settleSupersedure(copy);
      expect(await isFrozen(copy)).to.equal(false);
      await expect(asCouncil.settleSupersedure(copy))
        .to.be.revertedWithCustomError(ledger, "RevenueLedger_NotFrozen")
        .withArgs(copy);
    });

    it("that end freeze a superseded asset that the ledger was not told of (DSP-5)", async () => {
      const { registry, ledger, claimant, asCouncil, ...world } = await withSuperseded();
      const { copy, claimId, isFrozen, registerAsset } = world;
      const original = await registerAsset({ owner: claimant });
      const version = [
        ethers.id("secret content"),
        ethers.id("metadata"),
        ethers.id("salt"),
      ] as const;
      await registry.connect(claimant).publishVersion(original, ...version);
      await asCouncil.rule(claimId, VERDICT.dismissed);

      expect(await isFrozen(copy)).to.equal(true);
      expect(await ledger.frozenUntil(copy)).to.equal(2n ** 40n - 1n);
    });

    it("of another claim do not undo what was decided on a superseded asset (DSP-5)", async () => {
      const { asCouncil, copy, claimId, reclaim, isFrozen, fileAnswered } = await withSuperseded();
      await reclaim();
      await asCouncil.rule(claimId, VERDICT.dismissed);
      await asCouncil.settleSupersedure(copy);
      const second = await fileAnswered(KIND.malware, 0n, copy);
      await asCouncil.admit(second);
      await asCouncil.rule(second, VERDICT.dismissed);

      expect(await isFrozen(copy)).to.equal(false);
    });
  });

  describe("setRules", () => {
    it("keeps to its bounds and leaves open claims their bond (DSP-12, GOV-3)", async () => {
      const { court, asThief, fileAnswered, file, getTimelockSigner } = await loadCourt();
      const asTimelock = court.connect(await getTimelockSigner());
      const claimId = await file();
      const [min, max] = [10n * 10n ** 18n, 10_000n * 10n ** 18n];
      const refused = async (rules: [bigint, bigint, bigint], bounds: bigint[]) => {
        await expect(asTimelock.setRules(...rules))
          .to.be.revertedWithCustomError(court, "DisputeCourt_OutOfBounds")
          .withArgs(...bounds);
      };
      const [answer, ruling] = [ANSWER_PERIOD, RULING_PERIOD];
      for (const bond of [min - 1n, max + 1n]) {
        await refused([bond, answer, ruling], [bond, min, max]);
      }
      for (const period of [3n * DAY - 1n, 14n * DAY + 1n]) {
        await refused([BOND, period, ruling], [period, 3n * DAY, 14n * DAY]);
      }
      for (const period of [7n * DAY - 1n, 30n * DAY + 1n]) {
        await refused([BOND, answer, period], [period, 7n * DAY, 30n * DAY]);
      }

      await expect(asTimelock.setRules(min, 3n * DAY, 30n * DAY))
        .to.emit(court, "RulesChanged")
        .withArgs(min, 3n * DAY, 30n * DAY);
      await asThief.answer(claimId, STATEMENT);
      expect((await court.claimOf(claimId)).bond).to.equal(BOND);
      expect((await court.claimOf(await fileAnswered())).bond).to.equal(min);
      expect([await court.answerPeriod(), await court.rulingPeriod()]).to.deep.equal([
        3n * DAY,
        30n * DAY,
      ]);
    });
  });
});
