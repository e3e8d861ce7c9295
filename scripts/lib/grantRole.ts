import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import { id } from "ethers";

import { ROLES } from "../../deploy/modules/Roles.ts";
import type { Network } from "./connectNetwork.ts";
import { connectSahara, type SaharaContracts } from "./connectSahara.ts";
import { Refusal } from "./Refusal.ts";
import { readExport } from "./SaharaExport.ts";

export type Grant = {
  /** The export that names the contracts. */
  file: string;
  role: string;
  account: string;
  /** Set to propose the grant, to vote for it and to queue it. */
  send: boolean;
  /** Set to execute it once the delay has passed. */
  execute: boolean;
  /** Set to take all steps at once, on a chain whose clock can be put forward. */
  fastForward: boolean;
  /** Tells grants of the same role to the same account apart. */
  salt: string;
};

/** What the governor's `state` counts. */
const STATES = [
  "pending",
  "active",
  "canceled",
  "defeated",
  "succeeded",
  "queued",
  "expired",
  "executed",
] as const;
const FOR = 1;

/** Roles that may be granted; ADMIN is the timelock's alone. */
const GRANTABLE: Record<string, bigint> = {
  pauser: ROLES.pauser,
  curator: ROLES.curator,
  council: ROLES.council,
};

type Step = {
  network: Network;
  sahara: SaharaContracts;
  sender: HardhatEthersSigner;
  grant: Grant;
  role: bigint;
  call: [targets: string[], values: bigint[], calldatas: string[]];
  description: string;
};

/** Takes a grant one step further through governance: prints it, proposes it, votes for it, queues it, executes it. */
export async function grantRole(network: Network, grant: Grant): Promise<void> {
  const role = GRANTABLE[grant.role];
  if (role === undefined) {
    throw new Refusal(`'${grant.role}' is none of ${Object.keys(GRANTABLE).join(", ")}.`);
  }
  if (grant.fastForward && !network.isLocal) {
    throw new Refusal(`the clock of '${network.name}' can't be put forward: it is no local chain.`);
  }
  const [sender] = await network.ethers.getSigners();
  if (sender === undefined) throw new Refusal(`network '${network.name}' has no account.`);
  const { addresses } = readExport(grant.file);
  const sahara = connectSahara(addresses, sender);
  const { manager } = sahara;

  const [since] = await manager.getAccess(role, grant.account);
  if (since !== 0n) {
    const from = (await now(network)) < since ? ` from ${toDate(since)} on` : "";
    console.log(`${grant.account} is ${grant.role} already${from}: nothing was sent.`);
    return;
  }
  const data = manager.interface.encodeFunctionData("grantRole", [role, grant.account, 0]);
  // Named at the end, so that nobody else can propose the same to cancel it.
  const salted = grant.salt === "" ? "" : ` (${grant.salt})`;
  const description = `Make ${grant.account} ${grant.role}${salted} #proposer=${sender.address}`;
  const step: Step = {
    ...{ network, sahara, sender, grant, role, description },
    call: [[addresses.manager], [0n], [data]],
  };
  while ((await takeStep(step)) === "more") await putForward(step);
}

/** Does what the proposal's state asks for; "more" when the clock was asked to be put forward. */
async function takeStep(step: Step): Promise<"more" | "stopped"> {
  const { network, sahara, sender, grant, call } = step;
  const { governor } = sahara;
  const fast = grant.fastForward;
  const proposal = await governor.hashProposal(...call, id(step.description));
  if ((await governor.proposalSnapshot(proposal)) === 0n) return await propose(step);

  const state = STATES[Number(await governor.state(proposal))];
  if (state === undefined) throw new Refusal(`the state of proposal ${proposal} is not known.`);
  console.log(`Proposal ${proposal} of governor ${await governor.getAddress()}`);
  switch (state) {
    case "pending":
      console.log(`Votes are cast from ${toDate(await governor.proposalSnapshot(proposal))} on.`);
      return fast ? "more" : stopEarly(grant, "it is not voted on yet");
    case "active": {
      if ((grant.send || fast) && !(await governor.hasVoted(proposal, sender))) {
        await (await governor.castVote(proposal, FOR)).wait();
        console.log(`Voted for it with ${sender.address}.`);
      }
      console.log(`Votes are cast until ${toDate(await governor.proposalDeadline(proposal))}.`);
      return fast ? "more" : stopEarly(grant, "the vote is not over");
    }
    case "succeeded":
      if (!grant.send && !grant.execute && !fast) {
        console.log("It has passed. To queue it, run this with --send.");
        return "stopped";
      }
      await (await governor.queue(...call, id(step.description))).wait();
      console.log(`Queued until ${toDate(await governor.proposalEta(proposal))}.`);
      return fast ? "more" : "stopped";
    case "queued": {
      const eta = await governor.proposalEta(proposal);
      console.log(`Queued. It can be executed from ${toDate(eta)} on.`);
      if ((await now(network)) < eta) {
        return fast ? "more" : stopEarly(grant, `not before ${toDate(eta)}`);
      }
      if (!grant.execute && !fast) return "stopped";
      await (await governor.execute(...call, id(step.description))).wait();
      return await tellEffect(step);
    }
    case "executed":
      throw new Refusal("this grant was executed and the role revoked since; give another --salt.");
    case "canceled":
    case "defeated":
    case "expired":
      throw new Refusal(`this proposal was ${state}; give another --salt to make it again.`);
  }
}

