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
  const { governor, timelock } = clients.contracts;
  const { calls } = await getCreated(clients, proposalId);
  return calls
    .filter(({ to }) => to === clients.addresses.governor)
    .map(({ data }) => governor.interface.parseTransaction({ data }))
    .filter((relay) => relay?.name === "relay" && relay.args[0] === clients.addresses.timelock)
    .map((relay) => timelock.interface.parseTransaction({ data: relay?.args[2] as string }))
    .filter((scheduled) => scheduled?.name === "schedule")
    .map((scheduled) => {
      const [target, value, data, predecessor, salt] = (scheduled?.args.toArray() ?? []) as [
        ...[string, bigint, string, string, string],
      ];
      const args = [target, value, data, predecessor, salt] as const;
      return prepare(
        clients,
        "timelock",
        timelock.interface.encodeFunctionData("execute", [...args]),
      );
    });
}

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
