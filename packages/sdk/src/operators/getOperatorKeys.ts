import { zeroPadValue } from "ethers";

import { argument, eventsOf } from "../chain/events.ts";
import { getLogs } from "../chain/getLogs.ts";
import { mapLimited } from "../chain/mapLimited.ts";
import type { Clients } from "../clients.ts";
import { type Address, parseAddress } from "../values/address.ts";

export type GetOperatorKeysParameters = { operator: Address };

/** When a key signed for an operator. */
export type OperatorKeyWindow = {
  key: Address;
  /** Unix time of its first second. */
  from: number;
  /** Unix time of the first second after its last; undefined while it signs. */
  until: number | undefined;
  /** Whether stake was slashed for what it signed. */
  slashed: boolean;
};

/** The keys that an operator ever had, in the order of their adding. */
export async function getOperatorKeys(
  clients: Clients,
  parameters: GetOperatorKeysParameters,
): Promise<OperatorKeyWindow[]> {
  const { operators } = clients.contracts;
  const operator = parseAddress(parameters.operator, "operator");
  const { topicHash } = operators.interface.getEvent("KeyAdded");
  const logs = await getLogs(clients, {
    address: clients.addresses.operators,
    topics: [topicHash, zeroPadValue(operator, 32)],
  });
  const added = eventsOf(clients, "operators", "KeyAdded", logs);
  return await mapLimited(added, async (event) => {
    const key = argument<Address>(event, "key");
    const { from, until, slashed } = await operators.keyOf(operator, key);
    return { key, from: Number(from), until: until === 0n ? undefined : Number(until), slashed };
  });
}
