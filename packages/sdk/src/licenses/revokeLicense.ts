import { prepare, type PreparedTransaction } from "../chain/prepare.ts";
import { send, type Written, written } from "../chain/send.ts";
import type { Clients } from "../clients.ts";

export type RevokeLicenseParameters = {
  licenseId: bigint;
};

/** The unsigned transaction of {@link revokeLicense}. */
export function prepareRevokeLicense(
  clients: Clients,
  { licenseId }: RevokeLicenseParameters,
): PreparedTransaction {
  const data = clients.contracts.licenses.interface.encodeFunctionData("revoke", [licenseId]);
  return prepare(clients, "licenses", data);
}

/** Ends a licence without refund. Only the asset's owner, and only if the terms say so. */
export async function revokeLicense(
  clients: Clients,
  parameters: RevokeLicenseParameters,
): Promise<Written> {
  const receipt = await send(clients, prepareRevokeLicense(clients, parameters));
  return written(receipt);
}
