import { prepare, type PreparedTransaction } from "../../chain/prepare.ts";
import { send, type Written, written } from "../../chain/send.ts";
import type { Clients } from "../../clients.ts";
import { indexOfName } from "../../values/names.ts";
import { type Verdict, VERDICTS } from "./divergence.ts";

export type RuleDivergenceParameters = { divergenceId: bigint; verdict: Exclude<Verdict, "NONE"> };

/** The unsigned transaction of {@link ruleDivergence}. */
export function prepareRuleDivergence(
  clients: Clients,
  { divergenceId, verdict }: RuleDivergenceParameters,
): PreparedTransaction {
  const { interface: arbitration } = clients.contracts.arbitration;
  const args = [divergenceId, indexOfName(VERDICTS, verdict, "verdict")] as const;
  const data = arbitration.encodeFunctionData("ruleDivergence", [...args]);
  return prepare(clients, "arbitration", data);
}

/** Says who was wrong, as the council: a tenth of their stake is slashed, or the bond is forfeited if nobody was. */
export async function ruleDivergence(
  clients: Clients,
  parameters: RuleDivergenceParameters,
): Promise<Written> {
  return written(await send(clients, prepareRuleDivergence(clients, parameters)));
}
