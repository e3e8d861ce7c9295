import { expect } from "chai";

import { NATIVE_BIT } from "../helpers/assets.ts";
import { ethers } from "../helpers/chain.ts";
import { deployToken } from "../helpers/deployToken.ts";
import {
  ASSET_BPS,
  DAY,
  FEE_BPS,
  type JobSpec,
  KIND,
  loadJobs,
  NOBODY,
  REWARD,
  STATE,
} from "./deployJobs.ts";

const NO_SUCH_ASSET = 999n;
const MIN_REVIEW = 600n;
const MAX_REVIEW = 30n * DAY;

/** What no job may say, and what it is refused with. */
const UNSOUND: readonly [what: string, Partial<JobSpec>, error: string, values: unknown[]][] = [
  ["a share above the whole", { assetBps: 10_001n }, "ShareTooHigh", [10_001n, 10_000n]],
  ["a share for no asset", { assetId: 0n }, "ShareWithoutAsset", [ASSET_BPS]],
  [
    "a review that is too short",
    { reviewPeriod: MIN_REVIEW - 1n },
    "ReviewPeriodOutOfBounds",
    [MIN_REVIEW - 1n, MIN_REVIEW, MAX_REVIEW],
  ],
  [
    "a review that is too long",
    { reviewPeriod: MAX_REVIEW + 1n },
    "ReviewPeriodOutOfBounds",
    [MAX_REVIEW + 1n, MIN_REVIEW, MAX_REVIEW],
  ],
  ["no specification", { specRoot: ethers.ZeroHash }, "ZeroRoot", []],
];

