import { prepare, type PreparedTransaction } from "../chain/prepare.ts";
import { send, type Written, written } from "../chain/send.ts";
import type { Clients } from "../clients.ts";

/** The unsigned transaction of {@link cancelSignedRegistration}. */
export function prepareCancelSignedRegistration(clients: Clients): PreparedTransaction {
  const data = clients.contracts.registrar.interface.encodeFunctionData("cancelSignedRegistration");
  return prepare(clients, "registrar", data);
}

/** Makes the registration that the signer signed last unusable, by using its nonce up. */
export async function cancelSignedRegistration(clients: Clients): Promise<Written> {
  const receipt = await send(clients, prepareCancelSignedRegistration(clients));
  return written(receipt);
}
