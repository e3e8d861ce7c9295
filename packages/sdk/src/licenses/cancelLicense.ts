import { prepare, type PreparedTransaction } from "../chain/prepare.ts";
import { send, type Written, written } from "../chain/send.ts";
import type { Clients } from "../clients.ts";

export type CancelLicenseParameters = {
  licenseId: bigint;
};

/** The unsigned transaction of {@link cancelLicense}. */
export function prepareCancelLicense(
  clients: Clients,
  { licenseId }: CancelLicenseParameters,
): PreparedTransaction {
  const data = clients.contracts.licenses.interface.encodeFunctionData("cancelSubscription", [
    licenseId,
  ]);
  return prepare(clients, "licenses", data);
}

/** Ends the signer's own licence without refund. */
export async function cancelLicense(
  clients: Clients,
  parameters: CancelLicenseParameters,
): Promise<Written> {
  const receipt = await send(clients, prepareCancelLicense(clients, parameters));
  return written(receipt);
}
