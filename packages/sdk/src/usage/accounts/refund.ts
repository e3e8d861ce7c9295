import { prepare, type PreparedTransaction } from "../../chain/prepare.ts";
import { send, type Written, written } from "../../chain/send.ts";
import type { Clients } from "../../clients.ts";
import { parseUint } from "../../values/parseUint.ts";
import type { AccountTerms } from "../structs.ts";
import type { SignedRefund } from "./signRefund.ts";

export type RefundParameters =
  /** What the operator signed, see `signRefund`; anyone sends it. */
  | { signed: SignedRefund }
  /** The signer is the operator; base units. */
  | { terms: AccountTerms; amount: bigint };

/** The unsigned transaction of {@link refund}. */
export function prepareRefund(clients: Clients, parameters: RefundParameters): PreparedTransaction {
  const { interface: meter } = clients.contracts.meter;
  if ("signed" in parameters) {
    const { terms, refund: consent, signature } = parameters.signed;
    const { amount, nonce, deadline } = consent;
    const args = [terms, amount, nonce, deadline, signature] as const;
    return prepare(clients, "meter", meter.encodeFunctionData("refund", [...args]));
  }
  const { terms } = parameters;
  const amount = parseUint(parameters.amount, 96, "amount");
  // The operator that calls needs no nonce, no deadline and no signature.
  const data = meter.encodeFunctionData("refund", [terms, amount, 0n, 0n, "0x"]);
  return prepare(clients, "meter", data);
}

/** Pays from an account back to its payer at once. An account that is emptied starts a new epoch. */
export async function refund(clients: Clients, parameters: RefundParameters): Promise<Written> {
  return written(await send(clients, prepareRefund(clients, parameters)));
}
