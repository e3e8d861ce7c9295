import { argument, eventsOf } from "../../chain/events.ts";
import { getLogs } from "../../chain/getLogs.ts";
import { mapLimited } from "../../chain/mapLimited.ts";
import type { Clients } from "../../clients.ts";
import type { Address } from "../../values/address.ts";
import { parseRoot } from "../../values/root.ts";

export type GetSessionsParameters = { accountId: string };

/** A key that signs vouchers for an account, or did. */
export type Session = {
  key: Address;
  /** Base units, in all. */
  cap: bigint;
  spent: bigint;
  /** Unix time. */
  endsAt: number;
};

/** The sessions that an account ever had, in the order of their opening. */
export async function getSessions(
  clients: Clients,
  parameters: GetSessionsParameters,
): Promise<Session[]> {
  const { meter } = clients.contracts;
  const accountId = parseRoot(parameters.accountId, "account id");
  const { topicHash } = meter.interface.getEvent("SessionOpened");
  const logs = await getLogs(clients, {
    address: clients.addresses.meter,
    topics: [topicHash, accountId],
  });
  const opened = eventsOf(clients, "meter", "SessionOpened", logs);
  return await mapLimited(opened, async (event) => {
    const key = argument<Address>(event, "key");
    const { cap, spent, endsAt } = await meter.sessionOf(accountId, key);
    return { key, cap, spent, endsAt: Number(endsAt) };
  });
}
