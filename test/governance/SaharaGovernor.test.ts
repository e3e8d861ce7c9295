import { readFileSync } from "node:fs";

import { expect } from "chai";

import { EXCLUDED, YOUNG_DAO } from "../../deploy/modules/Governance.ts";
import { AUTHORITY_DELAY, ROLES } from "../../deploy/modules/Roles.ts";
import { ethers, networkHelpers } from "../helpers/chain.ts";
import { domainOf } from "../helpers/typedData.ts";
import {
  BPS,
  createMoves,
  DAY,
  HOUR,
  loadGovernance,
  makeRules,
  ONE_SAHARA,
  packVotes,
  STATE,
  SUPPLY,
  SUPPORT,
  YEAR,
} from "./deployGovernance.ts";

const now = async () => BigInt(await networkHelpers.time.latest());
const BALLOT = {
  Ballot: [
    { name: "proposalId", type: "uint256" },
    { name: "support", type: "uint8" },
    { name: "voter", type: "address" },
    { name: "nonce", type: "uint256" },
  ],
};
const EXTENDED_BALLOT = {
  ExtendedBallot: [
    ...BALLOT.Ballot,
    { name: "reason", type: "string" },
    { name: "params", type: "bytes" },
  ],
};

describe("SaharaGovernor", () => {
  describe("rules", () => {
    it("are a young DAO's by default", async () => {
      const { governor, token, timelock, council } = await loadGovernance();

      expect(await governor.name()).to.equal("SaharaGovernor");
      expect(await governor.token()).to.equal(token);
      expect(await governor.timelock()).to.equal(timelock);
      expect(await governor.votingDelay()).to.equal(YOUNG_DAO.votingDelay);
      expect(await governor.votingPeriod()).to.equal(YOUNG_DAO.votingPeriod);
      expect(await governor.proposalThreshold()).to.equal(SUPPLY / 1_000n);
      expect(await governor["quorumNumerator()"]()).to.equal(YOUNG_DAO.quorumBps);
      expect(await governor["superQuorumNumerator()"]()).to.equal(YOUNG_DAO.superQuorumBps);
      expect(await governor["vetoBps()"]()).to.equal(YOUNG_DAO.vetoBps);
      expect(await governor.quorumDenominator()).to.equal(BPS);
      expect(await governor.lateQuorumVoteExtension()).to.equal(YOUNG_DAO.lateQuorumExtension);
      expect(await governor.proposalGuardian()).to.equal(council);
      expect(await governor.CLOCK_MODE()).to.equal("mode=timestamp");
      expect(await governor.COUNTING_MODE()).to.equal(
        "support=bravo,fractional&quorum=for,abstain&params=fractional&veto=3",
      );
    });

    it("may be the chain's own figures, as the committed parameters have them", async () => {
      const { token, stakingPool, timelock, council } = await loadGovernance();
      const text = readFileSync("deploy/parameters/chain-figures.json", "utf8");
      const { Governance } = JSON.parse(text) as { Governance: Record<string, number | string> };
      // Ignition's parameters end a bigint with an n.
      const proposalThreshold = BigInt(String(Governance.proposalThreshold).replace(/n$/, ""));
      const governor = await ethers.deployContract("SaharaGovernor", [
        ...[token, stakingPool, timelock],
        { ...Governance, proposalThreshold, guardian: council.address },
      ]);
      await networkHelpers.mine();

      expect(await governor.votingDelay()).to.equal(DAY);
      expect(await governor.votingPeriod()).to.equal(7n * DAY);
      expect(await governor.proposalThreshold()).to.equal(1_000_000n * ONE_SAHARA);
      expect(await governor.lateQuorumVoteExtension()).to.equal(2n * DAY);
      const counted = SUPPLY - (SUPPLY * 60n) / 100n;
      const timepoint = (await now()) - 1n;
      expect(await governor.quorum(timepoint)).to.equal((counted * 3_340n) / BPS);
      expect(await governor.superQuorum(timepoint)).to.equal((counted * 6_670n) / BPS);
      expect(await governor["vetoBps(uint256)"](timepoint)).to.equal(3_340n);
    });

    const BOUNDS: [rule: string, min: bigint, max: bigint][] = [
      ["votingDelay", HOUR, 14n * DAY],
      ["votingPeriod", DAY, 30n * DAY],
      ["proposalThreshold", 100_000n * ONE_SAHARA, 100_000_000n * ONE_SAHARA],
      ["quorumBps", 100n, 5_000n],
      ["superQuorumBps", 4_000n, 9_000n],
      ["vetoBps", 2_500n, BPS],
      ["lateQuorumExtension", HOUR, BigInt(YOUNG_DAO.votingPeriod)],
    ];
    for (const [rule, min, max] of BOUNDS) {
      it(`keep ${rule} within its bounds (GOV-7)`, async () => {
        const { governor, token, stakingPool, timelock, council } = await loadGovernance();
        // The others move along, where one bounds another.
        const others: Record<string, Record<string, bigint>> = {
          votingPeriod: { lateQuorumExtension: HOUR },
          quorumBps: { superQuorumBps: 9_000n },
        };
        const deploy = async (value: bigint) =>
          await ethers.deployContract("SaharaGovernor", [
            ...[token, stakingPool, timelock],
            makeRules(council.address, { ...others[rule], [rule]: value }),
          ]);

        for (const value of [min, max]) await deploy(value);
        for (const value of [min - 1n, max + 1n]) {
          await expect(deploy(value))
            .to.be.revertedWithCustomError(governor, "SaharaGovernor_OutOfBounds")
            .withArgs(value, min, max);
        }
      });
    }

    it("change by a proposal, all in one if need be, and for later proposals only", async () => {
      const { governor, stranger, makeProposal, pass } = await loadGovernance();
      const set = (name: string, ...values: unknown[]) =>
        [
          governor,
          governor.interface.encodeFunctionData(name as "setVeto", values as [bigint]),
        ] as const;
      const proposal = await makeProposal(
        [
          set("setVotingDelay", 2n * DAY),
          set("setVotingPeriod", 3n * DAY),
          set("setLateQuorumVoteExtension", DAY),
          set("setProposalThreshold", 20_000_000n * ONE_SAHARA),
          set("updateQuorumNumerator", 500n),
          set("updateSuperQuorumNumerator", 6_000n),
          set("setVeto", 3_340n),
          set("setProposalGuardian", stranger.address),
        ],
        "New rules",
      );

      const executed = pass(proposal);

      await expect(executed)
        .to.emit(governor, "VotingDelaySet")
        .withArgs(DAY, 2n * DAY);
      await expect(executed)
        .to.emit(governor, "VotingPeriodSet")
        .withArgs(5n * DAY, 3n * DAY);
      await expect(executed).to.emit(governor, "QuorumNumeratorUpdated").withArgs(400n, 500n);
      await expect(executed)
        .to.emit(governor, "SuperQuorumNumeratorUpdated")
        .withArgs(4_000n, 6_000n);
      await expect(executed).to.emit(governor, "VetoSet").withArgs(BPS, 3_340n);
      await expect(executed)
        .to.emit(governor, "GuardianTermSet")
        .withArgs(stranger, (await now()) + YEAR);
      expect(await governor["vetoBps(uint256)"]((await now()) - 1n)).to.equal(BPS);
      expect(await governor["vetoBps()"]()).to.equal(3_340n);
    });

    it("stay what they are when a proposal goes beyond the bounds", async () => {
      const { governor, makeProposal, pass } = await loadGovernance();
      const data = governor.interface.encodeFunctionData("updateQuorumNumerator", [99n]);

      await expect(pass(await makeProposal([[governor, data]], "No quorum")))
        .to.be.revertedWithCustomError(governor, "SaharaGovernor_OutOfBounds")
        .withArgs(99n, 100n, 5_000n);
    });

    it("never bind the governor to another timelock", async () => {
      const { governor, stranger, makeProposal, pass } = await loadGovernance();
      const data = governor.interface.encodeFunctionData("updateTimelock", [stranger.address]);

      await expect(
        pass(await makeProposal([[governor, data]], "Elsewhere")),
      ).to.be.revertedWithCustomError(governor, "SaharaGovernor_TimelockIsFixed");
    });
  });

  describe("quorum (GOV-9)", () => {
    it("is a share of what the treasury does not hold, as it was at the snapshot", async () => {
      const { governor, token, deployer, timelock } = await loadGovernance();
      const counted = (SUPPLY * 40n) / 100n;
      const before = await now();
      await token.connect(deployer).transfer(timelock, SUPPLY / 10n);
      await networkHelpers.mine();

      expect(await governor.countedSupply(before)).to.equal(counted);
      expect(await governor.quorum(before)).to.equal((counted * 400n) / BPS);
      expect(await governor.superQuorum(before)).to.equal((counted * 4_000n) / BPS);
      expect(await governor.countedSupply((await now()) - 1n)).to.equal(counted - SUPPLY / 10n);
    });

    it("is a share of a hundredth of the supply at least", async () => {
      const { governor, token, deployer, voter, otherVoter, proposer } = await loadGovernance();
      for (const holder of [deployer, voter, otherVoter, proposer]) {
        await token.connect(holder).delegate(EXCLUDED);
      }
      await networkHelpers.mine();
      const timepoint = (await now()) - 1n;

      expect(await token.getVotes(EXCLUDED)).to.equal(SUPPLY);
      expect(await governor.countedSupply(timepoint)).to.equal(SUPPLY / 100n);
    });
  });

  describe("propose", () => {
    it("takes the threshold, a second before", async () => {
      const { governor, stranger, propose } = await loadGovernance();

      await expect(propose(undefined, stranger))
        .to.be.revertedWithCustomError(governor, "GovernorInsufficientProposerVotes")
        .withArgs(stranger, 0n, SUPPLY / 1_000n);
    });

    it("takes one live proposal a proposer (GOV-10)", async () => {
      const { governor, proposer, voter, propose, makeProposal, ...moves } = await loadGovernance();
      const first = await propose();
      const second = await makeProposal(undefined, "Another one");
      expect(await governor.latestProposalOf(proposer)).to.equal(first);
      const refused = async () => {
        await expect(propose(second))
          .to.be.revertedWithCustomError(governor, "SaharaGovernor_ProposalIsLive")
          .withArgs(proposer, first);
      };

      await refused();
      await moves.startVote(first);
      await refused();
      await propose(await makeProposal(undefined, "Somebody else's"), voter);
      await moves.endVote(first);
      await propose(second);
      expect(await governor.latestProposalOf(proposer)).to.equal(await moves.idOf(second));
    });
  });

  describe("votes", () => {
    async function voting(changes: Partial<Record<string, bigint>> = {}) {
      const fixture = await loadGovernance();
      const { token, stakingPool, timelock, council, makeProposal, proposer } = fixture;
      const governor = await ethers.deployContract("SaharaGovernor", [
        ...[token, stakingPool, timelock],
        makeRules(council.address, changes),
      ]);
      const moves = createMoves(governor, timelock);
      await networkHelpers.mine();
      const proposal = await makeProposal();
      const id = await moves.propose(proposal, proposer);
      await moves.startVote(id);
      return { ...fixture, governor, ...moves, id };
    }
    const EACH = SUPPLY / 10n;

    it("defeat a proposal without quorum, or with as many against as for", async () => {
      const { governor, id, voter, otherVoter, vote, endVote } = await voting();
      const start = await networkHelpers.takeSnapshot();
      await endVote(id);
      expect(await governor.state(id)).to.equal(STATE.defeated);
      await start.restore();

      await vote(id, voter, SUPPORT.for);
      await vote(id, otherVoter, SUPPORT.against);
      await endVote(id);
      expect(await governor.state(id)).to.equal(STATE.defeated);
    });

    it("of abstention count for the quorum", async () => {
      const { governor, id, proposer, voter, vote, endVote } = await voting();
      await vote(id, voter, SUPPORT.abstain);
      await vote(id, proposer, SUPPORT.for);
      await endVote(id);

      expect(await governor.state(id)).to.equal(STATE.succeeded);
      expect(await governor.proposalVotes(id)).to.deep.equal([0n, SUPPLY / 100n, EACH]);
    });

    it("with veto count against, pass with exactly their share of all cast, and defeat above it (GOV-11)", async () => {
      const { governor, id, proposer, voter, vote, voteWith, endVote } = await voting({
        superQuorumBps: 9_000n,
        vetoBps: 2_500n,
      });
      // The proposer's hundredth is a quarter of all that is cast beside three hundredths.
      await vote(id, proposer, SUPPORT.veto);
      await voteWith(id, voter, packVotes(0n, (SUPPLY * 3n) / 100n, 0n));
      await endVote(id);
      expect(await governor.state(id)).to.equal(STATE.succeeded);
      expect(await governor.vetoVotes(id)).to.equal(SUPPLY / 100n);
      expect(await governor.proposalVotes(id)).to.deep.equal([
        ...[SUPPLY / 100n, (SUPPLY * 3n) / 100n, 0n],
      ]);
      const short = await voting({ superQuorumBps: 9_000n, vetoBps: 2_500n });
      await short.vote(short.id, short.proposer, SUPPORT.veto);
      await short.voteWith(short.id, short.voter, packVotes(0n, (SUPPLY * 3n) / 100n - 1n, 0n));
      await short.endVote(short.id);

      expect(await short.governor.state(short.id)).to.equal(STATE.defeated);
    });

    it("for, of the super-quorum, pass a proposal at once", async () => {
      const { governor, id, voter, otherVoter, vote } = await voting();
      await vote(id, voter, SUPPORT.for);
      expect(await governor.state(id)).to.equal(STATE.active);
      await vote(id, otherVoter, SUPPORT.for);

      expect(await governor.state(id)).to.equal(STATE.succeeded);
    });

    it("that bring a late quorum leave the others two days", async () => {
      const { governor, id, proposer, voter, otherVoter, vote, endVote } = await voting();
      await vote(id, proposer, SUPPORT.for);
      const deadline = await governor.proposalDeadline(id);
      await networkHelpers.time.increaseTo(deadline - 10n);
      const late = vote(id, voter, SUPPORT.for);

      await expect(late).to.emit(governor, "ProposalExtended");
      const extended = (await now()) + 2n * DAY;
      expect(await governor.proposalDeadline(id)).to.equal(extended);
      await networkHelpers.time.increaseTo(deadline + 1n);
      await vote(id, otherVoter, SUPPORT.against);
      await endVote(id);
      expect(await governor.state(id)).to.equal(STATE.succeeded);
    });

    it("come by signature, several ballots at a time", async () => {
      const { governor, id, voter, otherVoter, stranger } = await voting();
      const domain = await domainOf(governor);
      const nonce = await governor["nonces(address,uint192)"](voter, id & ((1n << 192n) - 1n));
      const ballot = { proposalId: id, support: SUPPORT.for, voter: voter.address, nonce };
      const signature = await voter.signTypedData(domain, BALLOT, ballot);
      const params = packVotes(1n, 2n, 3n);
      const extended = {
        ...{ proposalId: id, support: SUPPORT.fractional, voter: otherVoter.address },
        ...{ nonce: await governor["nonces(address)"](otherVoter), reason: "in parts", params },
      };
      const other = await otherVoter.signTypedData(domain, EXTENDED_BALLOT, extended);
      const relayed = governor.connect(stranger);

      await expect(relayed.castVoteBySig(id, SUPPORT.for, voter, signature))
        .to.emit(governor, "VoteCast")
        .withArgs(voter, id, SUPPORT.for, EACH, "");
      await expect(
        relayed.castVoteWithReasonAndParamsBySig(id, 255, otherVoter, "in parts", params, other),
      )
        .to.emit(governor, "VoteCastWithParams")
        .withArgs(otherVoter, id, SUPPORT.fractional, 6n, "in parts", params);
      await expect(relayed.castVoteBySig(id, SUPPORT.for, voter, signature))
        .to.be.revertedWithCustomError(governor, "GovernorInvalidSignature")
        .withArgs(voter);
    });
  });

  describe("cancel (GOV-12)", () => {
    it("is the guardian's for a year, at any stage before execution", async () => {
      const { governor, timelock, council, voter, otherVoter, makeProposal, propose, ...moves } =
        await loadGovernance();
      const proposal = await makeProposal();
      const id = await propose(proposal);
      await moves.startVote(id);
      for (const account of [voter, otherVoter]) await moves.vote(id, account, SUPPORT.for);
      await moves.queue(proposal);
      await moves.waitForTimelock();

      await expect(moves.cancel(proposal, council)).to.emit(timelock, "Cancelled");
      expect(await governor.state(id)).to.equal(STATE.canceled);
      await expect(moves.execute(proposal)).to.be.revertedWithCustomError(
        governor,
        "GovernorUnexpectedProposalState",
      );
    });

    it("is no longer the guardian's when the year is over", async () => {
      const { governor, council, makeProposal, propose, cancel } = await loadGovernance();
      await networkHelpers.time.increaseTo(await governor.guardianUntil());
      const proposal = await makeProposal();
      const id = await propose(proposal);

      expect(await governor.proposalGuardian()).to.equal(ethers.ZeroAddress);
      await expect(cancel(proposal, council))
        .to.be.revertedWithCustomError(governor, "GovernorUnableToCancel")
        .withArgs(id, council);
    });

    it("is nobody's when governance appoints nobody", async () => {
      const { governor, makeProposal, pass } = await loadGovernance();
      const data = governor.interface.encodeFunctionData("setProposalGuardian", [
        ethers.ZeroAddress,
      ]);

      await expect(pass(await makeProposal([[governor, data]], "No guardian")))
        .to.emit(governor, "GuardianTermSet")
        .withArgs(ethers.ZeroAddress, 0n);
      expect(await governor.guardianUntil()).to.equal(0n);
    });

    it("stays the proposer's, after the vote has begun and with a guardian in office", async () => {
      const { governor, proposer, makeProposal, propose, cancel, startVote } =
        await loadGovernance();
      const proposal = await makeProposal();
      const id = await propose(proposal);
      await startVote(id);
      await cancel(proposal, proposer);

      expect(await governor.state(id)).to.equal(STATE.canceled);
    });

    it("is anyone's before the vote, once the proposer is below the threshold", async () => {
      const { governor, token, proposer, stranger, makeProposal, propose, cancel } =
        await loadGovernance();
      const proposal = await makeProposal();
      const id = await propose(proposal);
      await expect(cancel(proposal, stranger))
        .to.be.revertedWithCustomError(governor, "GovernorUnableToCancel")
        .withArgs(id, stranger);
      await token.connect(proposer).delegate(ethers.ZeroAddress);
      await networkHelpers.mine();
      await cancel(proposal, stranger);

      expect(await governor.state(id)).to.equal(STATE.canceled);
    });

    it("is not anyone's once the vote has begun", async () => {
      const { governor, token, proposer, stranger, makeProposal, propose, cancel, startVote } =
        await loadGovernance();
      const proposal = await makeProposal();
      const id = await propose(proposal);
      await startVote(id);
      await token.connect(proposer).delegate(ethers.ZeroAddress);
      await networkHelpers.mine();

      await expect(cancel(proposal, stranger))
        .to.be.revertedWithCustomError(governor, "GovernorUnableToCancel")
        .withArgs(id, stranger);
    });
  });

  describe("execute", () => {
    it("changes a parameter after the timelock's delay, by anyone's hand", async () => {
      const { governor, timelock, parameters, ...moves } = await loadGovernance();
      const { voter, otherVoter, stranger, makeProposal, propose } = moves;
      const proposal = await makeProposal();
      const id = await propose(proposal);
      await moves.startVote(id);
      for (const account of [voter, otherVoter]) await moves.vote(id, account, SUPPORT.for);
      await moves.queue(proposal);
      expect(await governor.state(id)).to.equal(STATE.queued);
      expect(await governor.proposalNeedsQueuing(id)).to.be.true;
      await expect(moves.execute(proposal)).to.be.revertedWithCustomError(
        timelock,
        "TimelockUnexpectedOperationState",
      );
      await moves.waitForTimelock();
      const { targets, values, calldatas, description } = proposal;

      await expect(
        governor.connect(stranger).execute(targets, values, calldatas, ethers.id(description)),
      )
        .to.emit(parameters, "UsageFeeChanged")
        .withArgs(0n, 100n);
      expect(await governor.state(id)).to.equal(STATE.executed);
    });

    it("grants a role that is held five days later, and takes one away at once (GOV-8)", async () => {
      const { manager, arbiter, council, makeProposal, pass } = await loadGovernance();
      await networkHelpers.time.increase(AUTHORITY_DELAY);
      const call = (
        name: "grantRole" | "revokeRole",
        values: [bigint, string, 0] | [bigint, string],
      ) =>
        [
          manager,
          manager.interface.encodeFunctionData(name as "grantRole", values as [bigint, string, 0]),
        ] as const;
      await pass(
        await makeProposal(
          [
            call("grantRole", [ROLES.arbiter, arbiter.address, 0]),
            call("revokeRole", [ROLES.pauser, council.address]),
          ],
          "An arbiter, and no pauser",
        ),
      );

      expect((await manager.hasRole(ROLES.pauser, council)).isMember).to.be.false;
      expect((await manager.hasRole(ROLES.arbiter, arbiter)).isMember).to.be.false;
      await networkHelpers.time.increase(AUTHORITY_DELAY);
      expect((await manager.hasRole(ROLES.arbiter, arbiter)).isMember).to.be.true;
    });

    it("gives a function to another role five days after it said so, by one vote (GOV-8)", async () => {
      const { governor, manager, timelock, ledger, makeProposal, pass } = await loadGovernance();
      const { selector } = ledger.interface.getFunction("pause");
      const change = manager.interface.encodeFunctionData("setTargetFunctionRole", [
        await ledger.getAddress(),
        [selector],
        ROLES.arbiter,
      ]);
      await networkHelpers.time.increase(AUTHORITY_DELAY);
      const direct = await makeProposal([[manager, change]], "At once");
      await expect(pass(direct)).to.be.revertedWithCustomError(
        manager,
        "AccessManagerNotScheduled",
      );

      // One proposal announces the change to the manager, and has the governor schedule it behind the delay.
      const later = [manager, 0n, change, ethers.ZeroHash, ethers.ZeroHash] as const;
      const schedule = timelock.interface.encodeFunctionData("schedule", [
        await manager.getAddress(),
        ...[0n, change, ethers.ZeroHash, ethers.ZeroHash],
        BigInt(AUTHORITY_DELAY),
      ] as [string, bigint, string, string, string, bigint]);
      const announce = manager.interface.encodeFunctionData("schedule", [
        await manager.getAddress(),
        change,
        0,
      ]);
      const relay = governor.interface.encodeFunctionData("relay", [
        await timelock.getAddress(),
        0n,
        schedule,
      ]);
      const announced = [
        [manager, announce],
        [governor, relay],
      ] as const;
      await pass(await makeProposal(announced, "Announced"));
      await expect(timelock.execute(...later)).to.be.revertedWithCustomError(
        timelock,
        "TimelockUnexpectedOperationState",
      );
      await networkHelpers.time.increase(AUTHORITY_DELAY);
      await timelock.execute(...later);

      expect(await manager.getTargetFunctionRole(ledger, selector)).to.equal(ROLES.arbiter);
    });

    it("goes through the governor alone for what the governor is told", async () => {
      const { governor, timelock, makeProposal, propose, ...moves } = await loadGovernance();
      const data = governor.interface.encodeFunctionData("setVotingDelay", [2n * DAY]);
      const proposal = await makeProposal([[governor, data]], "Slower");
      const id = await propose(proposal);
      await moves.startVote(id);
      for (const account of [moves.voter, moves.otherVoter]) {
        await moves.vote(id, account, SUPPORT.for);
      }
      await moves.queue(proposal);
      await moves.waitForTimelock();
      const { targets, values, calldatas, description } = proposal;
      const salt = ethers.toBeHex(
        (BigInt(await governor.getAddress()) << 96n) ^ BigInt(ethers.id(description)),
        32,
      );

      // Its call finds no trace of a vote in the governor, and takes from an empty list.
      await expect(
        timelock.executeBatch(targets, values, calldatas, ethers.ZeroHash, salt),
      ).to.be.revertedWithPanic(0x31);
      await moves.execute(proposal);
      expect(await governor.votingDelay()).to.equal(2n * DAY);
    });
  });
});
