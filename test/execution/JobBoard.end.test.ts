import { expect } from "chai";

import { createRegistration, KIND as ASSET_KIND, RELATION } from "../helpers/assets.ts";
import { ethers } from "../helpers/chain.ts";
import { signRegistration } from "../helpers/signRegistration.ts";
import {
  AMOUNT,
  BOND,
  DAY,
  DELIVERY,
  FEE_BPS,
  HOUR,
  loadJobs,
  NO_SIGNATURE,
  NOBODY,
  REWARD,
  sharesOf,
  STATE,
} from "./deployJobs.ts";

const PROTOCOL = 0n;

describe("JobBoard", () => {
  describe("accept", () => {
    it("shares the amount and refunds the rest (JOB-1, JOB-4)", async () => {
      const { board, client, operator, dataset, postDelivered, ...rest } = await loadJobs();
      const jobId = await postDelivered();
      const { fee, toAsset, toOperator } = sharesOf(AMOUNT);
      const accepting = board.connect(client).accept(jobId);

      await expect(accepting).to.emit(board, "JobAccepted").withArgs(jobId, false);
      await expect(accepting)
        .to.emit(board, "JobClosed")
        .withArgs(jobId, operator, toOperator, toAsset, fee, REWARD - AMOUNT);
      expect(await rest.stateOf(jobId)).to.equal(STATE.closed);
      expect(await rest.creditOf(operator)).to.equal(toOperator);
      expect(await rest.creditOf(client)).to.equal(REWARD - AMOUNT);
      expect(await rest.revenueOf(dataset)).to.equal(toAsset);
      expect(await rest.revenueOf(PROTOCOL)).to.equal(fee);
      expect(fee + toAsset + toOperator).to.equal(AMOUNT);
    });

    it("takes the fee that stood when the job was posted (JOB-7)", async () => {
      const { board, client, postDelivered, setUsageFee, revenueOf, jobOf } = await loadJobs();
      const jobId = await postDelivered();
      await setUsageFee(500n);
      await board.connect(client).accept(jobId);

      expect((await jobOf(jobId)).feeBps).to.equal(FEE_BPS);
      expect(await revenueOf(PROTOCOL)).to.equal(sharesOf(AMOUNT).fee);
    });

    it("pays the operator all of it where there is neither asset nor fee", async () => {
      const { board, client, operator, postDelivered, setUsageFee, creditOf } = await loadJobs();
      await setUsageFee(0n);
      const jobId = await postDelivered({ assetId: 0n, assetBps: 0n });
      await board.connect(client).accept(jobId);

      expect(await creditOf(operator)).to.equal(AMOUNT);
    });

    it("refunds everything when the delivery asks for nothing", async () => {
      const { board, client, postDelivered, creditOf } = await loadJobs();
      const jobId = await postDelivered({}, { ...DELIVERY, amount: 0n });
      await board.connect(client).accept(jobId);

      expect(await creditOf(client)).to.equal(REWARD);
    });

    it("gains nothing for a client that is its own operator (JOB-10)", async () => {
      const { board, operator, token, owner, specify, creditOf, currency } = await loadJobs();
      await token.transfer(operator, REWARD);
      await token.connect(operator).approve(board, REWARD);
      const asOperator = board.connect(operator);
      await asOperator.postAssigned(await specify({ operator: operator.address }));
      await asOperator.deliver(1n, operator, DELIVERY, NO_SIGNATURE);
      await asOperator.accept(1n);
      const { fee, toAsset } = sharesOf(AMOUNT);

      expect(await creditOf(operator)).to.equal(REWARD - fee - toAsset);
      expect(await creditOf(owner, currency)).to.equal(0n);
    });

    it("ends a dispute in which the client gives in, with its bond back (JOB-6)", async () => {
      const { board, client, operator, postDisputed, creditOf } = await loadJobs();
      const jobId = await postDisputed();
      await board.connect(client).accept(jobId);

      expect(await creditOf(client)).to.equal(REWARD - AMOUNT + BOND);
      expect(await creditOf(operator)).to.equal(sharesOf(AMOUNT).toOperator);
    });

    it("refuses everybody but the client", async () => {
      const { board, operator, postDelivered } = await loadJobs();
      const jobId = await postDelivered();

      await expect(board.connect(operator).accept(jobId))
        .to.be.revertedWithCustomError(board, "JobBoard_NotClient")
        .withArgs(jobId, operator);
    });

    it("refuses what is not delivered, or accepted already (JOB-2, JOB-3)", async () => {
      const { board, client, postTaken, postDelivered } = await loadJobs();
      const [taken, accepted] = [await postTaken(), await postDelivered()];
      await board.connect(client).accept(accepted);

      for (const [jobId, state] of [
        [taken, STATE.taken],
        [accepted, STATE.closed],
      ]) {
        await expect(board.connect(client).accept(jobId!))
          .to.be.revertedWithCustomError(board, "JobBoard_WrongState")
          .withArgs(jobId, state);
      }
    });
  });

  describe("acceptAndRegister", () => {
    /** A delivery, and the client's signed registration of it as a derivative of the data set. */
    async function withRegistration() {
      const jobs = await loadJobs();
      const { client, dataset, registrar, registerTerms, offerTerms, buyLicense } = jobs;
      const jobId = await jobs.postDelivered();
      const termsId = await registerTerms({ royaltyBps: 2_000n });
      await offerTerms(dataset, termsId);
      const license = await buyLicense({ assetId: dataset, termsId, licensee: client });
      const deadline = (await jobs.now()) + HOUR;
      const registration = createRegistration({
        kind: ASSET_KIND.model,
        contentRoot: DELIVERY.resultRoot,
        parents: [{ asset: dataset, relation: RELATION.trainedOn, license }],
      });
      const sign = async (signed = registration) =>
        await signRegistration(registrar, client, {
          registration: signed,
          owner: client.address,
          deadline,
        });
      return { ...jobs, jobId, registration, deadline, sign };
    }

    it("pays, and registers the model with its parents for the client", async () => {
      const { board, client, operator, registry, ledger, dataset, ...rest } =
        await withRegistration();
      const { jobId, registration, deadline, sign, creditOf } = rest;
      const accepting = board
        .connect(client)
        .acceptAndRegister(jobId, registration, deadline, await sign());

      await expect(accepting).to.emit(board, "JobRegistered").withArgs(jobId, 2n);
      expect(await registry.ownerOf(2n)).to.equal(client);
      expect(await registry.assetByContentRoot(DELIVERY.resultRoot)).to.equal(2n);
      expect(await ledger.royaltiesOf(2n)).to.deep.equal([[dataset, 2_000n]]);
      expect(await creditOf(operator)).to.equal(sharesOf(AMOUNT).toOperator);
    });

    it("refuses other content than what was delivered", async () => {
      const { board, client, jobId, registration, deadline, sign } = await withRegistration();
      const other = { ...registration, contentRoot: ethers.id("another model") };

      await expect(
        board.connect(client).acceptAndRegister(jobId, other, deadline, await sign(other)),
      )
        .to.be.revertedWithCustomError(board, "JobBoard_WrongContent")
        .withArgs(other.contentRoot, DELIVERY.resultRoot);
    });

    it("pays nothing when the registration is refused", async () => {
      const { board, client, operator, registrar, ...rest } = await withRegistration();
      const { jobId, registration, deadline, sign, creditOf, stateOf } = rest;
      const unsigned = { ...registration, metadataRoot: ethers.id("other metadata") };

      await expect(board.connect(client).acceptAndRegister(jobId, unsigned, deadline, await sign()))
        .to.be.revertedWithCustomError(registrar, "Registrar_InvalidSignature")
        .withArgs(client);
      expect(await creditOf(operator)).to.equal(0n);
      expect(await stateOf(jobId)).to.equal(STATE.delivered);
    });

    it("refuses everybody but the client, who accepts without registering if need be", async () => {
      const { board, client, operator, registrar, council, stateOf, ...rest } =
        await withRegistration();
      const { jobId, registration, deadline, sign } = rest;
      const values = [jobId, registration, deadline, await sign()] as const;

      await expect(board.connect(operator).acceptAndRegister(...values))
        .to.be.revertedWithCustomError(board, "JobBoard_NotClient")
        .withArgs(jobId, operator);
      await registrar.connect(council).pause(DAY);
      await expect(
        board.connect(client).acceptAndRegister(...values),
      ).to.be.revertedWithCustomError(registrar, "EntryPause_Paused");
      await board.connect(client).accept(jobId);
      expect(await stateOf(jobId)).to.equal(STATE.closed);
    });
  });

  describe("acceptSilent", () => {
    it("pays the operator when the review period is over (JOB-5)", async () => {
      const { board, stranger, operator, postDelivered, jobOf, nextAt, creditOf } =
        await loadJobs();
      const jobId = await postDelivered();
      const end = (await jobOf(jobId)).deliveredAt + HOUR;
      await nextAt(end);
      await expect(board.connect(stranger).acceptSilent(jobId))
        .to.be.revertedWithCustomError(board, "JobBoard_TooEarly")
        .withArgs(end);

      await nextAt(end + 1n);
      await expect(board.connect(stranger).acceptSilent(jobId))
        .to.emit(board, "JobAccepted")
        .withArgs(jobId, true);
      expect(await creditOf(operator)).to.equal(sharesOf(AMOUNT).toOperator);
    });

    it("refuses a disputed delivery", async () => {
      const { board, postDisputed, nextAt, now } = await loadJobs();
      const jobId = await postDisputed();
      await nextAt((await now()) + DAY);

      await expect(board.acceptSilent(jobId))
        .to.be.revertedWithCustomError(board, "JobBoard_WrongState")
        .withArgs(jobId, STATE.disputed);
    });
  });

  describe("timeOut", () => {
    it("refunds a job that its operator did not deliver in time (JOB-5)", async () => {
      const { board, stranger, client, operator, postTaken, jobOf, nextAt, creditOf } =
        await loadJobs();
      const jobId = await postTaken();
      const { deliverBy } = await jobOf(jobId);
      await nextAt(deliverBy);
      await expect(board.connect(stranger).timeOut(jobId))
        .to.be.revertedWithCustomError(board, "JobBoard_TooEarly")
        .withArgs(deliverBy);

      await nextAt(deliverBy + 1n);
      await expect(board.connect(stranger).timeOut(jobId))
        .to.emit(board, "JobTimedOut")
        .withArgs(jobId, operator);
      expect(await creditOf(client)).to.equal(REWARD);
      expect(await creditOf(operator)).to.equal(0n);
    });

    it("refunds a job that nobody took", async () => {
      const { board, client, post, jobOf, nextAt, creditOf } = await loadJobs();
      const jobId = await post();
      await nextAt((await jobOf(jobId)).deliverBy + 1n);

      await expect(board.timeOut(jobId)).to.emit(board, "JobTimedOut").withArgs(jobId, NOBODY);
      expect(await creditOf(client)).to.equal(REWARD);
    });

    it("refuses a delivered job, and does nothing twice (JOB-2)", async () => {
      const { board, postDelivered, post, jobOf, nextAt } = await loadJobs();
      const [delivered, open] = [await postDelivered(), await post()];
      await nextAt((await jobOf(open)).deliverBy + 1n);
      await board.timeOut(open);

      for (const [jobId, state] of [
        [delivered, STATE.delivered],
        [open, STATE.closed],
      ]) {
        await expect(board.timeOut(jobId!))
          .to.be.revertedWithCustomError(board, "JobBoard_WrongState")
          .withArgs(jobId, state);
      }
    });
  });

  describe("concede", () => {
    it("gives the client everything back, before and after the delivery", async () => {
      const { board, client, operator, postTaken, postDelivered, creditOf } = await loadJobs();
      for (const jobId of [await postTaken(), await postDelivered()]) {
        const before = await creditOf(client);
        await expect(board.connect(operator).concede(jobId))
          .to.emit(board, "JobConceded")
          .withArgs(jobId, operator);

        expect((await creditOf(client)) - before).to.equal(REWARD);
      }
    });

    it("returns the bond of a dispute (JOB-6)", async () => {
      const { board, client, operator, postDisputed, creditOf } = await loadJobs();
      const jobId = await postDisputed();
      await board.connect(operator).concede(jobId);

      expect(await creditOf(client)).to.equal(REWARD + BOND);
    });

    it("refuses everybody but the job's operator", async () => {
      const { board, client, postTaken } = await loadJobs();
      const jobId = await postTaken();

      await expect(board.connect(client).concede(jobId))
        .to.be.revertedWithCustomError(board, "JobBoard_NotOperator")
        .withArgs(jobId, client);
    });

    it("refuses a job that is only kept for the operator, or closed (JOB-2)", async () => {
      const { board, operator, post, postTaken } = await loadJobs();
      const [kept, closed] = [await post({ operator: operator.address }), await postTaken()];
      await board.connect(operator).concede(closed);

      for (const [jobId, state] of [
        [kept, STATE.open],
        [closed, STATE.closed],
      ]) {
        await expect(board.connect(operator).concede(jobId!))
          .to.be.revertedWithCustomError(board, "JobBoard_WrongState")
          .withArgs(jobId, state);
      }
    });
  });

  describe("every way out", () => {
    it("works while entries are paused (GOV-4)", async () => {
      const { board, council, client, operator, stateOf, nextAt, jobOf, ...rest } =
        await loadJobs();
      const [open, taken, delivered, silent, disputed, late] = [
        await rest.post(),
        await rest.postTaken(),
        await rest.postDelivered(),
        await rest.postDelivered(),
        await rest.postDisputed(),
        await rest.postTaken(),
      ];
      await board.connect(council).pause(7n * DAY);
      await board.connect(client).cancel(open);
      await board.connect(operator).concede(taken);
      await board.connect(client).accept(delivered);
      await board.connect(rest.arbiter).rule(disputed, 0n, false);
      await nextAt((await jobOf(late)).deliverBy + 1n);
      await board.timeOut(late);
      await board.acceptSilent(silent);
      await board.connect(client).withdraw(rest.currency, client);
      await board.passRevenue(rest.dataset, rest.currency);

      for (const jobId of [open, taken, delivered, silent, disputed, late]) {
        expect(await stateOf(jobId)).to.equal(STATE.closed);
      }
    });
  });
});
