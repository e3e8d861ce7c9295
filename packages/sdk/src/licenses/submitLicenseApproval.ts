import { prepare, type PreparedTransaction } from "../chain/prepare.ts";
import { send, type Written, written } from "../chain/send.ts";
import type { Clients } from "../clients.ts";
import type { SignedLicenseApproval } from "./signLicenseApproval.ts";

export type SubmitLicenseApprovalParameters = {
  signed: SignedLicenseApproval;
};

/** The unsigned transaction of {@link submitLicenseApproval}. */
export function prepareSubmitLicenseApproval(
  clients: Clients,
  { signed }: SubmitLicenseApprovalParameters,
): PreparedTransaction {
  const data = clients.contracts.approvals.interface.encodeFunctionData("approveBySignature", [
    signed.approval,
    signed.signature,
  ]);
  return prepare(clients, "approvals", data);
}

/** Records an approval that the asset's owner signed; the signer pays the gas. */
export async function submitLicenseApproval(
  clients: Clients,
  parameters: SubmitLicenseApprovalParameters,
): Promise<Written> {
  const receipt = await send(clients, prepareSubmitLicenseApproval(clients, parameters));
  return written(receipt);
}
