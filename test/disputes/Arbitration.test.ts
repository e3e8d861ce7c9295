import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import { expect } from "chai";

import type { Arbitration } from "../../typechain-types/index.js";
import { AMOUNT, BOND as JOB_BOND, deployJobs, REWARD, STATE } from "../execution/deployJobs.ts";
import { deployProofs, PRICE } from "../execution/deployProofs.ts";
import { ethers, loadFixture, networkHelpers } from "../helpers/chain.ts";
import { deploySahara } from "../helpers/deploySahara.ts";
import { deployToken, type TestToken } from "../helpers/deployToken.ts";
import { buildReceiptTree } from "../helpers/receiptTree.ts";
import { createSeededRandom } from "../helpers/seededRandom.ts";

const STAGE = {
  none: 0n,
  filed: 1n,
  answered: 2n,
  withdrawn: 3n,
  unanswered: 4n,
  lapsed: 5n,
  ruled: 6n,
} as const;
const DAY = 86_400n;
const ANSWER_PERIOD = 7n * DAY;
const RULING_PERIOD = 14n * DAY;
const FILING_PERIOD = 30n * DAY;
/** Of the price of one call, rounded up. */
const BOND = 10n;
const EVIDENCE = ethers.id("evidence");
const STATEMENT = ethers.id("statement");
const COUNCIL = ethers.ZeroAddress;
const SEED = 31n;

const nextAt = async (time: bigint) => {
  await networkHelpers.time.setNextBlockTimestamp(time);
};

