import { zeroPadValue } from "ethers";

import { getLogs } from "../chain/getLogs.ts";
import { mapLimited } from "../chain/mapLimited.ts";
import type { Clients } from "../clients.ts";
import { ascending } from "../provenance/traverse.ts";
import type { Address } from "../values/address.ts";

/** The assets of which an account was ever given units, found from events. */
export async function findAssetsHeld(clients: Clients, account: Address): Promise<bigint[]> {
  const { topicHash } = clients.contracts.ledger.interface.getEvent("Transfer");
  const logs = await getLogs(clients, {
    address: clients.addresses.ledger,
    topics: [topicHash, null, zeroPadValue(account, 32)],
  });
  return distinctIds(logs);
}

/** The assets that an account owns now, found from events. */
export async function findAssetsOwned(clients: Clients, account: Address): Promise<bigint[]> {
  const { registry } = clients.contracts;
  const { topicHash } = registry.interface.getEvent("Transfer");
  const logs = await getLogs(clients, {
    address: clients.addresses.registry,
    topics: [topicHash, null, zeroPadValue(account, 32)],
  });
  const ids = distinctIds(logs);
  const owners = await mapLimited(ids, (id) => registry.ownerOf(id));
  return ids.filter((_, index) => owners[index] === account);
}

/** In both events the id is the last indexed argument. */
function distinctIds(logs: readonly { topics: readonly string[] }[]): bigint[] {
  return [...new Set(logs.map(({ topics }) => BigInt(topics[3] ?? 0)))].sort(ascending);
}
