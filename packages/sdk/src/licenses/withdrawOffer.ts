import { prepare, type PreparedTransaction } from "../chain/prepare.ts";
import { send, type Written, written } from "../chain/send.ts";
import type { Clients } from "../clients.ts";
import { parseRoot } from "../values/root.ts";

export type WithdrawOfferParameters = {
  assetId: bigint;
  termsId: string;
};

/** The unsigned transaction of {@link withdrawOffer}. */
export function prepareWithdrawOffer(
  clients: Clients,
  { assetId, termsId }: WithdrawOfferParameters,
): PreparedTransaction {
  const data = clients.contracts.licenses.interface.encodeFunctionData("withdrawOffer", [
    assetId,
    parseRoot(termsId, "terms id"),
  ]);
  return prepare(clients, "licenses", data);
}

/** Stops selling licences of an asset under some terms; those sold stay. Only its owner. */
export async function withdrawOffer(
  clients: Clients,
  parameters: WithdrawOfferParameters,
): Promise<Written> {
  const receipt = await send(clients, prepareWithdrawOffer(clients, parameters));
  return written(receipt);
}
