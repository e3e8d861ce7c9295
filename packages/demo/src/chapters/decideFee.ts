import { type CallInput, formatAmount } from "@sahara/sdk";

import { buy } from "../buy.ts";
import type { Cast, Person } from "../cast.ts";
import type { LedgerBook } from "../ledgerBook.ts";
import { passTime, timeOf } from "../passTime.ts";
import { PLAN } from "../plan.ts";
import type { Progress } from "../progress.ts";
import type { VoteCard } from "../story.ts";
import { sum } from "../sum.ts";
import type { BuiltAssets } from "./buildAssets.ts";

/** Seconds over which what stakers earned drips to them. */
const DRIP_S = 7 * 24 * 3_600;
const PROTOCOL = 0n;
const TITLE = "Take 2.5 % of licences, half of it for those who stake";

/** Holders stake, vote for the first fee and carry it out; then customers pay it, and the stakers claim their half. */
export async function decideFee(
  cast: Cast,
  built: BuiltAssets,
  book: LedgerBook,
  progress: Progress,
): Promise<VoteCard> {
  progress.step("Those who hold SAHARA vote on a fee for the protocol");
  const holders = await endow(cast, book);
  const decided = await decide(cast, holders, book, progress);
  const earned = await earn(cast, holders, built, book, progress);
  return { ...decided, ...earned };
}

/** A holder with its part in the story. */
type Holder = Person & (typeof PLAN.vote.holders)[number];

/** Gives the holders their SAHARA; they stake some and take the votes of all of it. */
async function endow(cast: Cast, book: LedgerBook): Promise<Holder[]> {
  const { signer, sahara } = cast.treasurer;
  const token = sahara.clients.contracts.token.connect(signer);
  const holders = PLAN.vote.holders.map((part) => ({ ...cast[part.who], ...part }));
  for (const { account, has, stakes, sahara: own } of holders) {
    await (await token.transfer(account, has)).wait();
    await own.delegateVotes();
    if (stakes === 0n) continue;
    const { gasUsed } = await own.stakeInPool({ amount: stakes });
    await own.delegateReceipts();
    if (stakes === PLAN.vote.holders[1].stakes)
      book.gas.push({ step: "Stake SAHARA", gas: gasUsed });
  }
  return holders;
}

type Decided = Omit<VoteCard, "fees" | "harvested" | "stakers" | "thaw">;

/** Proposes, tries, votes, queues and executes, each at its time. */
async function decide(
  cast: Cast,
  holders: readonly Holder[],
  book: LedgerBook,
  progress: Progress,
): Promise<Decided> {
  const { builder: proposer } = cast;
  const { sahara } = proposer;
  const { addresses, contracts } = sahara.clients;
  const { licenseFeeBps, stakersUnits } = PLAN.vote;
  const calls: CallInput[] = [
    { contract: "parameters", method: "setLicenseFee", args: [licenseFeeBps] },
    {
      contract: "ledger",
      method: "releaseUnits",
      args: [PROTOCOL, addresses.stakingRewards, stakersUnits],
    },
    // From then on a part of each fee comes back to stakers, and incentives must know.
    { contract: "incentives", method: "observe", args: [] },
  ];
  const words = await sahara.describeProposal({ calls, title: TITLE });
  const trials = await sahara.simulateProposal({ calls, title: TITLE, snapshot: true });
  const before = await contracts.parameters.licenseFeeBps();
  const steps: VoteCard["steps"] = [];
  const note = async (who: string, what: string) => {
    steps.push({ at: await timeOf(cast), who, what });
  };

  const { proposalId, gasUsed } = await sahara.propose({ calls, title: TITLE });
  book.gas.push({ step: "Propose", gas: gasUsed });
  await note(proposer.name, "proposes");
  for (const { text } of words) progress.fact(text);

  const { voteStart, voteEnd } = await sahara.getProposal({ proposalId });
  await passUntil(cast, voteStart + 1n);
  const voters: VoteCard["voters"] = [];
  for (const { name, stakes, support, sahara: own } of holders) {
    const { weight, gasUsed: voting } = await own.castVote({ proposalId, support });
    voters.push({ name, held: weight - stakes, staked: stakes, support, weight });
    await note(name, `votes ${support === "FOR" ? "for it" : "against it"}`);
    if (stakes > 0n && support === "FOR") book.gas.push({ step: "Vote", gas: voting });
  }
  await passUntil(cast, voteEnd + 1n);
  await sahara.queueProposal({ proposalId });
  await note("Anyone", "queues it in the timelock");
  const { executableFrom, votes, needs } = await sahara.getProposal({ proposalId });
  if (executableFrom === undefined || needs === undefined) throw new Error("It was not queued.");
  await passUntil(cast, executableFrom);
  await sahara.executeProposal({ proposalId });
  await note("Anyone", "executes it");

  const after = await contracts.parameters.licenseFeeBps();
  progress.fact(`the fee on licences went from ${before} to ${after} basis points`);
  return {
    ...{ title: TITLE, proposalId, proposer: proposer.name, voters, steps },
    calls: words.map(({ text }, place) => ({ text, tried: trials[place]?.outcome ?? "UNKNOWN" })),
    votes: { for: votes.for, against: votes.against },
    quorum: needs.quorum,
    feeBps: { before, after },
  };
}

