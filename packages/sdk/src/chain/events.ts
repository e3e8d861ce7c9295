import type { Log, LogDescription, TransactionReceipt } from "ethers";

import type { ContractName } from "../addresses.ts";
import type { Clients } from "../clients.ts";

/** A log of one of the contracts, decoded. */
export type DecodedLog = { log: Log; event: LogDescription };

/** The events called `name` that `contract` emitted in a transaction, in order. */
export function eventsOf(
  { addresses, contracts }: Pick<Clients, "addresses" | "contracts">,
  contract: ContractName,
  name: string,
  logs: TransactionReceipt["logs"],
): LogDescription[] {
  const address = addresses[contract].toLowerCase();
  return logs
    .filter((log) => log.address.toLowerCase() === address)
    .map((log) => contracts[contract].interface.parseLog(log))
    .filter((event) => event !== null)
    .filter((event) => event.name === name);
}

/** The first such event; a transaction that succeeded has it. */
export function eventOf(
  clients: Pick<Clients, "addresses" | "contracts">,
  contract: ContractName,
  name: string,
  receipt: TransactionReceipt,
): LogDescription {
  const [event] = eventsOf(clients, contract, name, receipt.logs);
  if (event === undefined) {
    throw new Error(`cannot happen: ${receipt.hash} succeeded without the event ${name}`);
  }
  return event;
}

/** One argument of an event. The bindings know the type, but a decoded log does not carry it. */
export function argument<T>({ args }: LogDescription, name: string): T {
  return args.getValue(name) as T;
}
