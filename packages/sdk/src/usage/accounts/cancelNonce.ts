import { prepare, type PreparedTransaction } from "../../chain/prepare.ts";
import { send, type Written, written } from "../../chain/send.ts";
import type { Clients } from "../../clients.ts";
import { parseUint } from "../../values/parseUint.ts";

export type CancelNonceParameters = { nonce: bigint };

/** The unsigned transaction of {@link cancelNonce}. */
export function prepareCancelNonce(
  clients: Clients,
  { nonce }: CancelNonceParameters,
): PreparedTransaction {
  const { interface: meter } = clients.contracts.meter;
  const data = meter.encodeFunctionData("cancelNonce", [parseUint(nonce, 256, "nonce")]);
  return prepare(clients, "meter", data);
}

/** Voids a refund or a session that the signer signed and nobody has used. */
export async function cancelNonce(
  clients: Clients,
  parameters: CancelNonceParameters,
): Promise<Written> {
  return written(await send(clients, prepareCancelNonce(clients, parameters)));
}
