import { prepare, type PreparedTransaction } from "../../chain/prepare.ts";
import { send, type Written, written } from "../../chain/send.ts";
import type { Clients } from "../../clients.ts";
import { type Address, parseAddress } from "../../values/address.ts";
import { parseRoot } from "../../values/root.ts";

export type WithdrawEarningsParameters = { offerIds: readonly string[]; to: Address };

/** The unsigned transaction of {@link withdrawEarnings}. */
export function prepareWithdrawEarnings(
  clients: Clients,
  { offerIds, to }: WithdrawEarningsParameters,
): PreparedTransaction {
  const { interface: meter } = clients.contracts.meter;
  const data = meter.encodeFunctionData("withdrawEarnings", [
    offerIds.map((offerId) => parseRoot(offerId, "offer id")),
    parseAddress(to, "receiver"),
  ]);
  return prepare(clients, "meter", data);
}

/** Pays the signer its shares as the operator of these offers, all in one token. */
export async function withdrawEarnings(
  clients: Clients,
  parameters: WithdrawEarningsParameters,
): Promise<Written> {
  return written(await send(clients, prepareWithdrawEarnings(clients, parameters)));
}
