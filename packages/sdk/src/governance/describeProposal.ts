import type { Clients } from "../clients.ts";
import { type CallDescription, describeCall } from "./describeCall.ts";
import type { CallInput } from "./proposal.ts";
import { composeCalls } from "./propose.ts";

export type DescribeProposalParameters = {
  calls: readonly CallInput[];
  title?: string | undefined;
};

/** Says in words what each call of a proposal does, those that announce others included, and warns. */
export async function describeProposal(
  clients: Clients,
  { calls, title = "" }: DescribeProposalParameters,
): Promise<CallDescription[]> {
  const described: CallDescription[] = [];
  for (const call of await composeCalls(clients, { calls, title })) {
    described.push(await describeCall(clients, call));
  }
  return described;
}
