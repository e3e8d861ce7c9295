import { expect } from "chai";

import { ethers } from "../helpers/chain.ts";
import {
  AMOUNT,
  BOND,
  DELIVERY,
  HOUR,
  loadJobs,
  REWARD,
  RULING_PERIOD,
  sharesOf,
  STATE,
} from "./deployJobs.ts";

const REASONS = ethers.id("reasons");

describe("JobBoard", () => {
  describe("dispute", () => {
    it("takes a bond of a tenth, rounded up, and waits for a ruling", async () => {
      const { board, token, client, postDelivered, jobOf, now } = await loadJobs();
      const jobId = await postDelivered();
      const disputing = board.connect(client).dispute(jobId, REASONS);

      await expect(disputing).to.changeTokenBalances(ethers, token, [client, board], [-BOND, BOND]);
      await expect(disputing).to.emit(board, "JobDisputed").withArgs(jobId, REASONS, BOND);
      const { state, bond, disputedAt } = await jobOf(jobId);
      expect([state, bond, disputedAt]).to.deep.equal([STATE.disputed, BOND, await now()]);
    });

    it("works until the end of the review period and not after it (JOB-5)", async () => {
      const { board, client, postDelivered, jobOf, nextAt } = await loadJobs();
      const [inTime, late] = [await postDelivered(), await postDelivered()];
      await nextAt((await jobOf(inTime)).deliveredAt + HOUR);
      await board.connect(client).dispute(inTime, REASONS);
      const end = (await jobOf(late)).deliveredAt + HOUR;
      await nextAt(end + 1n);

      await expect(board.connect(client).dispute(late, REASONS))
        .to.be.revertedWithCustomError(board, "JobBoard_TooLate")
        .withArgs(end);
    });

    it("works while entries are paused", async () => {
      const { board, council, client, postDelivered, stateOf } = await loadJobs();
      const jobId = await postDelivered();
      await board.connect(council).pause(60n);
      await board.connect(client).dispute(jobId, REASONS);

      expect(await stateOf(jobId)).to.equal(STATE.disputed);
    });

    it("refuses everybody but the client", async () => {
      const { board, operator, postDelivered } = await loadJobs();
      const jobId = await postDelivered();

      await expect(board.connect(operator).dispute(jobId, REASONS))
        .to.be.revertedWithCustomError(board, "JobBoard_NotClient")
        .withArgs(jobId, operator);
    });

    it("refuses what is not delivered, or disputed already (JOB-3)", async () => {
      const { board, client, postTaken, postDisputed } = await loadJobs();
      const [taken, disputed] = [await postTaken(), await postDisputed()];

      for (const [jobId, state] of [
        [taken, STATE.taken],
        [disputed, STATE.disputed],
      ]) {
        await expect(board.connect(client).dispute(jobId!, REASONS))
          .to.be.revertedWithCustomError(board, "JobBoard_WrongState")
          .withArgs(jobId, state);
      }
    });

    it("refuses a delivery that asks for nothing", async () => {
      const { board, client, postDelivered } = await loadJobs();
      const jobId = await postDelivered({}, { ...DELIVERY, amount: 0n });

      await expect(board.connect(client).dispute(jobId, REASONS))
        .to.be.revertedWithCustomError(board, "JobBoard_NothingAtStake")
        .withArgs(jobId);
    });

    it("refuses a client that can't pay the bond", async () => {
      const { board, token, client, postDelivered } = await loadJobs();
      const jobId = await postDelivered();
      await token.connect(client).approve(board, BOND - 1n);

      await expect(board.connect(client).dispute(jobId, REASONS))
        .to.be.revertedWithCustomError(token, "ERC20InsufficientAllowance")
        .withArgs(board, BOND - 1n, BOND);
    });
  });

  describe("rule", () => {
    for (const operatorBps of [0n, 3_333n, 10_000n]) {
      it(`pays the operator ${operatorBps} bps of the amount and refunds the rest (JOB-6)`, async () => {
        const { board, arbiter, client, operator, postDisputed, ...rest } = await loadJobs();
        const jobId = await postDisputed();
        const paid = (AMOUNT * operatorBps) / 10_000n;
        const { fee, toAsset, toOperator } = sharesOf(paid);
        const ruling = board.connect(arbiter).rule(jobId, operatorBps, false);

        await expect(ruling).to.emit(board, "JobRuled").withArgs(jobId, operatorBps, false);
        await expect(ruling)
          .to.emit(board, "JobClosed")
          .withArgs(jobId, operator, toOperator, toAsset, fee, REWARD - paid);
        expect(await rest.creditOf(operator)).to.equal(toOperator);
        expect(await rest.creditOf(client)).to.equal(REWARD - paid + BOND);
        expect(await rest.revenueOf(rest.dataset)).to.equal(toAsset);
      });
    }

    it("gives a forfeited bond to the operator (JOB-6)", async () => {
      const { board, arbiter, client, operator, postDisputed, creditOf } = await loadJobs();
      const jobId = await postDisputed();
      await board.connect(arbiter).rule(jobId, 10_000n, true);

      expect(await creditOf(operator)).to.equal(sharesOf(AMOUNT).toOperator + BOND);
      expect(await creditOf(client)).to.equal(REWARD - AMOUNT);
    });

    it("works for 14 days and not after them", async () => {
      const { board, arbiter, postDisputed, jobOf, nextAt, stateOf } = await loadJobs();
      const [inTime, late] = [await postDisputed(), await postDisputed()];
      await nextAt((await jobOf(inTime)).disputedAt + RULING_PERIOD);
      await board.connect(arbiter).rule(inTime, 0n, false);
      const end = (await jobOf(late)).disputedAt + RULING_PERIOD;
      await nextAt(end + 1n);

      await expect(board.connect(arbiter).rule(late, 0n, false))
        .to.be.revertedWithCustomError(board, "JobBoard_TooLate")
        .withArgs(end);
      expect(await stateOf(inTime)).to.equal(STATE.closed);
    });

    it("refuses to pay more than the amount (JOB-1)", async () => {
      const { board, arbiter, postDisputed } = await loadJobs();
      const jobId = await postDisputed();

      await expect(board.connect(arbiter).rule(jobId, 10_001n, false))
        .to.be.revertedWithCustomError(board, "JobBoard_ShareTooHigh")
        .withArgs(10_001n, 10_000n);
    });

    it("refuses everybody but the arbiter", async () => {
      const { board, actors, arbiter, postDisputed } = await loadJobs();
      const jobId = await postDisputed();

      for (const actor of actors.filter(({ address }) => address !== arbiter.address)) {
        await expect(board.connect(actor).rule(jobId, 0n, false))
          .to.be.revertedWithCustomError(board, "AccessManagedUnauthorized")
          .withArgs(actor);
      }
    });

    it("refuses what nobody disputes, and to rule twice (JOB-2)", async () => {
      const { board, arbiter, postDelivered, postDisputed } = await loadJobs();
      const [delivered, ruled] = [await postDelivered(), await postDisputed()];
      await board.connect(arbiter).rule(ruled, 0n, false);

      for (const [jobId, state] of [
        [delivered, STATE.delivered],
        [ruled, STATE.closed],
      ]) {
        await expect(board.connect(arbiter).rule(jobId!, 0n, false))
          .to.be.revertedWithCustomError(board, "JobBoard_WrongState")
          .withArgs(jobId, state);
      }
    });
  });

  describe("lapse", () => {
    it("divides amount and bond evenly when nobody ruled (JOB-6)", async () => {
      const { board, stranger, client, operator, postDisputed, ...rest } = await loadJobs();
      const { jobOf, nextAt, creditOf } = rest;
      const jobId = await postDisputed();
      const end = (await jobOf(jobId)).disputedAt + RULING_PERIOD;
      await nextAt(end);
      await expect(board.connect(stranger).lapse(jobId))
        .to.be.revertedWithCustomError(board, "JobBoard_TooEarly")
        .withArgs(end);

      await nextAt(end + 1n);
      await expect(board.connect(stranger).lapse(jobId))
        .to.emit(board, "JobLapsed")
        .withArgs(jobId);
      const half = AMOUNT / 2n;
      expect(await creditOf(operator)).to.equal(sharesOf(half).toOperator + BOND / 2n);
      expect(await creditOf(client)).to.equal(REWARD - half + BOND - BOND / 2n);
    });

    it("refuses what nobody disputes", async () => {
      const { board, postDelivered } = await loadJobs();
      const jobId = await postDelivered();

      await expect(board.lapse(jobId))
        .to.be.revertedWithCustomError(board, "JobBoard_WrongState")
        .withArgs(jobId, STATE.delivered);
    });
  });
});
