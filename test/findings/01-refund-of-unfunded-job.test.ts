import { expect } from "chai";

import { DAY, KIND, loadJobs, NOBODY, REWARD } from "../execution/deployJobs.ts";
import { ethers } from "../helpers/chain.ts";
import { deployToken } from "../helpers/deployToken.ts";

/**
 * Where a job can be refunded that nobody funded, its refund comes out of the pooled money of others: post, don't pay,
 * take back. Here a job exists only when its money is there, and what it gives back is what arrived.
 */
describe("finding 1: nothing is refunded that was not funded (JOB-1)", () => {
  const PRETEND = 3n;
  const NO_SUCH_JOB = 99n;

  /** Another client's money lies in the board, in a token that can lie. */
  async function withPool() {
    const jobs = await loadJobs();
    const { board, ledger, council, client, otherOwner } = jobs;
    const token = await deployToken("MoodyToken");
    await ledger.connect(council).listCurrency(token);
    for (const each of [client, otherOwner]) {
      await token.mint(each, REWARD);
      await token.connect(each).approve(board, ethers.MaxUint256);
    }
    const options = { token: await token.getAddress(), assetId: 0n, assetBps: 0n };
    await board.connect(otherOwner).post(await jobs.specify(options));
    const moody = await ethers.getContractAt("MoodyToken", token);
    const setMood = async (mood: bigint) => {
      await moody.getFunction("setMood")(mood);
    };
    return { ...jobs, pooled: token, options, setMood };
  }

  it("a job without money is not posted", async () => {
    const { board, client, options, specify, setMood } = await withPool();
    await setMood(PRETEND);

    await expect(board.connect(client).post(await specify(options)))
      .to.be.revertedWithCustomError(board, "JobBoard_NothingFunded")
      .withArgs(options.token);
    await expect(board.connect(client).post(await specify({ ...options, reward: 0n })))
      .to.be.revertedWithCustomError(board, "JobBoard_NothingFunded")
      .withArgs(options.token);
    expect(await board.jobCount()).to.equal(1n);
  });

  it("a job that does not exist is not refunded", async () => {
    const { board, client } = await withPool();

    const asClient = board.connect(client);
    for (const call of [
      asClient.cancel,
      asClient.timeOut,
      asClient.accept,
      asClient.concede,
      asClient.acceptSilent,
      asClient.lapse,
    ]) {
      await expect(call(NO_SUCH_JOB)).to.be.revert(ethers);
    }
    expect(await board.creditOf(client, NOBODY)).to.equal(0n);
  });

  it("a refund is what arrived, once", async () => {
    const { board, client, otherOwner, pooled, options, post, nextAt, now } = await withPool();
    const jobId = await post({ ...options, kind: KIND.batchInference });
    await board.connect(client).cancel(jobId);
    await nextAt((await now()) + 2n * DAY);
    await expect(board.timeOut(jobId)).to.be.revertedWithCustomError(board, "JobBoard_WrongState");
    for (let i = 0; i < 2; i++) await board.connect(client).withdraw(options.token, client);

    expect(await pooled.balanceOf(client)).to.equal(REWARD);
    expect(await pooled.balanceOf(board)).to.equal(REWARD);
    await board.timeOut(1n);
    await board.connect(otherOwner).withdraw(options.token, otherOwner);
    expect(await pooled.balanceOf(otherOwner)).to.equal(REWARD);
  });
});
