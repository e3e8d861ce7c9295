import { prepare, type PreparedTransaction } from "../../chain/prepare.ts";
import { send, type Written, written } from "../../chain/send.ts";
import type { Clients } from "../../clients.ts";
import { parseUint } from "../../values/parseUint.ts";
import { parseRoot } from "../../values/root.ts";

export type PostReceiptsParameters = {
  offerId: string;
  lane: number;
  /** How many receipts are under the root. */
  seq: bigint;
  receiptsRoot: string;
};

/** The unsigned transaction of {@link postReceipts}. */
export function preparePostReceipts(
  clients: Clients,
  { offerId, lane, seq, receiptsRoot }: PostReceiptsParameters,
): PreparedTransaction {
  const { interface: meter } = clients.contracts.meter;
  const data = meter.encodeFunctionData("postReceipts", [
    parseRoot(offerId, "offer id"),
    lane,
    parseUint(seq, 64, "number of receipts"),
    parseRoot(receiptsRoot, "receipts root"),
  ]);
  return prepare(clients, "meter", data);
}

/** Posts the root of the receipts for calls that were paid directly. Only the operator or a key of it. */
export async function postReceipts(
  clients: Clients,
  parameters: PostReceiptsParameters,
): Promise<Written> {
  return written(await send(clients, preparePostReceipts(clients, parameters)));
}
