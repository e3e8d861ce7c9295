import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import type { BigNumberish, BytesLike, ContractTransactionResponse } from "ethers";

import { YOUNG_DAO } from "../../deploy/modules/Governance.ts";
import type { SaharaGovernor, SaharaTimelock } from "../../typechain-types/index.js";
import { ethers, loadFixture, networkHelpers } from "../helpers/chain.ts";
import { loadSahara } from "../helpers/deploySahara.ts";

export const ONE_SAHARA = 10n ** 18n;
export const SUPPLY = 10_000_000_000n * ONE_SAHARA;
export const BPS = 10_000n;
export const HOUR = 3_600n;
export const DAY = 24n * HOUR;
export const YEAR = 365n * DAY;

/** What `support` says in a vote. */
export const SUPPORT = { against: 0, for: 1, abstain: 2, veto: 3, fractional: 255 } as const;

/** What `state` answers. */
export const STATE = {
  ...{ pending: 0n, active: 1n, canceled: 2n, defeated: 3n },
  ...{ succeeded: 4n, queued: 5n, expired: 6n, executed: 7n },
} as const;

export type Proposal = {
  targets: string[];
  values: bigint[];
  calldatas: string[];
  description: string;
};

/** Shares of the supply: the treasury has 60 %, `voter` and `otherVoter` 10 % each, `proposer` 1 %. */
const TREASURY_SHARE = (SUPPLY * 60n) / 100n;
const PROPOSER_SHARE = SUPPLY / 100n;

/**
 * Sahara under a young DAO's rules. Three hold votes and have delegated to themselves; the deployer holds what is left
 * and votes not. `pass` takes a proposal through all its stages.
 */
export async function deployGovernance() {
  const sahara = await loadSahara();
  const { governor, timelock, token, parameters, deployer, owner: proposer } = sahara;
  const { payer: voter, licensee: otherVoter } = sahara;
  await token.connect(deployer).transfer(timelock, TREASURY_SHARE);
  await token.connect(deployer).transfer(proposer, PROPOSER_SHARE);
  for (const holder of [proposer, voter, otherVoter]) await token.connect(holder).delegate(holder);
  await networkHelpers.mine();

  /** Sets the usage fee, unless told otherwise. */
  async function makeProposal(
    calls: readonly (readonly [target: { getAddress: () => Promise<string> }, data: string])[] = [
      [parameters, parameters.interface.encodeFunctionData("setUsageFee", [100n])],
    ],
    description = "Set the usage fee to 1 %",
  ): Promise<Proposal> {
    const targets = await Promise.all(calls.map(([target]) => target.getAddress()));
    const calldatas = calls.map(([, data]) => data);
    return { targets, values: calls.map(() => 0n), calldatas, description };
  }

  const moves = createMoves(governor, timelock);
  const propose = async (proposal?: Proposal, by = proposer) =>
    await moves.propose(proposal ?? (await makeProposal()), by);
  const pass = async (proposal: Proposal, by = proposer) => {
    const id = await moves.propose(proposal, by);
    await moves.startVote(id);
    for (const account of [voter, otherVoter]) await moves.vote(id, account, SUPPORT.for);
    await moves.queue(proposal);
    await networkHelpers.time.increase(await timelock.getMinDelay());
    return await moves.execute(proposal);
  };

  const actors = { proposer, voter, otherVoter };
  return { ...sahara, ...actors, ...moves, makeProposal, propose, pass };
}

export const loadGovernance = async () => await loadFixture(deployGovernance);

export type GovernanceFixture = Awaited<ReturnType<typeof deployGovernance>>;

/** The stages of a proposal. */
export function createMoves(governor: SaharaGovernor, timelock: SaharaTimelock) {
  const argumentsOf = ({ targets, values, calldatas, description }: Proposal) =>
    [targets, values, calldatas, ethers.id(description)] as const;

  async function propose(proposal: Proposal, by: HardhatEthersSigner): Promise<bigint> {
    const { targets, values, calldatas, description } = proposal;
    await governor.connect(by).propose(targets, values, calldatas, description);
    return await idOf(proposal);
  }
  const idOf = async (proposal: Proposal) => await governor.hashProposal(...argumentsOf(proposal));
  const startVote = async (id: bigint) => {
    await networkHelpers.time.increaseTo((await governor.proposalSnapshot(id)) + 1n);
  };
  const endVote = async (id: bigint) => {
    await networkHelpers.time.increaseTo((await governor.proposalDeadline(id)) + 1n);
  };
  const vote = async (id: bigint, by: HardhatEthersSigner, support: BigNumberish) =>
    await governor.connect(by).castVote(id, support);
  const voteWith = async (id: bigint, by: HardhatEthersSigner, params: BytesLike) =>
    await governor
      .connect(by)
      .castVoteWithReasonAndParams(id, SUPPORT.fractional, "in parts", params);
  const queue = async (proposal: Proposal): Promise<ContractTransactionResponse> =>
    await governor.queue(...argumentsOf(proposal));
  const execute = async (proposal: Proposal): Promise<ContractTransactionResponse> =>
    await governor.execute(...argumentsOf(proposal));
  const cancel = async (proposal: Proposal, by: HardhatEthersSigner) =>
    await governor.connect(by).cancel(...argumentsOf(proposal));
  const waitForTimelock = async () => {
    await networkHelpers.time.increase(await timelock.getMinDelay());
  };

  return {
    ...{ propose, idOf, startVote, endVote, vote, voteWith, queue, execute, cancel },
    ...{ waitForTimelock },
  };
}

/** What the constructor of a governor takes beside token and timelock: a young DAO's rules, unless told otherwise. */
export const makeRules = (guardian: string, changes: Partial<Record<string, bigint>> = {}) => ({
  ...YOUNG_DAO,
  guardian,
  ...changes,
});

/** Three parts of a fractional vote, against, for and abstain. */
export const packVotes = (...parts: [against: bigint, inFavour: bigint, abstain: bigint]) =>
  ethers.solidityPacked(["uint128", "uint128", "uint128"], parts);
