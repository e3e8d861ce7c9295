import type { Log } from "ethers";

import { argument, eventsOf } from "../chain/events.ts";
import { getLogs } from "../chain/getLogs.ts";
import { mapLimited } from "../chain/mapLimited.ts";
import type { Clients } from "../clients.ts";
import { UnknownProposalError } from "../errors/governanceErrors.ts";
import { type Address, parseAddress } from "../values/address.ts";
import { nameAt } from "../values/names.ts";
import { PROPOSAL_STATES, type ProposalState, type ProposedCall } from "./proposal.ts";

/** A proposal with how it stands. Times are Unix seconds, votes base units of SAHARA. */
export type Proposal = {
  proposalId: bigint;
  proposer: Address;
  /** The description as the proposer wrote it. */
  description: string;
  calls: ProposedCall[];
  state: ProposalState;
  /** Votes count as they were delegated then. */
  voteStart: bigint;
  voteEnd: bigint;
  /** When it can be executed; undefined before it is queued. */
  executableFrom: bigint | undefined;
  /** Those with veto are among those against. */
  votes: { against: bigint; for: bigint; abstain: bigint; veto: bigint };
  /** What it needs; undefined before the vote begins. */
  needs: { quorum: bigint; superQuorum: bigint; vetoBps: bigint } | undefined;
};

export type FindProposalsParameters = {
  proposer?: Address | undefined;
  state?: ProposalState | undefined;
};

/** Proposals that were ever made, found from events, the oldest first. */
export async function findProposals(
  clients: Clients,
  { proposer, state }: FindProposalsParameters = {},
): Promise<Proposal[]> {
  const wanted = proposer === undefined ? undefined : parseAddress(proposer, "proposer");
  const created = (await readCreated(clients)).filter(
    (proposal) => wanted === undefined || proposal.proposer === wanted,
  );
  const proposals = await mapLimited(created, (proposal) => withStanding(clients, proposal));
  return proposals.filter((proposal) => state === undefined || proposal.state === state);
}

export type GetProposalParameters = { proposalId: bigint };

/**
 * A proposal with its calls and how it stands.
 *
 * @throws {UnknownProposalError} When nobody made it.
 */
export async function getProposal(
  clients: Clients,
  { proposalId }: GetProposalParameters,
): Promise<Proposal> {
  return await withStanding(clients, await getCreated(clients, proposalId));
}

type Created = Pick<Proposal, "proposalId" | "proposer" | "description" | "calls" | "voteStart">;

/** What the proposer sent, which the governor keeps a hash of alone. */
export async function getCreated(clients: Clients, proposalId: bigint): Promise<Created> {
  const created = (await readCreated(clients)).find((one) => one.proposalId === proposalId);
  if (created === undefined) throw new UnknownProposalError(proposalId);
  return created;
}

async function readCreated(clients: Clients): Promise<Created[]> {
  const { topicHash } = clients.contracts.governor.interface.getEvent("ProposalCreated");
  const query = { address: clients.addresses.governor, topics: [topicHash] };
  const logs: Log[] = await getLogs(clients, query);
  return eventsOf(clients, "governor", "ProposalCreated", logs).map((event) => {
    // A list of ethers has methods of the name "values", so these are taken by their place.
    const [targets, values, calldatas] = [event.args[2], event.args[3], event.args[5]] as [
      string[],
      bigint[],
      string[],
    ];
    return {
      proposalId: argument<bigint>(event, "proposalId"),
      proposer: argument<string>(event, "proposer"),
      description: argument<string>(event, "description"),
      voteStart: argument<bigint>(event, "voteStart"),
      calls: targets.map((to, i) => ({ to, value: values[i] ?? 0n, data: calldatas[i] ?? "0x" })),
    };
  });
}

async function withStanding({ contracts }: Clients, created: Created): Promise<Proposal> {
  const { governor } = contracts;
  const { proposalId, voteStart } = created;
  const [state, voteEnd, eta, votes, veto] = await Promise.all([
    governor.state(proposalId),
    governor.proposalDeadline(proposalId),
    governor.proposalEta(proposalId),
    governor.proposalVotes(proposalId),
    governor.vetoVotes(proposalId),
  ]);
  const name = nameAt(PROPOSAL_STATES, state);
  const [against, inFavour, abstain] = votes;
  return {
    ...created,
    ...{ state: name, voteEnd },
    executableFrom: eta === 0n ? undefined : eta,
    votes: { against, for: inFavour, abstain, veto },
    needs: await needsAt(contracts, voteStart, name),
  };
}

async function needsAt(
  { governor }: Clients["contracts"],
  voteStart: bigint,
  state: ProposalState,
): Promise<Proposal["needs"]> {
  // Votes of the future can't be read; a cancelled one may never have begun.
  if (state === "PENDING" || voteStart >= (await governor.clock())) return undefined;
  const [quorum, superQuorum, vetoBps] = await Promise.all([
    governor.quorum(voteStart),
    governor.superQuorum(voteStart),
    governor["vetoBps(uint256)"](voteStart),
  ]);
  return { quorum, superQuorum, vetoBps };
}
