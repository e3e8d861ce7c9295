import { argument, eventOf } from "../chain/events.ts";
import { prepare, type PreparedTransaction } from "../chain/prepare.ts";
import { send, type Written, written } from "../chain/send.ts";
import type { Clients } from "../clients.ts";
import { type Address, parseAddress } from "../values/address.ts";

export type ReleaseCallCreditParameters = {
  account: Address;
  /** Defaults to SAHARA. */
  token?: Address | undefined;
};
export type ReleaseCallCreditResult = Written & {
  /** Base units. */
  amount: bigint;
};

/** The unsigned transaction of {@link releaseCallCredit}. */
export function prepareReleaseCallCredit(
  clients: Clients,
  { account, token = clients.addresses.token }: ReleaseCallCreditParameters,
): PreparedTransaction {
  const { interface: arbitration } = clients.contracts.arbitration;
  const data = arbitration.encodeFunctionData("release", [
    parseAddress(account, "account"),
    parseAddress(token, "token"),
  ]);
  return prepare(clients, "arbitration", data);
}

/** Pays an account what claims against paid calls left it. Anyone may. */
export async function releaseCallCredit(
  clients: Clients,
  parameters: ReleaseCallCreditParameters,
): Promise<ReleaseCallCreditResult> {
  const receipt = await send(clients, prepareReleaseCallCredit(clients, parameters));
  const event = eventOf(clients, "arbitration", "CreditReleased", receipt);
  return {
    ...written(receipt),
    amount: argument<bigint>(event, "amount"),
  };
}
