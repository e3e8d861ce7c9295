import { prepare, type PreparedTransaction } from "../chain/prepare.ts";
import { send, type Written, written } from "../chain/send.ts";
import type { Clients } from "../clients.ts";
import { getCreated } from "./findProposals.ts";
import { toHashedArguments } from "./proposal.ts";

export type MoveProposalParameters = { proposalId: bigint };

/** The governor keeps no proposal, so each step sends all of it again, as its event has it. */
async function prepareMove(
  clients: Clients,
  method: "queue" | "execute" | "cancel",
  { proposalId }: MoveProposalParameters,
): Promise<PreparedTransaction> {
  const { calls, description } = await getCreated(clients, proposalId);
  const { interface: governor } = clients.contracts.governor;
  const args = toHashedArguments(calls, description);
  // One after the other, because each name has a type of its own.
  switch (method) {
    case "queue":
      return prepare(clients, "governor", governor.encodeFunctionData("queue", args));
    case "execute":
      return prepare(clients, "governor", governor.encodeFunctionData("execute", args));
    case "cancel":
      return prepare(clients, "governor", governor.encodeFunctionData("cancel", args));
  }
}

/** The unsigned transaction of {@link queueProposal}. */
export async function prepareQueueProposal(clients: Clients, parameters: MoveProposalParameters) {
  return await prepareMove(clients, "queue", parameters);
}

/** Hands a proposal that has passed to the timelock. Anyone may. */
export async function queueProposal(
  clients: Clients,
  parameters: MoveProposalParameters,
): Promise<Written> {
  return written(await send(clients, await prepareQueueProposal(clients, parameters)));
}

/** The unsigned transaction of {@link executeProposal}. */
export async function prepareExecuteProposal(clients: Clients, parameters: MoveProposalParameters) {
  return await prepareMove(clients, "execute", parameters);
}

/** Has the timelock do what a queued proposal says, after its delay. Anyone may. */
export async function executeProposal(
  clients: Clients,
  parameters: MoveProposalParameters,
): Promise<Written> {
  return written(await send(clients, await prepareExecuteProposal(clients, parameters)));
}

/** The unsigned transaction of {@link cancelProposal}. */
export async function prepareCancelProposal(clients: Clients, parameters: MoveProposalParameters) {
  return await prepareMove(clients, "cancel", parameters);
}

/** Cancels a proposal, as its proposer or as the guardian. */
export async function cancelProposal(
  clients: Clients,
  parameters: MoveProposalParameters,
): Promise<Written> {
  return written(await send(clients, await prepareCancelProposal(clients, parameters)));
}
