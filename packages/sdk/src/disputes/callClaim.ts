import { type ApprovalMode, prepareSpending } from "../chain/allowance.ts";
import type { PreparedTransaction } from "../chain/prepare.ts";
import type { Clients } from "../clients.ts";
import type { Address } from "../values/address.ts";
import { parseRoot } from "../values/root.ts";

/** Where a claim against a paid call stands; the position is the number on chain. */
export const CALL_CLAIM_STAGES = [
  "NONE",
  "FILED",
  "ANSWERED",
  "WITHDRAWN",
  "UNANSWERED",
  "LAPSED",
  "RULED",
] as const;

export type CallClaimStage = (typeof CALL_CLAIM_STAGES)[number];

/** A claim against a paid call as the chain knows it. */
export type CallClaim = {
  /** EIP-712 digest of the receipt. */
  receipt: string;
  stage: CallClaimStage;
  payer: Address;
  operator: Address;
  token: Address;
  /** What is disputed; once answered, what the operator put up. Base units. */
  amount: bigint;
  /** What the payer put up. */
  bond: bigint;
  /** Who the payer wants, or, once answered, both; undefined: the council. */
  arbiter: Address | undefined;
  /** Unix time at which the present stage can be ended. */
  deadline: bigint;
};

/** The approval that an operator's deposit may need before. */
export async function prepareDeposit(
  clients: Clients,
  receipt: string,
  approve: ApprovalMode | undefined,
): Promise<PreparedTransaction[]> {
  const { arbitration } = clients.contracts;
  const { token, amount } = await arbitration.callClaimOf(parseRoot(receipt, "receipt"));
  const spender = clients.addresses.arbitration;
  return await prepareSpending(clients, { token, spender, amount, approve });
}
