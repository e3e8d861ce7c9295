import { prepare, type PreparedTransaction } from "../chain/prepare.ts";
import { send, type Written, written } from "../chain/send.ts";
import type { Clients } from "../clients.ts";
import { assetsIn } from "./registerAsset.ts";
import { type RegistrationParameters, toRegistration } from "./registration.ts";

export type RegisterAssetsParameters = { registrations: readonly RegistrationParameters[] };
export type RegisterAssetsResult = Written & { assetIds: bigint[] };

/** The unsigned transaction of {@link registerAssets}. */
export async function prepareRegisterAssets(
  clients: Clients,
  { registrations }: RegisterAssetsParameters,
): Promise<PreparedTransaction> {
  const all = await Promise.all(registrations.map((each) => toRegistration(clients, each)));
  const data = clients.contracts.registrar.interface.encodeFunctionData("registerMany", [all]);
  return prepare(clients, "registrar", data);
}

/** Registers several assets for the signer in one transaction; their ids come in the order given. */
export async function registerAssets(
  clients: Clients,
  parameters: RegisterAssetsParameters,
): Promise<RegisterAssetsResult> {
  const receipt = await send(clients, await prepareRegisterAssets(clients, parameters));
  return { ...written(receipt), assetIds: assetsIn(clients, receipt) };
}
