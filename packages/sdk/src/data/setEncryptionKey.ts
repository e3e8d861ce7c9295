import { prepare, type PreparedTransaction } from "../chain/prepare.ts";
import { send, type Written, written } from "../chain/send.ts";
import type { Clients } from "../clients.ts";
import { parseRoot } from "../values/root.ts";

export type SetEncryptionKeyParameters = {
  /** 32 bytes of an X25519 public key, as hex. */
  key: string;
};

/** The unsigned transaction of {@link setEncryptionKey}. */
export function prepareSetEncryptionKey(
  clients: Clients,
  { key }: SetEncryptionKeyParameters,
): PreparedTransaction {
  const { interface: vault } = clients.contracts.vault;
  const data = vault.encodeFunctionData("setEncryptionKey", [parseRoot(key, "encryption key")]);
  return prepare(clients, "vault", data);
}

/** Publishes the key that data for the signer is wrapped to; the one before counts no more. */
export async function setEncryptionKey(
  clients: Clients,
  parameters: SetEncryptionKeyParameters,
): Promise<Written> {
  return written(await send(clients, prepareSetEncryptionKey(clients, parameters)));
}
