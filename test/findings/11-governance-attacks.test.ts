import { expect } from "chai";

import { ethers, networkHelpers } from "../helpers/chain.ts";
import {
  loadGovernance,
  packVotes,
  type Proposal,
  STATE,
  SUPPLY,
  SUPPORT,
} from "../governance/deployGovernance.ts";

const EACH = SUPPLY / 10n;

/** What was tried against other DAOs, tried against this one. */
describe("finding 11: attacks on governance", () => {
  it("a quorum lowered later revives no defeated proposal (CVE-2022-31198)", async () => {
    const { governor, proposer, voter, makeProposal, propose, pass, ...moves } =
      await loadGovernance();
    // For a hundredth of the supply; the quorum is 1.6 hundredths.
    const defeated = await propose(await makeProposal(undefined, "Too few came"));
    await moves.startVote(defeated);
    await moves.vote(defeated, proposer, SUPPORT.for);
    await moves.endVote(defeated);
    expect(await governor.state(defeated)).to.equal(STATE.defeated);

    const data = governor.interface.encodeFunctionData("updateQuorumNumerator", [100n]);
    await pass(await makeProposal([[governor, data]], "A lower quorum"), voter);

    expect(await governor["quorumNumerator()"]()).to.equal(100n);
    expect(await governor.state(defeated)).to.equal(STATE.defeated);
  });

  it("tokens excluded after the snapshot lower no quorum either", async () => {
    const { governor, token, proposer, voter, deployer, timelock, propose, ...moves } =
      await loadGovernance();
    const id = await propose();
    await moves.startVote(id);
    await moves.vote(id, proposer, SUPPORT.for);
    for (const holder of [voter, deployer]) {
      await token.connect(holder).transfer(timelock, await token.balanceOf(holder));
    }
    await moves.endVote(id);

    expect(await governor.state(id)).to.equal(STATE.defeated);
  });

  it("nobody proposes in another's name to cancel it (GHSA-5h3x-9wvq-w4m2)", async () => {
    const { governor, proposer, voter, makeProposal, cancel, ...moves } = await loadGovernance();
    const signed: Proposal = await makeProposal(
      undefined,
      `Set the usage fee to 1 % #proposer=${proposer.address}`,
    );

    await expect(moves.propose(signed, voter))
      .to.be.revertedWithCustomError(governor, "GovernorRestrictedProposer")
      .withArgs(voter);
    const id = await moves.propose(signed, proposer);
    await expect(cancel(signed, voter))
      .to.be.revertedWithCustomError(governor, "GovernorUnableToCancel")
      .withArgs(id, voter);
    expect(await governor.state(id)).to.equal(STATE.pending);
  });

  it("borrowed votes neither propose nor vote, within one transaction", async () => {
    const { governor, token, deployer, stranger, makeProposal, propose, startVote } =
      await loadGovernance();
    const flash = await ethers.deployContract("FlashVoter", [governor, token]);
    const amount = await token.balanceOf(deployer);
    await token.connect(deployer).approve(flash, amount);
    const attack = async (call: string): Promise<unknown> =>
      await flash.connect(stranger).getFunction("attack")(deployer, amount, call);
    const { targets, values, calldatas, description } = await makeProposal(undefined, "Mine");

    await expect(
      attack(
        governor.interface.encodeFunctionData("propose", [
          ...[targets, values, calldatas],
          description,
        ] as [string[], bigint[], string[], string]),
      ),
    )
      .to.be.revertedWithCustomError(governor, "GovernorInsufficientProposerVotes")
      .withArgs(flash, 0n, SUPPLY / 1_000n);
    const id = await propose();
    await startVote(id);
    await expect(attack(governor.interface.encodeFunctionData("castVote", [id, SUPPORT.for])))
      .to.be.revertedWithCustomError(governor, "GovernorAlreadyCastVote")
      .withArgs(flash);
  });

  it("votes are counted once, even when the tokens move on to another voter", async () => {
    const { governor, token, voter, stranger, propose, startVote, vote } = await loadGovernance();
    const id = await propose();
    await startVote(id);
    await vote(id, voter, SUPPORT.for);
    await token.connect(voter).transfer(stranger, EACH);
    await token.connect(stranger).delegate(stranger);
    await networkHelpers.mine();

    for (const account of [voter, stranger]) {
      await expect(vote(id, account, SUPPORT.for))
        .to.be.revertedWithCustomError(governor, "GovernorAlreadyCastVote")
        .withArgs(account);
    }
    expect(await governor.proposalVotes(id)).to.deep.equal([0n, EACH, 0n]);
  });

  it("parts of a vote never exceed it, however they are split or overflow", async () => {
    const { governor, voter, propose, startVote, voteWith, vote } = await loadGovernance();
    const id = await propose();
    await startVote(id);
    const most = 2n ** 128n - 1n;
    for (const parts of [[most, most, most] as const, [EACH, 1n, 0n] as const]) {
      await expect(voteWith(id, voter, packVotes(...parts)))
        .to.be.revertedWithCustomError(governor, "GovernorExceedRemainingWeight")
        .withArgs(voter, parts[0] + parts[1] + parts[2], EACH);
    }
    await voteWith(id, voter, packVotes(1n, 2n, EACH - 10n));
    await expect(voteWith(id, voter, packVotes(8n, 0n, 0n)))
      .to.be.revertedWithCustomError(governor, "GovernorExceedRemainingWeight")
      .withArgs(voter, 8n, 7n);
    await expect(voteWith(id, voter, "0x01")).to.be.revertedWithCustomError(
      governor,
      "GovernorInvalidVoteParams",
    );
    await vote(id, voter, SUPPORT.veto);

    expect(await governor.proposalVotes(id)).to.deep.equal([8n, 2n, EACH - 10n]);
    expect(await governor.vetoVotes(id)).to.equal(7n);
  });

  it("the guardian can do nothing but cancel, and cancels nothing for good (GOV-12)", async () => {
    const { governor, timelock, council, makeProposal, propose, pass, cancel } =
      await loadGovernance();
    const proposal = await makeProposal();
    const { targets, values, calldatas } = proposal;
    await propose(proposal);
    await cancel(proposal, council);
    const batch = [targets, values, calldatas, ethers.ZeroHash, ethers.ZeroHash] as const;

    await expect(timelock.connect(council).scheduleBatch(...batch, 172_800n))
      .to.be.revertedWithCustomError(timelock, "AccessControlUnauthorizedAccount")
      .withArgs(council, await timelock.PROPOSER_ROLE());
    await expect(governor.connect(council).setProposalGuardian(council))
      .to.be.revertedWithCustomError(governor, "GovernorOnlyExecutor")
      .withArgs(council);
    await pass({ ...proposal, description: "The same once more" });
  });

  it("a guardian that cancels its own removal is out of office when its year is over", async () => {
    const { governor, council, makeProposal, propose, pass, cancel } = await loadGovernance();
    const data = governor.interface.encodeFunctionData("setProposalGuardian", [ethers.ZeroAddress]);
    const removal = await makeProposal([[governor, data]], "No guardian");
    const id = await propose(removal);
    await cancel(removal, council);
    await networkHelpers.time.increaseTo(await governor.guardianUntil());
    const again = { ...removal, description: "No guardian, once more" };

    await expect(pass(again)).to.emit(governor, "GuardianTermSet").withArgs(ethers.ZeroAddress, 0n);
    await expect(cancel(removal, council))
      .to.be.revertedWithCustomError(governor, "GovernorUnableToCancel")
      .withArgs(id, council);
  });

  it("a late quorum leaves time to vote against", async () => {
    const { governor, proposer, voter, otherVoter, propose, startVote, vote, endVote } =
      await loadGovernance();
    const id = await propose();
    await startVote(id);
    await vote(id, proposer, SUPPORT.for);
    await networkHelpers.time.increaseTo((await governor.proposalDeadline(id)) - 1n);
    await vote(id, voter, SUPPORT.for);
    await networkHelpers.time.increase(86_400);
    await vote(id, otherVoter, SUPPORT.veto);
    await endVote(id);

    // A tenth and a hundredth against a tenth: it passes, but the others had their say.
    expect(await governor.state(id)).to.equal(STATE.succeeded);
    expect(await governor.proposalVotes(id)).to.deep.equal([EACH, EACH + SUPPLY / 100n, 0n]);
  });
});
