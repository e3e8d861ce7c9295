import { dataLength, dataSlice, id, ZeroHash } from "ethers";

import { argument, eventOf } from "../chain/events.ts";
import { prepare, type PreparedTransaction } from "../chain/prepare.ts";
import { send, type Written, written } from "../chain/send.ts";
import { accountOf, type Clients } from "../clients.ts";
import { type Address, parseAddress } from "../values/address.ts";
import { type CallInput, type ProposedCall, toLists, toProposedCall } from "./proposal.ts";

export type ProposeParameters = {
  /** What the timelock is to do, in this order, all or nothing. */
  calls: readonly CallInput[];
  /** What for, in words. */
  title: string;
  /** Who will send it. Defaults to the signer. */
  proposer?: Address | undefined;
};
export type ProposeResult = Written & { proposalId: bigint };

/**
 * The unsigned transaction of {@link propose}.
 *
 * @throws {UnknownCallError} When a call is none.
 */
export async function preparePropose(
  clients: Clients,
  { calls, title, proposer }: ProposeParameters,
): Promise<PreparedTransaction> {
  const account = parseAddress(await accountOf(clients, proposer), "proposer");
  const composed = await composeCalls(clients, { calls, title });
  // Whoever sends it is named, so that nobody else makes the same proposal first and cancels it.
  const description = `${title} #proposer=${account.toLowerCase()}`;
  const { interface: governor } = clients.contracts.governor;
  const data = governor.encodeFunctionData("propose", [...toLists(composed), description]);
  return prepare(clients, "governor", data);
}

/**
 * Proposes that the timelock makes some calls. It takes votes of the threshold, and no other proposal of the account that
 * waits for votes or takes them. What the AccessManager wants announced is announced, and scheduled behind its delay.
 *
 * @example
 * const calls = [{ contract: "parameters", method: "setUsageFee", args: [100n] }] as const;
 * const { proposalId } = await sahara.propose({ calls, title: "Set the usage fee to 1 %" });
 */
export async function propose(
  clients: Clients,
  parameters: ProposeParameters,
): Promise<ProposeResult> {
  const receipt = await send(clients, await preparePropose(clients, parameters));
  const event = eventOf(clients, "governor", "ProposalCreated", receipt);
  return { ...written(receipt), proposalId: argument<bigint>(event, "proposalId") };
}

/** The calls that a proposal is made of: those given, but for what has to be announced first. */
export async function composeCalls(
  clients: Clients,
  { calls, title }: Pick<ProposeParameters, "calls" | "title">,
): Promise<ProposedCall[]> {
  const composed: ProposedCall[] = [];
  for (const input of calls) {
    const call = toProposedCall(clients, input);
    const delay = await announcedFor(clients, call);
    composed.push(...(delay === 0n ? [call] : announce(clients, call, { delay, title })));
  }
  return composed;
}

const SELECTOR_BYTES = 4;
const ANNOUNCED = new Set(["setTargetFunctionRole", "setTargetClosed", "updateAuthority"]);

/** Seconds for which the manager wants a call announced: for what it is asked, or for the role that is heard. */
async function announcedFor({ contracts, addresses }: Clients, { to, data }: ProposedCall) {
  if (to !== addresses.manager) {
    if (dataLength(data) < SELECTOR_BYTES) return 0n;
    const selector = dataSlice(data, 0, SELECTOR_BYTES);
    return (await contracts.manager.canCall(addresses.timelock, to, selector)).delay;
  }
  const parsed = contracts.manager.interface.parseTransaction({ data });
  if (parsed === null || !ANNOUNCED.has(parsed.name)) return 0n;
  // The first argument of each of them is the target.
  return await contracts.manager.getTargetAdminDelay(parsed.args[0] as string);
}

/** The manager is told, and the governor schedules the call for when it may be made; then anyone executes it. */
function announce(
  { contracts, addresses }: Clients,
  { to, data }: ProposedCall,
  { delay, title }: { delay: bigint; title: string },
): ProposedCall[] {
  const { manager, timelock, governor } = contracts;
  const later = timelock.interface.encodeFunctionData("schedule", [
    ...([to, 0n, data, ZeroHash, id(title)] as const),
    delay,
  ]);
  return [
    {
      to: addresses.manager,
      data: manager.interface.encodeFunctionData("schedule", [to, data, 0n]),
      value: 0n,
    },
    {
      to: addresses.governor,
      data: governor.interface.encodeFunctionData("relay", [addresses.timelock, 0n, later]),
      value: 0n,
    },
  ];
}
