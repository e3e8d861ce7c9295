import { solidityPacked } from "ethers";

import { argument, eventsOf } from "../chain/events.ts";
import { prepare, type PreparedTransaction } from "../chain/prepare.ts";
import { send, type Written, written } from "../chain/send.ts";
import type { Clients } from "../clients.ts";
import { indexOfName } from "../values/names.ts";
import { parseUint } from "../values/parseUint.ts";
import { type Support, SUPPORTS } from "./proposal.ts";

export type CastVoteParameters = {
  proposalId: bigint;
  /** Why, for everybody to read. */
  reason?: string | undefined;
} & (
  | { support: Support }
  /** Base units of votes for each; together at most what is left of the account's. */
  | { parts: { against: bigint; for: bigint; abstain: bigint } }
);
export type CastVoteResult = Written & {
  /** Votes that were used, in base units. */
  weight: bigint;
};

const FRACTIONAL = 255;

/** The unsigned transaction of {@link castVote}. */
export function prepareCastVote(
  clients: Clients,
  parameters: CastVoteParameters,
): PreparedTransaction {
  const { proposalId, reason = "" } = parameters;
  const { interface: governor } = clients.contracts.governor;
  if ("support" in parameters) {
    const support = indexOfName(SUPPORTS, parameters.support, "support");
    const args = [proposalId, support, reason] as const;
    const data = governor.encodeFunctionData("castVoteWithReason", [...args]);
    return prepare(clients, "governor", data);
  }
  const { against, for: inFavour, abstain } = parameters.parts;
  const parts = [against, inFavour, abstain].map((part) => parseUint(part, 128, "part of a vote"));
  const packed = solidityPacked(["uint128", "uint128", "uint128"], parts);
  const args = [proposalId, FRACTIONAL, reason, packed] as const;
  const data = governor.encodeFunctionData("castVoteWithReasonAndParams", [...args]);
  return prepare(clients, "governor", data);
}

/** Votes on a proposal with all that is left of the signer's votes, or with parts of it. */
export async function castVote(
  clients: Clients,
  parameters: CastVoteParameters,
): Promise<CastVoteResult> {
  const receipt = await send(clients, prepareCastVote(clients, parameters));
  const name = "support" in parameters ? "VoteCast" : "VoteCastWithParams";
  const [event] = eventsOf(clients, "governor", name, receipt.logs);
  return { ...written(receipt), weight: event === undefined ? 0n : argument(event, "weight") };
}
