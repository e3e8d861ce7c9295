import type { Log } from "ethers";

import { getLogs, type LogProgress } from "../chain/getLogs.ts";
import type { Clients } from "../clients.ts";
import { applyEvent, type LedgerEvent } from "./applyEvent.ts";
import { createLedgerModel, type LedgerModel } from "./ledgerModel.ts";

export type ReplayLedgerParameters = {
  /** Not after the deployment. Defaults to the deployment's block. */
  fromBlock?: number | undefined;
  /** Defaults to the latest. */
  toBlock?: number | undefined;
  /** Called while logs are read. */
  onProgress?: ((progress: LogProgress) => void) | undefined;
};

/** The ledger as its logs tell it up to a block. */
export type LedgerReplay = LedgerModel & { toBlock: number; logs: number };

/** Computes every stream, every unit and every debt from logs alone, in bigint. */
export async function replayLedger(
  clients: Clients,
  { fromBlock, toBlock, onProgress }: ReplayLedgerParameters = {},
): Promise<LedgerReplay> {
  const { ledger, contributorRoots } = clients.addresses;
  const end = toBlock ?? (await clients.provider.getBlockNumber());
  const address = [ledger, contributorRoots];
  const logs = await getLogs(clients, { address, fromBlock, toBlock: end, onProgress });

  return { ...replay(logs.map((log) => decode(clients, log))), toBlock: end, logs: logs.length };
}

/** Applies events in the order of the chain. */
export function replay(events: readonly LedgerEvent[]): LedgerModel {
  const model = createLedgerModel();
  for (const [index, event] of events.entries()) applyEvent(model, event, events[index + 1]);
  return model;
}

function decode({ addresses, contracts }: Clients, log: Log): LedgerEvent {
  const isLedger = log.address.toLowerCase() === addresses.ledger.toLowerCase();
  const { interface: events } = isLedger ? contracts.ledger : contracts.contributorRoots;
  const event = events.parseLog(log);
  if (event === null)
    throw new Error(`cannot happen: log ${log.transactionHash}:${log.index} is of no known event`);
  return { name: event.name, args: event.args };
}
