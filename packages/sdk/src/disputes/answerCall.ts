import type { ApprovalMode } from "../chain/allowance.ts";
import { prepare, type PreparedTransaction } from "../chain/prepare.ts";
import { send, type Written, written } from "../chain/send.ts";
import type { Clients } from "../clients.ts";
import { type Address, NATIVE as ZERO, parseCurrency } from "../values/address.ts";
import { parseRoot } from "../values/root.ts";
import { prepareDeposit } from "./callClaim.ts";

export type AnswerCallParameters = {
  /** EIP-712 digest of the receipt. */
  receipt: string;
  /** Agreed on if it is the one that the payer named. Defaults to the council. */
  arbiter?: Address | undefined;
  /** Digest or CID of the counter-statement. */
  statementRoot: string;
  /** What to approve if the allowance is too small. Defaults to `"exact"`. */
  approve?: ApprovalMode | undefined;
};

/** The unsigned transaction of {@link answerCall}, and the approval that it may need before. */
export async function prepareAnswerCall(
  clients: Clients,
  { receipt, arbiter = ZERO, statementRoot, approve }: AnswerCallParameters,
): Promise<PreparedTransaction> {
  const { interface: arbitration } = clients.contracts.arbitration;
  const data = arbitration.encodeFunctionData("answerCall", [
    parseRoot(receipt, "receipt"),
    parseCurrency(arbiter, "arbiter"),
    parseRoot(statementRoot, "statement root"),
  ]);
  const before = await prepareDeposit(clients, receipt, approve);
  return prepare(clients, "arbitration", data, { before });
}

/**
 * Answers a claim against a paid call as its operator, by putting up what is disputed.
 *
 * @throws {InsufficientFundsError} When the signer has less than what is disputed.
 */
export async function answerCall(
  clients: Clients,
  parameters: AnswerCallParameters,
): Promise<Written> {
  return written(await send(clients, await prepareAnswerCall(clients, parameters)));
}
