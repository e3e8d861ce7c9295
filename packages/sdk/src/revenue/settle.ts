import { prepare, type PreparedTransaction } from "../chain/prepare.ts";
import { send, type Written, written } from "../chain/send.ts";
import type { Clients } from "../clients.ts";
import { type Address, parseCurrency } from "../values/address.ts";

export type SettleParameters = {
  /** In this order; descendants first reaches furthest. Frozen assets are passed over. */
  assetIds: readonly bigint[];
  token: Address;
};

/** The unsigned transaction of {@link settle}. */
export function prepareSettle(
  clients: Clients,
  { assetIds, token }: SettleParameters,
): PreparedTransaction {
  const { interface: ledger } = clients.contracts.ledger;
  const args: [bigint[], Address] = [[...assetIds], parseCurrency(token)];
  return prepare(clients, "ledger", ledger.encodeFunctionData("settleMany", args));
}

/** Passes the royalties of all revenue not yet passed on to the parents of each asset. Anyone may. */
export async function settle(clients: Clients, parameters: SettleParameters): Promise<Written> {
  return written(await send(clients, prepareSettle(clients, parameters)));
}
