import { id, type Interface } from "ethers";

import type { ContractName } from "../addresses.ts";
import type { Clients } from "../clients.ts";
import { UnknownCallError } from "../errors/governanceErrors.ts";
import { type Address, parseAddress } from "../values/address.ts";
import { parseUint } from "../values/parseUint.ts";

/** Stages of a proposal; the position is the number on chain. */
export const PROPOSAL_STATES = [
  "PENDING",
  "ACTIVE",
  "CANCELED",
  "DEFEATED",
  "SUCCEEDED",
  "QUEUED",
  "EXPIRED",
  "EXECUTED",
] as const;
export type ProposalState = (typeof PROPOSAL_STATES)[number];

/** What a vote can say; the position is the number on chain. VETO is against, and more. */
export const SUPPORTS = ["AGAINST", "FOR", "ABSTAIN", "VETO"] as const;
export type Support = (typeof SUPPORTS)[number];

/** One call that the timelock makes when a proposal is executed. */
export type ProposedCall = { to: Address; data: string; value: bigint };

/** A call by name, or as it is sent. Values are base units of the native coin, and 0n unless given. */
export type CallInput =
  | {
      contract: ContractName;
      method: string;
      args: readonly unknown[];
      value?: bigint | undefined;
    }
  | { to: Address; data: string; value?: bigint | undefined };

/**
 * The call as it is sent.
 *
 * @throws {UnknownCallError} When the contract has no such function, or it takes other arguments.
 */
export function toProposedCall(
  { addresses, contracts }: Pick<Clients, "addresses" | "contracts">,
  input: CallInput,
): ProposedCall {
  const value = parseUint(input.value ?? 0n, 256, "value");
  if ("to" in input) return { to: parseAddress(input.to, "target"), data: input.data, value };
  const { contract, method, args } = input;
  // Each binding narrows the names to its own functions; this one comes from outside.
  const calls: Interface = contracts[contract].interface;
  try {
    return { to: addresses[contract], data: calls.encodeFunctionData(method, args), value };
  } catch (cause) {
    throw new UnknownCallError(`${contract}.${method}(${args.map(String).join(", ")})`, { cause });
  }
}

/** How the governor takes a proposal once it was made. */
export function toHashedArguments(
  calls: readonly ProposedCall[],
  description: string,
): [targets: string[], values: bigint[], calldatas: string[], descriptionHash: string] {
  return [...toLists(calls), id(description)];
}

/** Targets, values and calls, each in a list of its own. */
export function toLists(calls: readonly ProposedCall[]): [string[], bigint[], string[]] {
  return [
    calls.map(({ to }) => to),
    calls.map(({ value }) => value),
    calls.map(({ data }) => data),
  ];
}
