import { prepare, type PreparedTransaction } from "../chain/prepare.ts";
import { send, type Written, written } from "../chain/send.ts";
import type { Clients } from "../clients.ts";
import { type Address, parseAddress } from "../values/address.ts";
import { parseRoot } from "../values/root.ts";

export type ApproveLicenseeParameters = {
  assetId: bigint;
  termsId: string;
  licensee: Address;
  /** False takes an approval back. Defaults to true. */
  approved?: boolean | undefined;
};

/** The unsigned transaction of {@link approveLicensee}. */
export function prepareApproveLicensee(
  clients: Clients,
  { assetId, termsId, licensee, approved = true }: ApproveLicenseeParameters,
): PreparedTransaction {
  const data = clients.contracts.approvals.interface.encodeFunctionData("approve", [
    assetId,
    parseRoot(termsId, "terms id"),
    parseAddress(licensee, "licensee"),
    approved,
  ]);
  return prepare(clients, "approvals", data);
}

/** Lets an account buy one licence whose terms need approval, or takes that back. Only the asset's owner. */
export async function approveLicensee(
  clients: Clients,
  parameters: ApproveLicenseeParameters,
): Promise<Written> {
  const receipt = await send(clients, prepareApproveLicensee(clients, parameters));
  return written(receipt);
}
