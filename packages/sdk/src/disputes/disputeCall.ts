import { type ApprovalMode, prepareSpending } from "../chain/allowance.ts";
import { argument, eventOf } from "../chain/events.ts";
import { prepare, type PreparedTransaction } from "../chain/prepare.ts";
import { send, type Written, written } from "../chain/send.ts";
import type { Clients } from "../clients.ts";
import { type AccountTermsParameters, toAccountTerms } from "../usage/accounts/payerAccount.ts";
import { getUsageOffer } from "../usage/offers/getUsageOffer.ts";
import type { CallReceipt } from "../usage/structs.ts";
import { type Address, NATIVE, parseCurrency } from "../values/address.ts";
import { parseUint } from "../values/parseUint.ts";
import { parseRoot } from "../values/root.ts";

export type DisputeCallParameters = {
  receipt: CallReceipt;
  /** The operator's, over the receipt. */
  signature: string;
  /** The 32 siblings of the receipt's digest from the leaf upwards, under the root that the chain has of its lane. */
  proof: readonly string[];
  /** The terms of the account that the receipt names. */
  terms: AccountTermsParameters;
  /** What to claim back, in base units. Defaults to the whole price. */
  amount?: bigint | undefined;
  /** Who is to rule, if the operator names the same. Defaults to the council. */
  arbiter?: Address | undefined;
  /** Digest or CID of the evidence. */
  evidenceRoot: string;
  /** What to approve if the allowance for the bond is too small. Defaults to `"exact"`. */
  approve?: ApprovalMode | undefined;
};
export type DisputeCallResult = Written & {
  /** The digest of the receipt, by which the claim is known. */
  receipt: string;
  /** Unix time until which the operator can answer. */
  deadline: bigint;
};

/** The bond is a tenth of what is disputed, rounded up. */
const BOND_DIVISOR = 10n;

/** The unsigned transaction of {@link disputeCall}, and the approval that its bond may need before. */
export async function prepareDisputeCall(
  clients: Clients,
  parameters: DisputeCallParameters,
): Promise<PreparedTransaction> {
  const { receipt, signature, proof, amount = receipt.amount, arbiter = NATIVE } = parameters;
  const { offer } = await getUsageOffer(clients, receipt);
  const { interface: arbitration } = clients.contracts.arbitration;
  const data = arbitration.encodeFunctionData("disputeCall", [
    { receipt, signature },
    offer,
    [...proof],
    await toAccountTerms(clients, parameters.terms),
    parseUint(amount, 96, "amount"),
    parseCurrency(arbiter, "arbiter"),
    parseRoot(parameters.evidenceRoot, "evidence root"),
  ]);
  const bond = (amount + BOND_DIVISOR - 1n) / BOND_DIVISOR;
  const spender = clients.addresses.arbitration;
  const spending = { token: offer.token, spender, amount: bond, approve: parameters.approve };
  return prepare(clients, "arbitration", data, {
    before: await prepareSpending(clients, spending),
  });
}

/**
 * Claims the price of a paid call back as its payer, within 30 days, with a bond. Only what the operator puts up against
 * it can be awarded.
 *
 * @throws {InsufficientFundsError} When the signer has less than the bond.
 * @throws {UnknownOfferError} When nobody published the receipt's offer.
 */
export async function disputeCall(
  clients: Clients,
  parameters: DisputeCallParameters,
): Promise<DisputeCallResult> {
  const receipt = await send(clients, await prepareDisputeCall(clients, parameters));
  const event = eventOf(clients, "arbitration", "CallDisputed", receipt);
  return {
    ...written(receipt),
    receipt: argument<string>(event, "receipt"),
    deadline: argument<bigint>(event, "deadline"),
  };
}
