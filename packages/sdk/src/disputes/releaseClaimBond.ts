import { argument, eventOf } from "../chain/events.ts";
import { prepare, type PreparedTransaction } from "../chain/prepare.ts";
import { send, type Written, written } from "../chain/send.ts";
import type { Clients } from "../clients.ts";
import { type Address, parseAddress } from "../values/address.ts";

export type ReleaseClaimBondParameters = {
  account: Address;
};
export type ReleaseClaimBondResult = Written & {
  /** What was paid, in base units of SAHARA. */
  amount: bigint;
};

/** The unsigned transaction of {@link releaseClaimBond}. */
export function prepareReleaseClaimBond(
  clients: Clients,
  { account }: ReleaseClaimBondParameters,
): PreparedTransaction {
  const { interface: court } = clients.contracts.court;
  const data = court.encodeFunctionData("release", [parseAddress(account, "account")]);
  return prepare(clients, "court", data);
}

/** Pays an account the bonds of claims that are its own. Anyone may. */
export async function releaseClaimBond(
  clients: Clients,
  parameters: ReleaseClaimBondParameters,
): Promise<ReleaseClaimBondResult> {
  const receipt = await send(clients, prepareReleaseClaimBond(clients, parameters));
  const event = eventOf(clients, "court", "CreditReleased", receipt);
  return {
    ...written(receipt),
    amount: argument<bigint>(event, "amount"),
  };
}