async function propose(step: Step): Promise<"more" | "stopped"> {
  const { network, sahara, sender, grant, call, description } = step;
  const { governor, token } = sahara;
  if (!grant.send && !grant.fastForward) {
    const data = governor.interface.encodeFunctionData("propose", [...call, description]);
    console.log(`To propose it, a holder sends this to the governor, or --send:\n${data}`);
    return "stopped";
  }
  const needed = await governor.proposalThreshold();
  const held = (await token.getVotes(sender)) + (await undelegated(token, sender));
  if (held < needed) {
    throw new Refusal(`${sender.address} has ${held} votes, and it takes ${needed} to propose.`);
  }
  if ((await token.getVotes(sender)) < needed) {
    await (await token.delegate(sender)).wait();
    console.log(`Delegated the tokens of ${sender.address} to itself.`);
  }
  // Votes count from the second after they were delegated.
  if (network.isLocal) await network.ethers.provider.send("evm_mine", []);
  await (await governor.propose(...call, description)).wait();
  console.log(`Proposed: ${description}`);
  return grant.fastForward ? "more" : "stopped";
}

/** What the account would vote with if it delegated to itself. */
async function undelegated(token: SaharaContracts["token"], { address }: HardhatEthersSigner) {
  return (await token.delegates(address)) === address ? 0n : await token.balanceOf(address);
}

/** Says from when on the role is held, and waits for it where the clock can be put forward. */
async function tellEffect({ network, sahara, grant, role }: Step): Promise<"stopped"> {
  const [since] = await sahara.manager.getAccess(role, grant.account);
  console.log(`Executed: ${grant.account} is ${grant.role} from ${toDate(since)} on.`);
  if (grant.fastForward) await moveClock(network, since);
  return "stopped";
}

/** Asks for what can't be done yet: refused if it was to be executed. */
function stopEarly({ execute }: Grant, reason: string): "stopped" {
  if (execute) throw new Refusal(`it can't be executed: ${reason}.`);
  return "stopped";
}

/** To when the next step can be taken. */
async function putForward({ network, sahara: { governor }, call, description }: Step) {
  const proposal = await governor.hashProposal(...call, id(description));
  const state = STATES[Number(await governor.state(proposal))];
  if (state === "pending") {
    await moveClock(network, (await governor.proposalSnapshot(proposal)) + 1n);
  }
  if (state === "active") {
    await moveClock(network, (await governor.proposalDeadline(proposal)) + 1n);
  }
  if (state === "queued") await moveClock(network, await governor.proposalEta(proposal));
}

async function moveClock({ ethers: { provider } }: Network, to: bigint): Promise<void> {
  const latest = await provider.getBlock("latest");
  if (latest === null || to <= BigInt(latest.timestamp)) return;
  await provider.send("evm_setNextBlockTimestamp", [`0x${to.toString(16)}`]);
  await provider.send("evm_mine", []);
}

async function now({ ethers: { provider } }: Network): Promise<bigint> {
  const latest = await provider.getBlock("latest");
  return BigInt(latest?.timestamp ?? 0);
}

const toDate = (seconds: bigint) => new Date(Number(seconds) * 1000).toISOString();