/** Customers subscribe once more, and what that brings the protocol reaches the stakers by the second. */
async function earn(
  cast: Cast,
  holders: readonly Holder[],
  { agent, agentTerms }: BuiltAssets,
  book: LedgerBook,
  progress: Progress,
): Promise<Pick<VoteCard, "fees" | "harvested" | "stakers" | "thaw">> {
  const { sahara } = cast.treasurer;
  const { addresses, contracts } = sahara.clients;
  const { token } = addresses;
  const feesOf = async () => (await sahara.getStream({ assetId: PROTOCOL, token })).accrued;

  // A fee binds what is offered from then on; who offered before keeps the old one.
  await cast.agentMaker.sahara.offerTerms({ assetId: agent, termsIds: [agentTerms] });
  const before = await feesOf();
  for (const buyer of cast.customers) {
    const what = "subscription, 30 days, with the fee in it";
    await buy(book, { buyer, asset: agent, terms: agentTerms, what });
  }
  const fees = (await feesOf()) - before;
  await sahara.harvestRewards({ token });
  const harvested = await contracts.token.balanceOf(addresses.stakingRewards);
  await passTime(cast, DRIP_S);

  const stakers: VoteCard["stakers"] = [];
  const staking = holders.filter(({ stakes }) => stakes > 0n);
  for (const { name, stakes, sahara: own } of staking) {
    const { paid, gasUsed } = await own.claimStakingRewards({});
    const claimed = sum(paid.filter((each) => each.token === token).map(({ amount }) => amount));
    stakers.push({ name, staked: stakes, claimed });
    book.gas.push({ step: `${name} claims what its stake earned`, gas: gasUsed });
    progress.fact(
      `${name}: ${formatAmount(claimed, 18)} SAHARA for ${formatAmount(stakes, 18)} staked`,
    );
  }
  const [, leaver] = staking;
  if (leaver === undefined) throw new Error("Nobody takes stake back.");
  const { id, end } = await leaver.sahara.thawPoolStake({ receipts: leaver.stakes / 2n });
  const { thaws } = await leaver.sahara.getStaking();
  const worth = thaws.find((each) => each.id === id)?.worth ?? 0n;
  return { fees, harvested, stakers, thaw: { who: leaver.name, worth, until: Number(end) } };
}

async function passUntil(cast: Cast, time: bigint): Promise<void> {
  await passTime(cast, Number(time) - (await timeOf(cast)));
}

/** Whether the stakers got what was harvested, but for what rounding keeps; less than a base unit each. */
export const isShared = ({ harvested, stakers }: VoteCard): boolean => {
  const rest = harvested - sum(stakers.map(({ claimed }) => claimed));
  return rest >= 0n && rest <= BigInt(stakers.length);
};
