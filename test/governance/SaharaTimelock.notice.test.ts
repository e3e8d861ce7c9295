import { expect } from "chai";
import type { BigNumberish } from "ethers";

import { ethers, networkHelpers } from "../helpers/chain.ts";
import { DAY, loadGovernance, ONE_SAHARA } from "./deployGovernance.ts";

const NOTICE = 12n * DAY;
const FREE = 50_000_000n * ONE_SAHARA;
const WINDOW = 30n * DAY;
const LARGE = 1_000_000_000n * ONE_SAHARA;

type Call = [target: string, data: string];

/** A treasury of 6,000,000,000 SAHARA; operations are scheduled as the governor would, and executed by a stranger. */
async function load() {
  const governance = await loadGovernance();
  const { governor, timelock, token, stranger, distributor } = governance;
  await networkHelpers.impersonateAccount(await governor.getAddress());
  await networkHelpers.setBalance(await governor.getAddress(), 10n ** 18n);
  const scheduler = timelock.connect(await ethers.getSigner(await governor.getAddress()));
  const tokenAddress = await token.getAddress();
  const { interface: calls } = token;

  let operations = 0;
  const schedule = async (...batch: Call[]) => {
    const args = [
      batch.map(([target]) => target),
      batch.map(() => 0n),
      batch.map(([, data]) => data),
      ethers.ZeroHash,
      ethers.toBeHex(++operations, 32),
    ] as [string[], bigint[], string[], string, string];
    await scheduler.scheduleBatch(...args, await timelock.getMinDelay());
    const id = await timelock.hashOperationBatch(...args);
    const ready = await timelock.getTimestamp(id);
    return { id, ready, args, execute: () => timelock.connect(stranger).executeBatch(...args) };
  };
  /** Scheduled, and at the end of the timelock's delay. */
  const ready = async (...batch: Call[]) => {
    const operation = await schedule(...batch);
    await networkHelpers.time.increaseTo(operation.ready);
    return operation;
  };
  const transfer = (amount: BigNumberish, to = stranger.address): Call => [
    tokenAddress,
    calls.encodeFunctionData("transfer", [to, amount]),
  ];
  const approve = (by: string, amount: BigNumberish): Call => [
    tokenAddress,
    calls.encodeFunctionData("approve", [by, amount]),
  ];
  const openDistribution = async (amount: bigint): Promise<Call> => [
    await distributor.getAddress(),
    distributor.interface.encodeFunctionData("open", [
      tokenAddress,
      amount,
      ethers.id("root"),
      BigInt(await networkHelpers.time.latest()) + 365n * DAY,
      { start: 0n, duration: 0n, cliff: 0n, votes: false },
    ]),
  ];
  const spender = await distributor.getAddress();
  return {
    ...governance,
    ...{ scheduler, schedule, ready, transfer, approve, openDistribution, spender, tokenAddress },
  };
}

