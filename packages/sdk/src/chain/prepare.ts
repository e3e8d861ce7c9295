import { type Interface, type ParamType, Result } from "ethers";

import type { ContractName } from "../addresses.ts";
import type { Clients } from "../clients.ts";
import type { Address } from "../values/address.ts";

/** What a transaction does, read back from its data. */
export type TransactionSummary = {
  /** Name in the deployment, or `erc20` for a currency. */
  contract: ContractName | "erc20";
  method: string;
  /** Arguments by name; lists and structs nest. */
  args: Record<string, unknown>;
};

/** An unsigned transaction that any wallet can send. */
export type PreparedTransaction = {
  to: Address;
  data: string;
  /** Native coin to send along, in base units. */
  value: bigint;
  summary: TransactionSummary;
  /** What has to be mined before, such as an approval. Mostly nothing. */
  before: PreparedTransaction[];
};

export type PrepareOptions = { value?: bigint; before?: PreparedTransaction[] };

/** Wraps encoded call data of one of the deployment's contracts. */
export function prepare(
  { addresses, contracts }: Pick<Clients, "addresses" | "contracts">,
  contract: ContractName,
  data: string,
  { value = 0n, before = [] }: PrepareOptions = {},
): PreparedTransaction {
  const summary = { contract, ...decode(contracts[contract].interface, data) };
  return { to: addresses[contract], data, value, summary, before };
}

/** Name and arguments of a call. */
export function decode(iface: Interface, data: string) {
  const parsed = iface.parseTransaction({ data });
  if (parsed === null) {
    throw new Error(`cannot happen: ${data.slice(0, 10)} was encoded by this very interface`);
  }
  return { method: parsed.name, args: toRecord(parsed.fragment.inputs, parsed.args) };
}

function toRecord(parameters: readonly ParamType[], values: Result): Record<string, unknown> {
  const entries = parameters.map((parameter, index) => {
    return [parameter.name, toPlain(parameter, values[index])];
  });
  return Object.fromEntries(entries) as Record<string, unknown>;
}

/** Structs as objects and lists as arrays; ethers has one type for both. */
function toPlain({ components, arrayChildren }: ParamType, value: unknown): unknown {
  if (!(value instanceof Result)) return value;
  if (components !== null) return toRecord(components, value);
  if (arrayChildren === null) return value;
  return value.toArray().map((item) => toPlain(arrayChildren, item));
}