describe("Arbitration", () => {
  describe("jobs", () => {
    const load = async () => {
      const jobs = await loadFixture(deployJobs);
      const jobId = await jobs.postDisputed();
      return { ...jobs, jobId, asCouncil: jobs.arbitration.connect(jobs.council) };
    };

    it("are ruled on by the council, within what is at stake (DSP-13, DSP-14)", async () => {
      const { arbitration, board, stranger, client, asCouncil, jobId, creditOf } = await load();
      await expect(arbitration.connect(stranger).ruleJob(jobId, 0n, false))
        .to.be.revertedWithCustomError(arbitration, "AccessManagedUnauthorized")
        .withArgs(stranger);
      await expect(asCouncil.ruleJob(jobId, 10_001n, false))
        .to.be.revertedWithCustomError(board, "JobBoard_ShareTooHigh")
        .withArgs(10_001n, 10_000n);

      await expect(asCouncil.ruleJob(jobId, 0n, false))
        .to.emit(board, "JobRuled")
        .withArgs(jobId, 0n, false);
      expect(await creditOf(client)).to.equal(REWARD + JOB_BOND);
    });

    it("are ruled on by whom both parties named, and by nobody else then (DSP-13)", async () => {
      const { arbitration, relayer, client, operator, asCouncil, council, ...rest } = await load();
      const { jobId } = rest;
      const naming = arbitration.connect(client).nameArbiter(jobId, relayer);
      await expect(naming)
        .to.emit(arbitration, "ArbiterNamed")
        .withArgs(jobId, client, relayer)
        .and.not.to.emit(arbitration, "ArbiterAgreed");
      expect(await arbitration.arbiterOf(jobId)).to.equal(COUNCIL);
      expect(await arbitration.namedBy(jobId, client)).to.equal(relayer);
      await expect(arbitration.connect(operator).nameArbiter(jobId, relayer))
        .to.emit(arbitration, "ArbiterAgreed")
        .withArgs(jobId, relayer);

      await expect(asCouncil.ruleJob(jobId, 0n, false))
        .to.be.revertedWithCustomError(arbitration, "Arbitration_NotArbiter")
        .withArgs(council, relayer);
      await expect(arbitration.connect(client).nameArbiter(jobId, COUNCIL))
        .to.be.revertedWithCustomError(arbitration, "Arbitration_AlreadyAgreed")
        .withArgs(jobId, relayer);
      await arbitration.connect(relayer).ruleJob(jobId, 10_000n, true);
      expect(await rest.stateOf(jobId)).to.equal(STATE.closed);
      expect(await rest.creditOf(client)).to.equal(REWARD - AMOUNT);
    });

    it("take names from their parties alone, who may think again until they agree", async () => {
      const { arbitration, relayer, stranger, client, operator, jobId } = await load();
      await expect(arbitration.connect(stranger).nameArbiter(jobId, stranger))
        .to.be.revertedWithCustomError(arbitration, "Arbitration_NotParty")
        .withArgs(jobId, stranger);
      await arbitration.connect(operator).nameArbiter(jobId, relayer);
      await arbitration.connect(operator).nameArbiter(jobId, COUNCIL);
      await arbitration.connect(client).nameArbiter(jobId, COUNCIL);
      await arbitration.connect(client).nameArbiter(jobId, relayer);

      expect(await arbitration.arbiterOf(jobId)).to.equal(COUNCIL);
    });
  });

  describe("answers and reports", () => {
    it("are the council's to rule on, where they are (DSP-14)", async () => {
      const { arbitration, divergences, attributionReports, council, stranger } =
        await loadFixture(deploySahara);
      const asCouncil = arbitration.connect(council);
      const asStranger = arbitration.connect(stranger);
      for (const refused of [
        asStranger.ruleDivergence(1n, 1n),
        asStranger.ruleReport(EVIDENCE, true),
      ]) {
        await expect(refused)
          .to.be.revertedWithCustomError(arbitration, "AccessManagedUnauthorized")
          .withArgs(stranger);
      }

      // The role carries the council's word on; there is nothing there to rule on.
      await expect(asCouncil.ruleDivergence(1n, 1n))
        .to.be.revertedWithCustomError(divergences, "Divergences_NotOpen")
        .withArgs(1n);
      await expect(asCouncil.ruleReport(EVIDENCE, true))
        .to.be.revertedWithCustomError(attributionReports, "AttributionReports_WrongStatus")
        .withArgs(EVIDENCE, 0n);
    });
  });

  describe("paid calls", () => {
    /** A lane of three calls, redeemed but for the last; `payer` and `operator` have approved arbitration. */
    async function deployCalls() {
      const proofs = await deployProofs();
      const { arbitration, token, payer, operator, council, meter, operators } = proofs;
      const { makeLane, digestOf, signReceipt, voucher, redeem, offerId } = proofs;
      for (const party of [payer, operator]) {
        await token.connect(proofs.deployer).transfer(party, 10_000n);
        await token.connect(party).approve(arbitration, ethers.MaxUint256);
      }
      const receipts = await makeLane(3);
      const digests = await Promise.all(receipts.map(digestOf));
      const tree = buildReceiptTree(digests);
      const claim = 2n * PRICE;
      await redeem(await voucher({ offerId, seq: 3n, receiptsRoot: tree.root, claim }));
      const receipt = digests[0]!;

      const dispute = async (
        options: {
          seq?: number;
          amount?: bigint;
          arbiter?: string;
          evidence?: string;
          by?: HardhatEthersSigner;
          terms?: typeof proofs.terms;
          at?: Arbitration;
        } = {},
      ) => {
        const { seq = 1, amount = PRICE, arbiter = COUNCIL, evidence = EVIDENCE } = options;
        const { by = payer, terms = proofs.terms, at = arbitration } = options;
        const signed = await signReceipt(receipts[seq - 1]!);
        const proof = tree.proofOf(BigInt(seq));
        const args = [signed, proofs.offer, proof, terms, amount, arbiter, evidence] as const;
        return await at.connect(by).disputeCall(...args);
      };
      const asOperator = arbitration.connect(operator);
      const answer = async (arbiter = COUNCIL, id = receipt) =>
        await asOperator.answerCall(id, arbiter, STATEMENT);
      const claimOf = async (id = receipt) => await arbitration.callClaimOf(id);
      const credits = async () => ({
        payer: await arbitration.creditOf(payer, proofs.currency),
        operator: await arbitration.creditOf(operator, proofs.currency),
      });

      return {
        ...proofs,
        ...{ meter, operators, receipts, digests, receipt, dispute, answer, claimOf, credits },
        ...{ asOperator, asCouncil: arbitration.connect(council) },
      };
    }
    const load = async () => await loadFixture(deployCalls);

    it("are claimed against by their payer, with a bond of a tenth (DSP-15)", async () => {
      const { arbitration, token, payer, operator, dataset, currency, receipt, ...world } =
        await load();
      const disputing = world.dispute();
      await disputing;
      const deadline = (await world.now()) + ANSWER_PERIOD;

      await expect(disputing)
        .to.emit(arbitration, "CallDisputed")
        .withArgs(
          ...[receipt, payer, operator, dataset, currency, PRICE, BOND, COUNCIL, deadline],
          EVIDENCE,
        );
      await expect(disputing).to.changeTokenBalances(
        ethers,
        token,
        [payer, arbitration],
        [-BOND, BOND],
      );
      expect(await world.claimOf()).to.deep.equal([
        ...[payer.address, deadline, STAGE.filed, operator.address, BOND, currency, PRICE, COUNCIL],
      ]);
    });

    it("are claimed against once, in time, if they were paid, for no more than that (DSP-15)", async () => {
      const { arbitration, council, stranger, terms, digests, receipts, dispute } = await load();
      const [receipt, , unpaid] = digests;
      for (const wrong of [
        { by: stranger },
        { by: stranger, terms: { ...terms, payer: stranger.address } },
        { terms: { ...terms, salt: EVIDENCE } },
      ]) {
        await expect(dispute(wrong))
          .to.be.revertedWithCustomError(arbitration, "Arbitration_NotPayer")
          .withArgs(receipt, "by" in wrong ? wrong.by : terms.payer);
      }
      await expect(dispute({ seq: 3 }))
        .to.be.revertedWithCustomError(arbitration, "Arbitration_NotSettled")
        .withArgs(unpaid);
      for (const amount of [0n, PRICE + 1n]) {
        await expect(dispute({ amount }))
          .to.be.revertedWithCustomError(arbitration, "Arbitration_AmountOutOfBounds")
          .withArgs(amount, PRICE);
      }
      await expect(dispute({ evidence: ethers.ZeroHash })).to.be.revertedWithCustomError(
        arbitration,
        "Arbitration_ZeroRoot",
      );
      await dispute();
      await expect(dispute())
        .to.be.revertedWithCustomError(arbitration, "Arbitration_WrongStage")
        .withArgs(receipt, STAGE.filed);
      const end = BigInt(receipts[1]!.finishedAt) + FILING_PERIOD;
      await nextAt(end);
      await expect(dispute({ seq: 2 }))
        .to.be.revertedWithCustomError(arbitration, "Arbitration_TooLate")
        .withArgs(digests[1], end);
      await arbitration.connect(council).pause(60n);
      await expect(dispute({ seq: 2 })).to.be.revertedWithCustomError(
        arbitration,
        "EntryPause_Paused",
      );
    });

    it("are answered by their operator with what is disputed, and the council divides that (DSP-16)", async () => {
      const { arbitration, token, operators, operator, receipt, ...world } = await load();
      const { asCouncil, answer, dispute, credits, stranger } = world;
      await dispute();
      const before = await operators.operatorOf(operator);
      const answering = answer();
      await answering;
      const deadline = (await world.now()) + RULING_PERIOD;
      await expect(answering)
        .to.emit(arbitration, "CallAnswered")
        .withArgs(receipt, operator, COUNCIL, PRICE, deadline, STATEMENT);
      await expect(answering).to.changeTokenBalances(
        ethers,
        token,
        [operator, arbitration],
        [-PRICE, PRICE],
      );
      await expect(arbitration.connect(stranger).ruleCall(receipt, 0n, false))
        .to.be.revertedWithCustomError(arbitration, "AccessManagedUnauthorized")
        .withArgs(stranger);
      await expect(asCouncil.ruleCall(receipt, PRICE + 1n, false))
        .to.be.revertedWithCustomError(arbitration, "Arbitration_AmountOutOfBounds")
        .withArgs(PRICE + 1n, PRICE);

      await expect(asCouncil.ruleCall(receipt, 60n, false))
        .to.emit(arbitration, "CallRuled")
        .withArgs(receipt, operator, 60n, false);
      expect(await credits()).to.deep.equal({ payer: 60n + BOND, operator: PRICE - 60n });
      expect(await operators.operatorOf(operator)).to.deep.equal(before);
      await expect(asCouncil.ruleCall(receipt, 0n, false))
        .to.be.revertedWithCustomError(arbitration, "Arbitration_WrongStage")
        .withArgs(receipt, STAGE.ruled);
    });

    it("cost a frivolous claim its bond", async () => {
      const { arbitration, token, payer, operator, currency, receipt, ...world } = await load();
      await world.dispute();
      await world.answer();
      await world.asCouncil.ruleCall(receipt, 0n, true);
      expect(await world.credits()).to.deep.equal({ payer: 0n, operator: PRICE + BOND });

      const releasing = arbitration.connect(payer).release(operator, currency);
      await expect(releasing)
        .to.emit(arbitration, "CreditReleased")
        .withArgs(operator, currency, PRICE + BOND);
      await expect(releasing).to.changeTokenBalances(ethers, token, [operator], [PRICE + BOND]);
      await expect(arbitration.release(operator, currency))
        .to.be.revertedWithCustomError(arbitration, "Arbitration_NothingToRelease")
        .withArgs(operator, currency);
    });

    it("are ruled on by whom both named; otherwise by the council (DSP-13)", async () => {
      const { arbitration, council, reporter, stranger, digests, ...world } = await load();
      const { asCouncil, dispute, answer, claimOf } = world;
      await dispute({ arbiter: reporter.address });
      await dispute({ seq: 2, arbiter: reporter.address });
      // The payer's wish alone makes nobody arbiter.
      await expect(arbitration.connect(reporter).ruleCall(digests[0]!, 0n, false))
        .to.be.revertedWithCustomError(arbitration, "AccessManagedUnauthorized")
        .withArgs(reporter);
      await answer(reporter.address);
      await answer(stranger.address, digests[1]);

      expect((await claimOf()).arbiter).to.equal(reporter);
      expect((await claimOf(digests[1])).arbiter).to.equal(COUNCIL);
      await expect(asCouncil.ruleCall(digests[0]!, 0n, false))
        .to.be.revertedWithCustomError(arbitration, "Arbitration_NotArbiter")
        .withArgs(council, reporter);
      await arbitration.connect(reporter).ruleCall(digests[0]!, PRICE, false);
      await asCouncil.ruleCall(digests[1]!, PRICE, false);
    });

    it("have their answer from their operator, about something, in time", async () => {
      const { arbitration, payer, asOperator, receipt, dispute, answer, claimOf } = await load();
      await expect(answer())
        .to.be.revertedWithCustomError(arbitration, "Arbitration_WrongStage")
        .withArgs(receipt, STAGE.none);
      await dispute();
      await expect(arbitration.connect(payer).answerCall(receipt, COUNCIL, STATEMENT))
        .to.be.revertedWithCustomError(arbitration, "Arbitration_NotOperator")
        .withArgs(receipt, payer);
      await expect(
        asOperator.answerCall(receipt, COUNCIL, ethers.ZeroHash),
      ).to.be.revertedWithCustomError(arbitration, "Arbitration_ZeroRoot");
      const { deadline } = await claimOf();
      await nextAt(deadline);
      await expect(answer())
        .to.be.revertedWithCustomError(arbitration, "Arbitration_TooLate")
        .withArgs(receipt, deadline);
    });

    it("end by the silence of operator or arbiter, with everything back (DSP-17)", async () => {
      const { arbitration, operator, digests, dispute, answer, claimOf, ...world } = await load();
      const [receipt, answered] = digests as [string, string];
      await dispute();
      await dispute({ seq: 2 });
      await answer(COUNCIL, answered);
      const { deadline } = await claimOf();
      await nextAt(deadline - 1n);
      await expect(arbitration.lapseCall(receipt))
        .to.be.revertedWithCustomError(arbitration, "Arbitration_TooEarly")
        .withArgs(receipt, deadline);
      await nextAt(deadline);
      await expect(arbitration.lapseCall(receipt))
        .to.emit(arbitration, "CallUnanswered")
        .withArgs(receipt, operator);
      expect(await arbitration.unansweredOf(operator)).to.equal(1n);
      const { deadline: end } = await claimOf(answered);
      await nextAt(end);
      await expect(world.asCouncil.ruleCall(answered, 0n, false))
        .to.be.revertedWithCustomError(arbitration, "Arbitration_TooLate")
        .withArgs(answered, end);
      await expect(arbitration.lapseCall(answered))
        .to.emit(arbitration, "CallLapsed")
        .withArgs(answered, operator);

      expect(await world.credits()).to.deep.equal({ payer: 2n * BOND, operator: PRICE });
      expect(await arbitration.unansweredOf(operator)).to.equal(1n);
      await expect(arbitration.lapseCall(answered))
        .to.be.revertedWithCustomError(arbitration, "Arbitration_WrongStage")
        .withArgs(answered, STAGE.lapsed);
    });

    it("may be left alone by their payer before an answer", async () => {
      const { arbitration, payer, stranger, digests, dispute, answer, credits } = await load();
      const [receipt, answered] = digests as [string, string];
      await dispute();
      await dispute({ seq: 2 });
      await answer(COUNCIL, answered);
      const asPayer = arbitration.connect(payer);
      await expect(arbitration.connect(stranger).withdrawCall(receipt))
        .to.be.revertedWithCustomError(arbitration, "Arbitration_NotPayer")
        .withArgs(receipt, stranger);
      await expect(asPayer.withdrawCall(receipt))
        .to.emit(arbitration, "CallWithdrawn")
        .withArgs(receipt, payer);
      await expect(asPayer.withdrawCall(answered))
        .to.be.revertedWithCustomError(arbitration, "Arbitration_WrongStage")
        .withArgs(answered, STAGE.answered);

      expect(await credits()).to.deep.equal({ payer: BOND, operator: 0n });
    });

    it("keep all that was put up, whatever is called in which order (DSP-17)", async function () {
      this.timeout(60_000);
      const { arbitration, token, payer, operator, digests, dispute, answer, ...world } =
        await load();
      const random = createSeededRandom(SEED);
      const claims = digests
        .slice(0, 2)
        .map((id): { id: string; stage: bigint } => ({ id, stage: STAGE.none }));
      let credited = 0n;
      const held = () =>
        claims.reduce(
          (sum, { stage }) =>
            sum + (stage === STAGE.filed ? BOND : stage === STAGE.answered ? BOND + PRICE : 0n),
          0n,
        );
      for (let i = 0; i < 40; ++i) {
        const index = random.below(2);
        const c = claims[index]!;
        const before = held();
        const [step, next] = random.pick([
          [() => dispute({ seq: index + 1 }), STAGE.filed],
          [() => answer(COUNCIL, c.id), STAGE.answered],
          [() => world.asCouncil.ruleCall(c.id, BigInt(random.below(101)), false), STAGE.ruled],
          [() => arbitration.connect(payer).withdrawCall(c.id), STAGE.withdrawn],
        ] as const);
        const done = await step().then(
          () => true,
          () => false,
        );
        const from = next === STAGE.answered || next === STAGE.withdrawn ? STAGE.filed : STAGE.none;
        expect(done).to.equal(c.stage === (next === STAGE.ruled ? STAGE.answered : from));
        if (done) c.stage = next;
        if (held() < before) credited += before - held();
        expect(await token.balanceOf(arbitration)).to.equal(held() + credited);
      }
      expect(await world.credits()).to.satisfy(
        (credits: { payer: bigint; operator: bigint }) =>
          credits.payer + credits.operator === credited,
      );
      for (const party of [payer, operator]) {
        if ((await arbitration.creditOf(party, token)) !== 0n) {
          await arbitration.release(party, token);
        }
      }
      expect(await token.balanceOf(arbitration)).to.equal(held());
    });
  });

  describe("a call that was paid in an odd token", () => {
    /** A paid call of an asset that takes the token alone; both parties have some of it. */
    async function withToken(name: string, ...args: unknown[]) {
      const proofs = await loadFixture(deployProofs);
      const { ledger, council, meter, operator, payer, arbitration } = proofs;
      const odd = await deployToken(name, ...args);
      const currency = await odd.getAddress();
      await ledger.connect(council).listCurrency(odd);
      for (const party of [payer, operator]) {
        await odd.mint(party, 10n ** 9n);
        await (odd.connect(party) as TestToken).approve(meter, ethers.MaxUint256);
        await (odd.connect(party) as TestToken).approve(arbitration, ethers.MaxUint256);
      }
      const assetId = await proofs.registerAsset({ currencies: 0b100n });
      const { offer, offerId } = await proofs.publishOffer({ assetId, token: currency });
      const terms = proofs.makeTerms({ token: currency });
      await meter.connect(payer).deposit(terms, 10n ** 6n);
      const accountId = await meter.accountIdOf(terms);
      const receipt = await proofs.makeReceipt({ accountId, offerId });
      const digest = await proofs.digestOf(receipt);
      const tree = buildReceiptTree([digest]);
      const item = { terms, offerId, seq: 1n, receiptsRoot: tree.root, claim: PRICE };
      await proofs.redeem(await proofs.voucher(item));
      const signed = await proofs.signReceipt(receipt);
      const dispute = async (arbiter = COUNCIL) =>
        await arbitration
          .connect(payer)
          .disputeCall(signed, offer, tree.proofOf(1n), terms, PRICE, arbiter, EVIDENCE);
      return { ...proofs, odd, currency, digest, dispute };
    }

    it("has at stake what arrived (DSP-17)", async () => {
      const { arbitration, operator, odd, digest, dispute } = await withToken("FeeToken", 2_000n);
      await dispute();
      await arbitration.connect(operator).answerCall(digest, COUNCIL, STATEMENT);
      const { bond, amount } = await arbitration.callClaimOf(digest);

      expect([bond, amount]).to.deep.equal([8n, 80n]);
      expect(await odd.balanceOf(arbitration)).to.equal(88n);
    });

    it("is not ruled on, nor given up, from within a transfer (DSP-18)", async () => {
      const world = await withToken("CallbackToken");
      const { arbitration, operator, payer, odd, currency, digest } = world;
      const abi = arbitration.interface;
      const refused = abi.encodeErrorResult("ReentrancyGuardReentrantCall");
      const isRefused = async (data: string, transfer: () => Promise<unknown>) => {
        await odd.getFunction("callOnTransfer")(arbitration, data);
        await transfer();
        expect(await odd.getFunction("lastReturned")()).to.equal(refused);
      };

      const withdrawing = abi.encodeFunctionData("withdrawCall", [digest]);
      await isRefused(withdrawing, async () => await world.dispute(currency));
      // Both name the token as their arbiter, so it could divide what it has not brought yet.
      const ruling = abi.encodeFunctionData("ruleCall", [digest, PRICE, false]);
      await isRefused(ruling, async () => {
        await arbitration.connect(operator).answerCall(digest, currency, STATEMENT);
      });
      expect((await arbitration.callClaimOf(digest)).stage).to.equal(STAGE.answered);

      await networkHelpers.time.increase(RULING_PERIOD);
      await arbitration.lapseCall(digest);
      const lapsing = abi.encodeFunctionData("lapseCall", [digest]);
      await isRefused(lapsing, async () => await arbitration.release(payer, odd));
      const releasing = abi.encodeFunctionData("release", [operator.address, currency]);
      await isRefused(releasing, async () => await arbitration.release(operator, odd));
      expect(await odd.balanceOf(arbitration)).to.equal(0n);
    });

    it("has no claim against it if nothing arrives", async () => {
      const { arbitration, odd, dispute } = await withToken("MoodyToken");
      const moody = await ethers.getContractAt("MoodyToken", odd);
      const pretend = 3n;
      await moody.getFunction("setMood")(pretend);

      await expect(dispute())
        .to.be.revertedWithCustomError(arbitration, "Arbitration_NothingArrived")
        .withArgs(odd);
    });
  });
});
