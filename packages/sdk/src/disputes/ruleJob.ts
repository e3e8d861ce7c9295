import { prepare, type PreparedTransaction } from "../chain/prepare.ts";
import { send, type Written, written } from "../chain/send.ts";
import type { Clients } from "../clients.ts";
import { parseUint } from "../values/parseUint.ts";

export type RuleJobParameters = {
  jobId: bigint;
  /** Share of the amount that the operator is paid, in basis points. */
  operatorBps: bigint;
  /** Whether the client's bond is the operator's. Defaults to false. */
  forfeitBond?: boolean | undefined;
};

/** The unsigned transaction of {@link ruleJob}. */
export function prepareRuleJob(
  clients: Clients,
  { jobId, operatorBps, forfeitBond = false }: RuleJobParameters,
): PreparedTransaction {
  const { interface: arbitration } = clients.contracts.arbitration;
  const data = arbitration.encodeFunctionData("ruleJob", [
    jobId,
    parseUint(operatorBps, 16, "operatorBps"),
    forfeitBond,
  ]);
  return prepare(clients, "arbitration", data);
}

/** Divides the amount of a disputed job, as the arbiter that both parties named, or as the council. */
export async function ruleJob(clients: Clients, parameters: RuleJobParameters): Promise<Written> {
  return written(await send(clients, prepareRuleJob(clients, parameters)));
}
