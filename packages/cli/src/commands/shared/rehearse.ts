import type { Interface } from "ethers";
import type { Address, PreparedTransaction } from "@sahara/sdk";

import type { Answer } from "../../cli.ts";
import { fields } from "../../output/fields.ts";
import { formatCount } from "../../output/format.ts";
import { toJson } from "../../output/toJson.ts";
import type { Session } from "../../session/openSession.ts";

/** A transaction that was not sent. Gas and outcome are unknown while an earlier one is missing. */
type Rehearsal = {
  to: Address;
  data: string;
  /** Base units of the native coin. */
  value: bigint;
  contract: string;
  method: string;
  args: Record<string, unknown>;
  gas: bigint | null;
  /** What the call would return now. */
  outcome: unknown;
};

/**
 * Tries transactions without sending anything.
 *
 * @throws {ContractRevertError} When a contract would refuse.
 */
export async function rehearse(
  session: Session,
  from: Address,
  prepared: readonly PreparedTransaction[],
): Promise<Answer> {
  const [first, ...rest] = prepared.flatMap(inOrder);
  const transactions =
    first === undefined ? [] : [await tryFirst(session, from, first), ...rest.map(withoutTrying)];
  return {
    json: { dryRun: true, from, transactions },
    text: [`Dry run: nothing was sent. From ${from}.`, ...transactions.map(describe)].join("\n\n"),
  };
}

/** What has to come before a transaction, and the transaction itself. */
const inOrder = (prepared: PreparedTransaction): PreparedTransaction[] => [
  ...prepared.before.flatMap(inOrder),
  prepared,
];

async function tryFirst(
  { sahara, provider }: Session,
  from: Address,
  prepared: PreparedTransaction,
): Promise<Rehearsal> {
  const { to, data, value, summary } = prepared;
  const request = { from, to, data, value };
  const [gas, returned] = await Promise.all([
    provider.estimateGas(request),
    provider.call(request),
  ]);
  const { contracts } = sahara.clients;
  const contract = contracts[summary.contract === "erc20" ? "token" : summary.contract];
  // Each binding narrows the names to its own functions; the summary names one of this contract.
  const calls: Interface = contract.interface;
  const values = calls.decodeFunctionResult(summary.method, returned);
  return {
    ...withoutTrying(prepared),
    gas,
    outcome: values.length > 1 ? [...values] : values.toArray()[0],
  };
}

function withoutTrying({ to, data, value, summary }: PreparedTransaction): Rehearsal {
  return { to, data, value, ...summary, gas: null, outcome: null };
}

function describe({ contract, method, ...rest }: Rehearsal, index: number): string {
  const { to, data, value, args, gas, outcome } = rest;
  const values = Object.entries(args).map(([name, arg]) => [name, textOf(arg)] as const);
  return [
    `${index + 1}. ${contract}.${method}`,
    fields([
      ["to", to],
      ["value", `${value}`],
      ["data", data],
      ["arguments", fields(values)],
      ["gas", gas === null ? "known once the transaction before is mined" : formatCount(gas)],
      ["returns", outcome === undefined || outcome === null ? undefined : textOf(outcome)],
    ]).replaceAll(/^/gm, "   "),
  ].join("\n");
}

const textOf = (value: unknown): string =>
  typeof value === "string" ? value : toJson(value).replaceAll('"', "");
