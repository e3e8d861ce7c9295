import { expect } from "chai";
import { TypedDataEncoder } from "ethers";

import { ethers } from "../helpers/chain.ts";
import { domainOf, TYPES } from "../helpers/typedData.ts";
import {
  AMOUNT,
  CAN,
  DAY,
  DELIVERY,
  KIND,
  loadJobs,
  NO_SIGNATURE,
  NOBODY,
  REWARD,
  STATE,
} from "./deployJobs.ts";

const CAPABILITY = {
  training: CAN.train,
  batchInference: CAN.inferBatch,
  computeToData: CAN.computeToData,
};

/** `stranger` is an operator that can do one thing only. */
async function withSpecialist(capabilities: bigint) {
  const jobs = await loadJobs();
  const wallet = new ethers.Wallet(ethers.id("specialist"));
  await jobs.enlist(jobs.stranger, wallet, capabilities);
  return { ...jobs, specialist: jobs.stranger };
}

/** A race; `commit` commits to a report of an operator and lets a block pass. */
async function withRace() {
  const jobs = await loadJobs();
  const jobId = await jobs.post({ race: true });
  const digestOf = async (by: { address: string }) =>
    await jobs.board.reportDigestOf(jobId, by.address, DELIVERY);
  const commit = async (by: { address: string }) => {
    await jobs.board.connect(jobs.relayer).commitDelivery(jobId, await digestOf(by));
  };
  return { ...jobs, jobId, digestOf, commit };
}

