import type { ApprovalMode } from "../chain/allowance.ts";
import { argument, eventOf } from "../chain/events.ts";
import { prepare, type PreparedTransaction } from "../chain/prepare.ts";
import { send, type Written, written } from "../chain/send.ts";
import type { Clients } from "../clients.ts";
import { parseRoot } from "../values/root.ts";
import { prepareAnswerBond } from "./claim.ts";

export type AnswerClaimParameters = {
  claimId: bigint;
  /** Digest or CID of the counter-statement. */
  statementRoot: string;
  /** What to approve if the allowance is too small. Defaults to `"exact"`. */
  approve?: ApprovalMode | undefined;
};
export type AnswerClaimResult = Written & {
  /** Unix time until which the council can rule. */
  deadline: bigint;
};

/** The unsigned transaction of {@link answerClaim}, and the approval that it may need before. */
export async function prepareAnswerClaim(
  clients: Clients,
  { claimId, statementRoot, approve }: AnswerClaimParameters,
): Promise<PreparedTransaction> {
  const { interface: court } = clients.contracts.court;
  const data = court.encodeFunctionData("answer", [
    claimId,
    parseRoot(statementRoot, "statement root"),
  ]);
  const before = await prepareAnswerBond(clients, claimId, approve);
  return prepare(clients, "court", data, { before });
}

/**
 * Answers a claim as the asset's owner, with an equal bond.
 *
 * @throws {InsufficientFundsError} When the signer has less than the bond.
 */
export async function answerClaim(
  clients: Clients,
  parameters: AnswerClaimParameters,
): Promise<AnswerClaimResult> {
  const receipt = await send(clients, await prepareAnswerClaim(clients, parameters));
  const event = eventOf(clients, "court", "ClaimAnswered", receipt);
  return {
    ...written(receipt),
    deadline: argument<bigint>(event, "deadline"),
  };
}