describe("JobBoard", () => {
  describe("post", () => {
    it("takes the reward and keeps the job as it was asked for", async () => {
      const { board, token, client, currency, dataset, specify, readJob } = await loadJobs();
      const spec = await specify({ reviewPeriod: MIN_REVIEW });
      const posting = board.connect(client).post(spec);

      await expect(posting).to.changeTokenBalances(
        ethers,
        token,
        [client, board],
        [-REWARD, REWARD],
      );
      await expect(posting)
        .to.emit(board, "JobPosted")
        .withArgs(1n, client, dataset, Object.values(spec), REWARD, FEE_BPS);
      expect(await readJob(1n)).to.deep.equal({
        ...{ state: STATE.open, kind: KIND.training, race: false },
        ...{ client: client.address, operator: NOBODY, token: currency },
        ...{ assetId: dataset, assetBps: ASSET_BPS, feeBps: FEE_BPS },
        ...{ funded: REWARD, amount: 0n, deliverBy: spec.deliverBy, reviewPeriod: MIN_REVIEW },
        ...{ deliveredAt: 0n, resultRoot: ethers.ZeroHash, disputedAt: 0n, bond: 0n },
      });
    });

    it("counts jobs from 1 and returns the id", async () => {
      const { board, client, post, specify } = await loadJobs();
      expect(await post()).to.equal(1n);

      expect(await board.connect(client).post.staticCall(await specify())).to.equal(2n);
    });

    it("takes a job that uses no asset, the longest review and every kind", async () => {
      const { post, jobOf } = await loadJobs();
      for (const kind of Object.values(KIND)) {
        const jobId = await post({ kind, assetId: 0n, assetBps: 0n, reviewPeriod: MAX_REVIEW });

        expect((await jobOf(jobId)).kind).to.equal(kind);
      }
    });

    it("knows nothing of a job that nobody posted", async () => {
      const { jobOf } = await loadJobs();
      const { state, client } = await jobOf(1n);

      expect([state, client]).to.deep.equal([STATE.none, NOBODY]);
    });

    for (const [what, options, error, values] of UNSOUND) {
      it(`refuses ${what}`, async () => {
        const { board, client, specify } = await loadJobs();

        await expect(board.connect(client).post(await specify(options)))
          .to.be.revertedWithCustomError(board, `JobBoard_${error}`)
          .withArgs(...values);
      });
    }

    it("refuses a race for one operator", async () => {
      const { board, client, operator, specify } = await loadJobs();
      const spec = await specify({ race: true, operator: operator.address });

      await expect(board.connect(client).post(spec))
        .to.be.revertedWithCustomError(board, "JobBoard_RaceForOne")
        .withArgs(operator);
    });

    it("refuses a deadline that is not in the future", async () => {
      const { board, client, specify, now, nextAt } = await loadJobs();
      const spec = await specify({ deliverBy: (await now()) + 10n });
      await nextAt(spec.deliverBy as bigint);

      await expect(board.connect(client).post(spec))
        .to.be.revertedWithCustomError(board, "JobBoard_TooLate")
        .withArgs(spec.deliverBy);
    });

    context("when the token is none that the asset takes", () => {
      async function withTokens() {
        const jobs = await loadJobs();
        const plain = await deployToken("PlainToken", 18);
        await plain.mint(jobs.client, REWARD);
        await plain.connect(jobs.client).approve(jobs.board, REWARD);
        const narrow = await jobs.registerAsset({ currencies: NATIVE_BIT });
        return { ...jobs, plain: await plain.getAddress(), narrow };
      }

      it("refuses the native coin, what is not listed and what the asset does not accept", async () => {
        const { board, client, specify, plain, narrow, dataset, currency } = await withTokens();
        const refused: [assetId: bigint, token: string, assetBps?: bigint][] = [
          [dataset, NOBODY],
          [0n, NOBODY, 0n],
          [dataset, plain],
          [0n, plain, 0n],
          [narrow, currency],
          [NO_SUCH_ASSET, currency],
        ];

        for (const [assetId, token, assetBps = ASSET_BPS] of refused) {
          await expect(board.connect(client).post(await specify({ assetId, token, assetBps })))
            .to.be.revertedWithCustomError(board, "JobBoard_CurrencyNotAccepted")
            .withArgs(assetId, token);
        }
      });

      it("takes what is listed since, for a job without an asset", async () => {
        const { ledger, council, plain, post } = await withTokens();
        await ledger.connect(council).listCurrency(plain);

        expect(await post({ assetId: 0n, assetBps: 0n, token: plain })).to.equal(1n);
      });
    });

    it("refuses while entries are paused", async () => {
      const { board, council, client, operator, specify } = await loadJobs();
      await board.connect(council).pause(60n);
      const until = await board.pausedUntil();
      const spec = await specify({ operator: operator.address });

      for (const call of [board.connect(client).post, board.connect(client).postAssigned]) {
        await expect(call(spec))
          .to.be.revertedWithCustomError(board, "EntryPause_Paused")
          .withArgs(until);
      }
    });
  });

  describe("postAssigned", () => {
    it("gives the job to its operator at once", async () => {
      const { board, client, operator, specify, jobOf } = await loadJobs();
      const spec = await specify({ operator: operator.address });

      await expect(board.connect(client).postAssigned(spec))
        .to.emit(board, "JobAssigned")
        .withArgs(1n, operator);
      const job = await jobOf(1n);
      expect([job.state, job.operator]).to.deep.equal([STATE.taken, operator.address]);
    });

    it("refuses to assign it to nobody, or to who is no operator", async () => {
      const { board, client, stranger, specify } = await loadJobs();

      for (const operator of [NOBODY, stranger.address]) {
        await expect(board.connect(client).postAssigned(await specify({ operator })))
          .to.be.revertedWithCustomError(board, "JobBoard_OperatorNotActive")
          .withArgs(operator);
      }
    });

    it("refuses what post refuses", async () => {
      const { board, client, operator, specify } = await loadJobs();
      const spec = await specify({ operator: operator.address, race: true });

      await expect(board.connect(client).postAssigned(spec))
        .to.be.revertedWithCustomError(board, "JobBoard_RaceForOne")
        .withArgs(operator);
    });
  });

  describe("cancel", () => {
    it("refunds all that was funded", async () => {
      const { board, client, post, stateOf, creditOf } = await loadJobs();
      const jobId = await post();
      const cancelling = board.connect(client).cancel(jobId);

      await expect(cancelling).to.emit(board, "JobCancelled").withArgs(jobId);
      await expect(cancelling)
        .to.emit(board, "JobClosed")
        .withArgs(jobId, NOBODY, 0n, 0n, 0n, REWARD);
      expect(await stateOf(jobId)).to.equal(STATE.closed);
      expect(await creditOf(client)).to.equal(REWARD);
    });

    it("works while entries are paused", async () => {
      const { board, council, client, post, creditOf } = await loadJobs();
      const jobId = await post();
      await board.connect(council).pause(60n);
      await board.connect(client).cancel(jobId);

      expect(await creditOf(client)).to.equal(REWARD);
    });

    it("refuses everybody but the client", async () => {
      const { board, operator, post } = await loadJobs();
      const jobId = await post();

      await expect(board.connect(operator).cancel(jobId))
        .to.be.revertedWithCustomError(board, "JobBoard_NotClient")
        .withArgs(jobId, operator);
    });

    it("refuses when an operator has the job", async () => {
      const { board, client, postTaken } = await loadJobs();
      const jobId = await postTaken();

      await expect(board.connect(client).cancel(jobId))
        .to.be.revertedWithCustomError(board, "JobBoard_WrongState")
        .withArgs(jobId, STATE.taken);
    });
  });
});
