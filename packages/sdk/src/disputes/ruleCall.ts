import { prepare, type PreparedTransaction } from "../chain/prepare.ts";
import { send, type Written, written } from "../chain/send.ts";
import type { Clients } from "../clients.ts";
import { parseUint } from "../values/parseUint.ts";
import { parseRoot } from "../values/root.ts";

export type RuleCallParameters = {
  /** EIP-712 digest of the receipt. */
  receipt: string;
  /** Base units of what the operator put up that are the payer's. */
  refund: bigint;
  /** Whether the payer's bond is the operator's. Defaults to false. */
  forfeitBond?: boolean | undefined;
};

/** The unsigned transaction of {@link ruleCall}. */
export function prepareRuleCall(
  clients: Clients,
  { receipt, refund, forfeitBond = false }: RuleCallParameters,
): PreparedTransaction {
  const { interface: arbitration } = clients.contracts.arbitration;
  const data = arbitration.encodeFunctionData("ruleCall", [
    parseRoot(receipt, "receipt"),
    parseUint(refund, 96, "refund"),
    forfeitBond,
  ]);
  return prepare(clients, "arbitration", data);
}

/** Rules on a paid call, as the arbiter that both named, or as the council. */
export async function ruleCall(clients: Clients, parameters: RuleCallParameters): Promise<Written> {
  return written(await send(clients, prepareRuleCall(clients, parameters)));
}