describe("JobBoard", () => {
  describe("take", () => {
    it("gives the job to the operator that takes it", async () => {
      const { board, operator, post, jobOf } = await loadJobs();
      const jobId = await post();

      await expect(board.connect(operator).take(jobId))
        .to.emit(board, "JobTaken")
        .withArgs(jobId, operator);
      const job = await jobOf(jobId);
      expect([job.state, job.operator]).to.deep.equal([STATE.taken, operator.address]);
    });

    it("keeps the job for the operator that it names", async () => {
      const { board, operator, otherOperator, post, stateOf } = await loadJobs();
      const jobId = await post({ operator: operator.address });

      await expect(board.connect(otherOperator).take(jobId))
        .to.be.revertedWithCustomError(board, "JobBoard_NotOperator")
        .withArgs(jobId, otherOperator);
      await board.connect(operator).take(jobId);
      expect(await stateOf(jobId)).to.equal(STATE.taken);
    });

    for (const [name, kind] of Object.entries(KIND)) {
      const capability = CAPABILITY[name as keyof typeof KIND];

      it(`takes operators that can do ${name}, and no others`, async () => {
        const able = await withSpecialist(capability);
        const jobId = await able.post({ kind });
        await able.board.connect(able.specialist).take(jobId);
        const unable = await withSpecialist(15n ^ capability);
        await unable.post({ kind });

        await expect(unable.board.connect(unable.specialist).take(jobId))
          .to.be.revertedWithCustomError(unable.board, "JobBoard_NotCapable")
          .withArgs(unable.specialist, kind);
      });
    }

    it("refuses who is no operator, or is leaving", async () => {
      const { board, operators, operator, stranger, post } = await loadJobs();
      const jobId = await post();
      const { stake } = await operators.operatorOf(operator);
      await operators.connect(operator).requestUnstake(stake);

      for (const caller of [stranger, operator]) {
        await expect(board.connect(caller).take(jobId))
          .to.be.revertedWithCustomError(board, "JobBoard_OperatorNotActive")
          .withArgs(caller);
      }
    });

    it("refuses a job that is another's already, closed, or does not exist", async () => {
      const { board, client, operator, post } = await loadJobs();
      const [taken, cancelled] = [await post(), await post()];
      await board.connect(operator).take(taken);
      await board.connect(client).cancel(cancelled);

      for (const [jobId, state] of [
        [taken, STATE.taken],
        [cancelled, STATE.closed],
        [99n, STATE.none],
      ]) {
        await expect(board.connect(operator).take(jobId!))
          .to.be.revertedWithCustomError(board, "JobBoard_WrongState")
          .withArgs(jobId, state);
      }
    });

    it("works until the deadline and not after it", async () => {
      const { board, operator, post, jobOf, nextAt } = await loadJobs();
      const [inTime, late] = [await post(), await post({ deliverBy: 2n ** 32n })];
      await nextAt((await jobOf(inTime)).deliverBy);
      await board.connect(operator).take(inTime);
      await nextAt(2n ** 32n + 1n);

      await expect(board.connect(operator).take(late))
        .to.be.revertedWithCustomError(board, "JobBoard_TooLate")
        .withArgs(2n ** 32n);
    });

    it("refuses a race", async () => {
      const { board, client, operator, jobId } = await withRace();

      for (const call of [
        async () => await board.connect(operator).take(jobId),
        async () => await board.connect(client).assign(jobId, operator),
      ]) {
        await expect(call())
          .to.be.revertedWithCustomError(board, "JobBoard_IsRace")
          .withArgs(jobId);
      }
    });

    it("refuses while entries are paused", async () => {
      const { board, council, client, operator, post } = await loadJobs();
      const jobId = await post();
      await board.connect(council).pause(60n);
      const until = await board.pausedUntil();

      for (const call of [
        async () => await board.connect(operator).take(jobId),
        async () => await board.connect(client).assign(jobId, operator),
      ]) {
        await expect(call())
          .to.be.revertedWithCustomError(board, "EntryPause_Paused")
          .withArgs(until);
      }
    });
  });

  describe("assign", () => {
    it("gives the job to the operator that the client names, whoever it was kept for", async () => {
      const { board, client, operator, otherOperator, post, jobOf } = await loadJobs();
      const jobId = await post({ operator: otherOperator.address });

      await expect(board.connect(client).assign(jobId, operator))
        .to.emit(board, "JobAssigned")
        .withArgs(jobId, operator);
      expect((await jobOf(jobId)).operator).to.equal(operator);
    });

    it("refuses everybody but the client", async () => {
      const { board, operator, post } = await loadJobs();
      const jobId = await post();

      await expect(board.connect(operator).assign(jobId, operator))
        .to.be.revertedWithCustomError(board, "JobBoard_NotClient")
        .withArgs(jobId, operator);
    });

    it("refuses who can't do it", async () => {
      const { board, client, specialist, post } = await withSpecialist(CAN.serve);
      const jobId = await post();

      await expect(board.connect(client).assign(jobId, NOBODY))
        .to.be.revertedWithCustomError(board, "JobBoard_OperatorNotActive")
        .withArgs(NOBODY);
      await expect(board.connect(client).assign(jobId, specialist))
        .to.be.revertedWithCustomError(board, "JobBoard_NotCapable")
        .withArgs(specialist, KIND.training);
    });
  });

  describe("deliver", () => {
    it("keeps what the operator delivers", async () => {
      const { board, operator, postTaken, jobOf, now } = await loadJobs();
      const jobId = await postTaken();

      await expect(board.connect(operator).deliver(jobId, operator, DELIVERY, NO_SIGNATURE))
        .to.emit(board, "JobDelivered")
        .withArgs(jobId, operator, Object.values(DELIVERY), operator);
      const { state, resultRoot, amount, deliveredAt } = await jobOf(jobId);
      expect({ state, resultRoot, amount, deliveredAt }).to.deep.equal({
        state: STATE.delivered,
        resultRoot: DELIVERY.resultRoot,
        amount: AMOUNT,
        deliveredAt: await now(),
      });
    });

    it("takes the signature of a key from anyone", async () => {
      const { board, operator, relayer, key, postTaken, signReport, stateOf } = await loadJobs();
      const jobId = await postTaken();
      const signature = await signReport(key, jobId, operator);

      await expect(board.connect(relayer).deliver(jobId, operator, DELIVERY, signature))
        .to.emit(board, "JobDelivered")
        .withArgs(jobId, operator, Object.values(DELIVERY), key);
      expect(await stateOf(jobId)).to.equal(STATE.delivered);
    });

    it("hashes a report as wallets do (SYS-4, JOB-9)", async () => {
      const { board, operator } = await loadJobs();
      const report = { jobId: 7n, operator: operator.address, ...DELIVERY };

      expect(await board.reportDigestOf(7n, operator, DELIVERY)).to.equal(
        TypedDataEncoder.hash(await domainOf(board), TYPES.jobReport, report),
      );
    });

    it("refuses a signature of another key, of another report, or none (JOB-9)", async () => {
      const { board, operator, otherOperator, relayer, postTaken, ...rest } = await loadJobs();
      const { key, otherKey, signReport } = rest;
      const jobId = await postTaken();
      const deliver = (signature: string) =>
        board.connect(relayer).deliver(jobId, operator, DELIVERY, signature);
      const wrong = [
        await signReport(otherKey, jobId, operator),
        await signReport(key, jobId + 1n, operator),
        await signReport(key, jobId, otherOperator),
        await signReport(key, jobId, operator, { ...DELIVERY, amount: AMOUNT + 1n }),
      ];

      await expect(deliver(wrong[0]!))
        .to.be.revertedWithCustomError(board, "JobBoard_NotOperatorsKey")
        .withArgs(operator, otherKey);
      for (const signature of wrong) {
        await expect(deliver(signature)).to.be.revertedWithCustomError(
          board,
          "JobBoard_NotOperatorsKey",
        );
      }
      for (const signature of [NO_SIGNATURE, `0x${"00".repeat(65)}`, "0x1234"]) {
        await expect(deliver(signature))
          .to.be.revertedWithCustomError(board, "JobBoard_NotOperatorsKey")
          .withArgs(operator, NOBODY);
      }
    });

    it("refuses a key that was revoked since it signed (JOB-9)", async () => {
      const { board, operators, operator, relayer, key, postTaken, signReport } = await loadJobs();
      const jobId = await postTaken();
      const signature = await signReport(key, jobId, operator);
      await operators.connect(operator).revokeKey(key);

      await expect(board.connect(relayer).deliver(jobId, operator, DELIVERY, signature))
        .to.be.revertedWithCustomError(board, "JobBoard_NotOperatorsKey")
        .withArgs(operator, key);
    });

    it("refuses the delivery of another operator", async () => {
      const { board, otherOperator, postTaken } = await loadJobs();
      const jobId = await postTaken();

      await expect(
        board.connect(otherOperator).deliver(jobId, otherOperator, DELIVERY, NO_SIGNATURE),
      )
        .to.be.revertedWithCustomError(board, "JobBoard_NotOperator")
        .withArgs(jobId, otherOperator);
    });

    it("works until the deadline and not after it (JOB-5)", async () => {
      const { board, operator, postTaken, jobOf, nextAt } = await loadJobs();
      const [inTime, late] = [await postTaken(), await postTaken({ deliverBy: 2n ** 32n })];
      const deliver = (jobId: bigint) =>
        board.connect(operator).deliver(jobId, operator, DELIVERY, NO_SIGNATURE);
      await nextAt((await jobOf(inTime)).deliverBy);
      await deliver(inTime);
      await nextAt(2n ** 32n + 1n);

      await expect(deliver(late))
        .to.be.revertedWithCustomError(board, "JobBoard_TooLate")
        .withArgs(2n ** 32n);
    });

    it("refuses a second delivery, and one of a job that nobody has (JOB-3)", async () => {
      const { board, operator, post, postDelivered } = await loadJobs();
      const [delivered, open] = [await postDelivered(), await post()];

      for (const [jobId, state] of [
        [delivered, STATE.delivered],
        [open, STATE.open],
      ]) {
        await expect(board.connect(operator).deliver(jobId!, operator, DELIVERY, NO_SIGNATURE))
          .to.be.revertedWithCustomError(board, "JobBoard_WrongState")
          .withArgs(jobId, state);
      }
    });

    it("takes all that was funded as the amount, and no more (JOB-1)", async () => {
      const { board, operator, postTaken, jobOf } = await loadJobs();
      const jobId = await postTaken();
      const asking = (amount: bigint) =>
        board.connect(operator).deliver(jobId, operator, { ...DELIVERY, amount }, NO_SIGNATURE);

      await expect(asking(REWARD + 1n))
        .to.be.revertedWithCustomError(board, "JobBoard_AmountAboveFunded")
        .withArgs(REWARD + 1n, REWARD);
      await asking(REWARD);
      expect((await jobOf(jobId)).amount).to.equal(REWARD);
    });

    it("refuses a delivery of nothing", async () => {
      const { board, operator, postTaken } = await loadJobs();
      const jobId = await postTaken();

      for (const missing of ["resultRoot", "reportRoot"]) {
        const delivery = { ...DELIVERY, [missing]: ethers.ZeroHash };
        await expect(
          board.connect(operator).deliver(jobId, operator, delivery, NO_SIGNATURE),
        ).to.be.revertedWithCustomError(board, "JobBoard_ZeroRoot");
      }
    });

    it("works while entries are paused, and for an operator that is leaving", async () => {
      const { board, operators, council, operator, postTaken, stateOf } = await loadJobs();
      const jobId = await postTaken();
      await board.connect(council).pause(60n);
      const { stake } = await operators.operatorOf(operator);
      await operators.connect(operator).requestUnstake(stake);
      await board.connect(operator).deliver(jobId, operator, DELIVERY, NO_SIGNATURE);

      expect(await stateOf(jobId)).to.equal(STATE.delivered);
    });

    context("in a race (JOB-8)", () => {
      it("takes the first delivery that was committed to, and gives its operator the job", async () => {
        const { board, operator, otherOperator, jobId, commit, jobOf } = await withRace();
        await commit(operator);
        await commit(otherOperator);
        await board.connect(otherOperator).deliver(jobId, otherOperator, DELIVERY, NO_SIGNATURE);
        const job = await jobOf(jobId);

        expect([job.state, job.operator]).to.deep.equal([STATE.delivered, otherOperator.address]);
        await expect(board.connect(operator).deliver(jobId, operator, DELIVERY, NO_SIGNATURE))
          .to.be.revertedWithCustomError(board, "JobBoard_WrongState")
          .withArgs(jobId, STATE.delivered);
      });

      it("refuses who copies a report from the delivery", async () => {
        const { board, operator, otherOperator, jobId, commit, digestOf } = await withRace();
        await commit(operator);

        await expect(
          board.connect(otherOperator).deliver(jobId, otherOperator, DELIVERY, NO_SIGNATURE),
        )
          .to.be.revertedWithCustomError(board, "JobBoard_NotCommitted")
          .withArgs(await digestOf(otherOperator));
      });

      it("refuses a report that was committed to in the same block", async () => {
        const { board, operator, jobId, commit, digestOf, now } = await withRace();
        await commit(operator);

        // A call of the pending state would have the next block's time.
        await expect(
          board
            .connect(operator)
            .deliver.staticCall(jobId, operator, DELIVERY, NO_SIGNATURE, { blockTag: "latest" }),
        )
          .to.be.revertedWithCustomError(board, "JobBoard_NotCommitted")
          .withArgs(await digestOf(operator));
        expect(await board.committedAt(await digestOf(operator))).to.equal(await now());
      });

      it("keeps the first time of a commitment", async () => {
        const { board, operator, jobId, commit, digestOf, now } = await withRace();
        const digest = await digestOf(operator);
        await expect(board.commitDelivery(jobId, digest))
          .to.emit(board, "DeliveryCommitted")
          .withArgs(jobId, digest);
        const first = await now();
        await commit(operator);

        expect(await board.committedAt(digest)).to.equal(first);
        await expect(board.commitDelivery(jobId, digest)).not.to.emit(board, "DeliveryCommitted");
      });

      it("takes a key's signature", async () => {
        const { board, operator, relayer, key, jobId, commit, signReport, stateOf } =
          await withRace();
        await commit(operator);
        const signature = await signReport(key, jobId, operator);
        await board.connect(relayer).deliver(jobId, operator, DELIVERY, signature);

        expect(await stateOf(jobId)).to.equal(STATE.delivered);
      });

      it("refuses who is no operator, or can't do it", async () => {
        const { board, relayer, stranger, jobId, commit, enlist } = await withRace();
        await enlist(stranger, new ethers.Wallet(ethers.id("server")), CAN.serve);
        for (const by of [relayer, stranger]) await commit(by);

        await expect(board.connect(relayer).deliver(jobId, relayer, DELIVERY, NO_SIGNATURE))
          .to.be.revertedWithCustomError(board, "JobBoard_OperatorNotActive")
          .withArgs(relayer);
        await expect(board.connect(stranger).deliver(jobId, stranger, DELIVERY, NO_SIGNATURE))
          .to.be.revertedWithCustomError(board, "JobBoard_NotCapable")
          .withArgs(stranger, KIND.training);
      });

      it("refuses a late delivery (JOB-5)", async () => {
        const { board, operator, jobId, commit, jobOf, nextAt } = await withRace();
        await commit(operator);
        const { deliverBy } = await jobOf(jobId);
        await nextAt(deliverBy + DAY);

        await expect(board.connect(operator).deliver(jobId, operator, DELIVERY, NO_SIGNATURE))
          .to.be.revertedWithCustomError(board, "JobBoard_TooLate")
          .withArgs(deliverBy);
      });

      it("ends when the client cancels", async () => {
        const { board, client, operator, jobId, commit } = await withRace();
        await commit(operator);
        await board.connect(client).cancel(jobId);

        await expect(board.connect(operator).deliver(jobId, operator, DELIVERY, NO_SIGNATURE))
          .to.be.revertedWithCustomError(board, "JobBoard_WrongState")
          .withArgs(jobId, STATE.closed);
      });
    });
  });
});
