import { prepare, type PreparedTransaction } from "../chain/prepare.ts";
import { send } from "../chain/send.ts";
import { type Clients } from "../clients.ts";
import { type Address, parseAddress, parseCurrency } from "../values/address.ts";
import { claimedIn, type ClaimResult } from "./claimed.ts";

export type ClaimToParameters = {
  assetId: bigint;
  /** Who gets the money. */
  to: Address;
  /** Currency; `NATIVE` is the native coin. */
  token: Address;
  /** Assets to settle before, deepest first. Defaults to none; `planClaims` finds the best. */
  path?: readonly bigint[] | undefined;
};

/** The unsigned transaction of {@link claimTo}. */
export function prepareClaimTo(
  clients: Clients,
  parameters: ClaimToParameters,
): PreparedTransaction {
  const { assetId, path = [] } = parameters;
  const token = parseCurrency(parameters.token);
  const to = parseAddress(parameters.to, "receiver");
  const { interface: ledger } = clients.contracts.ledger;
  const data = ledger.encodeFunctionData("claimTo", [assetId, token, to, [...path]]);
  return prepare(clients, "ledger", data);
}

/** Settles `path`, then claims what the signer's own units have earned, sent to another account. */
export async function claimTo(
  clients: Clients,
  parameters: ClaimToParameters,
): Promise<ClaimResult> {
  return claimedIn(clients, await send(clients, prepareClaimTo(clients, parameters)));
}
