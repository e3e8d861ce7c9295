import { argument, eventOf } from "../chain/events.ts";
import { prepare, type PreparedTransaction } from "../chain/prepare.ts";
import { send, written } from "../chain/send.ts";
import type { Clients } from "../clients.ts";
import { type Address, parseAddress } from "../values/address.ts";
import { parseUint } from "../values/parseUint.ts";
import type { ThawResult } from "./thawPoolStake.ts";

export type ThawBackingParameters = { operator: Address; shares: bigint };

/** The unsigned transaction of {@link thawBacking}. */
export function prepareThawBacking(
  clients: Clients,
  parameters: ThawBackingParameters,
): PreparedTransaction {
  const operator = parseAddress(parameters.operator, "operator");
  const shares = parseUint(parameters.shares, 128, "shares");
  const { interface: operators } = clients.contracts.operators;
  return prepare(
    clients,
    "operators",
    operators.encodeFunctionData("thawBacking", [operator, shares]),
  );
}

/** Takes shares from behind an operator. They earn nothing more, thaw for 12 days, and can be slashed until then. */
export async function thawBacking(
  clients: Clients,
  parameters: ThawBackingParameters,
): Promise<ThawResult> {
  const receipt = await send(clients, prepareThawBacking(clients, parameters));
  const thawing = eventOf(clients, "operators", "BackingThawing", receipt);
  const [id, end] = [argument<bigint>(thawing, "id"), argument<bigint>(thawing, "end")];
  return { ...written(receipt), id, end };
}