/** Users elsewhere complain of token moves that nobody announced: so each way around the notice is tried. */
describe("SaharaTimelock: large moves of the treasury come with notice (DIS-6)", () => {
  it("an operation that moves more than is free waits twelve days longer, in public", async () => {
    const { timelock, token, governor, stranger, makeProposal, propose, transfer, ...moves } =
      await load();
    const { voter, otherVoter } = moves;
    const proposal = await makeProposal([[token, transfer(LARGE)[1]]], "Pay the stranger");
    const proposalId = await propose(proposal);
    await moves.startVote(proposalId);
    for (const account of [voter, otherVoter]) await moves.vote(proposalId, account, 1);
    await moves.queue(proposal);
    const eta = await governor.proposalEta(proposalId);
    await networkHelpers.time.increaseTo(eta);
    const refused = expect(moves.execute(proposal)).to.be.revertedWithCustomError(
      timelock,
      "SaharaTimelock_NeedsNotice",
    );
    await refused.withArgs((id: string) => id.length === 66, LARGE, FREE, eta + NOTICE);
    await networkHelpers.time.setNextBlockTimestamp(eta + NOTICE - 1n);
    await expect(moves.execute(proposal)).to.be.revertedWithCustomError(
      timelock,
      "SaharaTimelock_NeedsNotice",
    );

    await networkHelpers.time.setNextBlockTimestamp(eta + NOTICE);
    const executed = moves.execute(proposal);
    await expect(executed)
      .to.emit(timelock, "TreasuryMoved")
      .withArgs((id: string) => id.length === 66, LARGE, true);
    await expect(executed).to.changeTokenBalance(ethers, token, stranger, LARGE);
    expect(await timelock.freeToMove()).to.equal(FREE);
  });

  it("what is free moves after the delay, and comes back in a straight line over 30 days", async () => {
    const { timelock, ready, transfer } = await load();
    const tooMuch = await ready(transfer(FREE + 1n));
    await expect(tooMuch.execute())
      .to.be.revertedWithCustomError(timelock, "SaharaTimelock_NeedsNotice")
      .withArgs(tooMuch.id, FREE + 1n, FREE, tooMuch.ready + NOTICE);
    const [first, second] = [await ready(transfer(FREE)), await ready(transfer(FREE / 10n + 1n))];

    await expect(first.execute())
      .to.emit(timelock, "TreasuryMoved")
      .withArgs(first.id, FREE, false);
    const moved = BigInt(await networkHelpers.time.latest());
    expect(await timelock.freeToMove()).to.equal(0n);
    await networkHelpers.time.setNextBlockTimestamp(moved + WINDOW / 10n);
    await expect(second.execute())
      .to.be.revertedWithCustomError(timelock, "SaharaTimelock_NeedsNotice")
      .withArgs(second.id, FREE / 10n + 1n, FREE / 10n, second.ready + NOTICE);
    await networkHelpers.time.increaseTo(moved + WINDOW);
    expect(await timelock.freeToMove()).to.equal(FREE);
  });

  it("not by splitting it over operations, or over the calls of one", async () => {
    const { timelock, schedule, transfer } = await load();
    const part = (FREE * 2n) / 5n;
    const operations = [
      await schedule(transfer(part)),
      await schedule(transfer(part)),
      await schedule(transfer(part)),
      await schedule(...Array.from({ length: 3 }, () => transfer(part))),
    ] as const;
    await networkHelpers.time.increase(2n * DAY);
    for (const operation of operations.slice(0, 2)) await operation.execute();

    for (const { execute } of operations.slice(2)) {
      await expect(execute()).to.be.revertedWithCustomError(timelock, "SaharaTimelock_NeedsNotice");
    }
  });

  it("not by an allowance that is used later, which no notice makes right (DIS-7)", async () => {
    const { timelock, stranger, spender, ready, approve, openDistribution } = await load();
    const allowed = await ready(approve(stranger.address, 1n));
    const partly = await ready(approve(spender, 3n), await openDistribution(2n));
    await networkHelpers.time.increase(NOTICE);

    await expect(allowed.execute())
      .to.be.revertedWithCustomError(timelock, "SaharaTimelock_AllowanceLeft")
      .withArgs(stranger, 1n);
    await expect(partly.execute())
      .to.be.revertedWithCustomError(timelock, "SaharaTimelock_AllowanceLeft")
      .withArgs(spender, 1n);
  });

  it("nor by a single call, which is an operation of another form", async () => {
    const { timelock, scheduler, stranger, approve, transfer } = await load();
    const single = async ([target, data]: Call) => {
      const args = [target, 0n, data, ethers.ZeroHash, ethers.ZeroHash] as const;
      await scheduler.schedule(...args, 2n * DAY);
      await networkHelpers.time.increase(2n * DAY);
      return () => timelock.connect(stranger).execute(...args);
    };
    const [allow, send] = [
      await single(approve(stranger.address, 7n)),
      await single(transfer(LARGE)),
    ];

    await expect(allow())
      .to.be.revertedWithCustomError(timelock, "SaharaTimelock_AllowanceLeft")
      .withArgs(stranger, 7n);
    await expect(send()).to.be.revertedWithCustomError(timelock, "SaharaTimelock_NeedsNotice");
    await networkHelpers.time.increase(NOTICE);
    await send();
  });

  it("not by an allowance within the operation, of another contract or of itself", async () => {
    const { timelock, token, stranger, spender, tokenAddress, ready, ...calls } = await load();
    const { approve, openDistribution } = calls;
    const funding = await ready(approve(spender, LARGE), await openDistribution(LARGE));
    const itself = await timelock.getAddress();
    const take = token.interface.encodeFunctionData("transferFrom", [
      itself,
      stranger.address,
      LARGE,
    ]);
    const fromItself = await ready(approve(itself, LARGE), [tokenAddress, take]);

    for (const { id, ready: from, execute } of [funding, fromItself]) {
      await expect(execute())
        .to.be.revertedWithCustomError(timelock, "SaharaTimelock_NeedsNotice")
        .withArgs(id, LARGE, FREE, from + NOTICE);
    }
    await networkHelpers.time.increase(NOTICE);
    await expect(funding.execute())
      .to.emit(timelock, "TreasuryMoved")
      .withArgs(funding.id, LARGE, true);
    expect(await token.allowance(timelock, spender)).to.equal(0n);
  });

  it("not by an operation within another one, which counts in both", async () => {
    const { timelock, token, schedule, ready, transfer } = await load();
    const amount = (FREE * 3n) / 5n;
    const inner = await schedule(transfer(amount));
    const data = timelock.interface.encodeFunctionData("executeBatch", inner.args);
    const outer = await ready([await timelock.getAddress(), data]);
    const before = await token.balanceOf(timelock);

    await expect(outer.execute()).to.be.revertedWithCustomError(
      timelock,
      "SaharaTimelock_NeedsNotice",
    );
    await inner.execute();
    expect(before - (await token.balanceOf(timelock))).to.equal(amount);
  });

  it("not by a signature: the treasury has no key, and answers no question", async () => {
    const { timelock, token, council, stranger } = await load();
    const owner = await timelock.getAddress();
    const { v, r, s } = ethers.Signature.from(await council.signMessage("anything"));
    const far = 2n ** 40n;

    await expect(token.permit(owner, stranger, LARGE, far, v, r, s)).to.be.revertedWithCustomError(
      token,
      "ERC2612InvalidSigner",
    );
    await expect(
      token
        .connect(stranger)
        .receiveWithAuthorization(owner, stranger, LARGE, 0n, far, ethers.id("nonce"), v, r, s),
    ).to.be.revertedWithCustomError(token, "ERC3009InvalidSignature");
    const question = ethers.id("isValidSignature(bytes32,bytes)").slice(0, 10);
    const answer = await stranger.call({ to: owner, data: question }).catch(() => "refused");
    expect(answer).to.equal("refused");
  });

  it("not by a shorter delay that was voted just before: 13 days stay", async () => {
    const { timelock, schedule, ready, transfer } = await load();
    const shorter = await ready([
      await timelock.getAddress(),
      timelock.interface.encodeFunctionData("updateDelay", [DAY]),
    ]);
    await shorter.execute();
    const scheduled = BigInt(await networkHelpers.time.latest());
    const operation = await schedule(transfer(LARGE));

    await networkHelpers.time.setNextBlockTimestamp(scheduled + 13n * DAY);
    await expect(operation.execute()).to.be.revertedWithCustomError(
      timelock,
      "SaharaTimelock_NeedsNotice",
    );
    await networkHelpers.time.setNextBlockTimestamp(operation.ready + NOTICE);
    await operation.execute();
  });

  it("not behind what comes in by the same operation", async () => {
    const { timelock, token, voter, stranger, ready, transfer, tokenAddress } = await load();
    await token.connect(voter).approve(timelock, LARGE);
    const treasury = await timelock.getAddress();
    const take = token.interface.encodeFunctionData("transferFrom", [
      voter.address,
      treasury,
      LARGE,
    ]);
    const { id, ready: from, execute } = await ready([tokenAddress, take], transfer(LARGE));

    await expect(execute())
      .to.be.revertedWithCustomError(timelock, "SaharaTimelock_NeedsNotice")
      .withArgs(id, LARGE, FREE, from + NOTICE);
    await networkHelpers.time.increase(NOTICE);
    await expect(execute()).to.emit(timelock, "TreasuryMoved").withArgs(id, LARGE, true);
    expect(await token.balanceOf(stranger)).to.equal(LARGE);
  });

  it("comes in as it likes", async () => {
    const { timelock, token, voter, ready, approve, stranger } = await load();
    await token.connect(voter).approve(timelock, LARGE);
    const take = token.interface.encodeFunctionData("transferFrom", [
      voter.address,
      await timelock.getAddress(),
      LARGE,
    ]);
    const operation = await ready([await token.getAddress(), take], approve(stranger.address, 0n));

    await expect(operation.execute()).not.to.emit(timelock, "TreasuryMoved");
    expect(await timelock.freeToMove()).to.equal(FREE);
  });
});
