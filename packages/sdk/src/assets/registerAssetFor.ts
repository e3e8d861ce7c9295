import { prepare, type PreparedTransaction } from "../chain/prepare.ts";
import { send, written } from "../chain/send.ts";
import type { Clients } from "../clients.ts";
import { onlyAsset, type RegisterAssetResult } from "./registerAsset.ts";
import type { SignedRegistration } from "./signRegistration.ts";

export type RegisterAssetForParameters = { signed: SignedRegistration };

/** The unsigned transaction of {@link registerAssetFor}. */
export function prepareRegisterAssetFor(
  clients: Clients,
  { signed }: RegisterAssetForParameters,
): PreparedTransaction {
  const { registration, owner, deadline, signature } = signed;
  const data = clients.contracts.registrar.interface.encodeFunctionData("registerFor", [
    registration,
    owner,
    deadline,
    signature,
  ]);
  return prepare(clients, "registrar", data);
}

/** Registers an asset for the owner who signed it; the signer pays the gas and gets nothing. */
export async function registerAssetFor(
  clients: Clients,
  parameters: RegisterAssetForParameters,
): Promise<RegisterAssetResult> {
  const receipt = await send(clients, prepareRegisterAssetFor(clients, parameters));
  return { ...written(receipt), assetId: onlyAsset(clients, receipt) };
}
