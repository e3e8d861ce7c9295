import { argument, eventOf } from "../../chain/events.ts";
import { prepare, type PreparedTransaction } from "../../chain/prepare.ts";
import { send, type Written, written } from "../../chain/send.ts";
import type { Clients } from "../../clients.ts";
import { type Address, parseAddress } from "../../values/address.ts";

export type ReleaseBondParameters = { account: Address };
export type ReleaseBondResult = Written & {
  /** What was paid, in base units of SAHARA. */
  amount: bigint;
};

/** The unsigned transaction of {@link releaseBond}. */
export function prepareReleaseBond(
  clients: Clients,
  { account }: ReleaseBondParameters,
): PreparedTransaction {
  const { interface: divergences } = clients.contracts.divergences;
  const data = divergences.encodeFunctionData("release", [parseAddress(account, "account")]);
  return prepare(clients, "divergences", data);
}

/** Pays an account the bonds of disputes that are its own. Anyone may. */
export async function releaseBond(
  clients: Clients,
  parameters: ReleaseBondParameters,
): Promise<ReleaseBondResult> {
  const receipt = await send(clients, prepareReleaseBond(clients, parameters));
  const released = eventOf(clients, "divergences", "BondReleased", receipt);
  return { ...written(receipt), amount: argument<bigint>(released, "amount") };
}
