import { prepare, type PreparedTransaction } from "../chain/prepare.ts";
import { send, type Written, written } from "../chain/send.ts";
import type { Clients } from "../clients.ts";
import { getCreated } from "./findProposals.ts";

export type ExecuteAnnouncedParameters = { proposalId: bigint };

/** The unsigned transactions of {@link executeAnnounced}; none where the proposal announced nothing. */
export async function prepareExecuteAnnounced(
  clients: Clients,
  { proposalId }: ExecuteAnnouncedParameters,
): Promise<PreparedTransaction[]> {
  const { addresses, contracts } = clients;
  const { governor, timelock } = contracts;
  const { calls } = await getCreated(clients, proposalId);
  return calls.flatMap(({ to, data }) => {
    if (to !== addresses.governor) return [];
    const relay = governor.interface.parseTransaction({ data });
    if (relay?.name !== "relay" || relay.args[0] !== addresses.timelock) return [];
    const scheduled = timelock.interface.parseTransaction({ data: relay.args[2] as string });
    if (scheduled?.name !== "schedule") return [];
    // The last argument is the delay.
    const [target, value, call, predecessor, salt] = scheduled.args.toArray() as ScheduleArguments;
    const args = [target, value, call, predecessor, salt] as const;
    return prepare(
      clients,
      "timelock",
      timelock.interface.encodeFunctionData("execute", [...args]),
    );
  });
}

type ScheduleArguments = [
  ...[target: string, value: bigint, data: string, predecessor: string, salt: string],
  delay: bigint,
];

/** Makes the calls that an executed proposal announced, once their delay has passed. Anyone may. */
export async function executeAnnounced(
  clients: Clients,
  parameters: ExecuteAnnouncedParameters,
): Promise<Written[]> {
  const results: Written[] = [];
  for (const prepared of await prepareExecuteAnnounced(clients, parameters)) {
    results.push(written(await send(clients, prepared)));
  }
  return results;
}
