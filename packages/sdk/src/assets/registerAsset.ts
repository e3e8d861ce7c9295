import type { TransactionReceipt } from "ethers";

import { argument, eventsOf } from "../chain/events.ts";
import { prepare, type PreparedTransaction } from "../chain/prepare.ts";
import { send, type Written, written } from "../chain/send.ts";
import type { Clients } from "../clients.ts";
import { type RegistrationParameters, toRegistration } from "./registration.ts";

export type RegisterAssetResult = Written & { assetId: bigint };

/** The unsigned transaction of {@link registerAsset}. */
export async function prepareRegisterAsset(
  clients: Clients,
  parameters: RegistrationParameters,
): Promise<PreparedTransaction> {
  const registration = await toRegistration(clients, parameters);
  const data = clients.contracts.registrar.interface.encodeFunctionData("register", [registration]);
  return prepare(clients, "registrar", data);
}

/**
 * Registers an asset for the signer in one transaction, with its parents, contributors and offered terms.
 *
 * @throws {InputError} When a parameter can't mean anything.
 */
export async function registerAsset(
  clients: Clients,
  parameters: RegistrationParameters,
): Promise<RegisterAssetResult> {
  const receipt = await send(clients, await prepareRegisterAsset(clients, parameters));
  return { ...written(receipt), assetId: onlyAsset(clients, receipt) };
}

/** Ids of the assets that a transaction registered, in order. */
export function assetsIn(clients: Clients, { logs }: TransactionReceipt): bigint[] {
  const events = eventsOf(clients, "registry", "AssetRegistered", logs);
  return events.map((event) => argument<bigint>(event, "assetId"));
}

/** The one asset that a transaction registered. */
export function onlyAsset(clients: Clients, receipt: TransactionReceipt): bigint {
  const [assetId] = assetsIn(clients, receipt);
  if (assetId === undefined) throw new Error(`cannot happen: ${receipt.hash} registered nothing`);
  return assetId;
}
