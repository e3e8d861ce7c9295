import { hexlify, randomBytes, type Signer } from "ethers";

import { prepare, type PreparedTransaction } from "../../chain/prepare.ts";
import { send, type Written, written } from "../../chain/send.ts";
import type { Clients } from "../../clients.ts";
import { parseUint } from "../../values/parseUint.ts";
import { meterDomain } from "../digests.ts";
import { type AccountTerms, type SessionKey, USAGE_TYPES } from "../structs.ts";
import { accountIdOf } from "./payerAccount.ts";

export type OpenSessionParameters = {
  terms: AccountTerms;
  /** The key that is to sign vouchers. It signs the grant too, which proves that somebody has it. */
  key: Signer;
  /** Most that it may spend in all, in base units. */
  cap: bigint;
  /** Unix time at which it ends. */
  validUntil: number;
  /** The payer's own signature of the grant, if somebody else sends it. */
  payerSignature?: string | undefined;
  /** Defaults to a random one. */
  nonce?: bigint | undefined;
};

/** The unsigned transaction of {@link openSession}. */
export async function prepareOpenSession(
  clients: Clients,
  parameters: OpenSessionParameters,
): Promise<PreparedTransaction> {
  const { terms, key, validUntil, payerSignature = "0x" } = parameters;
  const session: SessionKey = {
    accountId: accountIdOf(clients, terms),
    key: (await key.getAddress()).toLowerCase(),
    cap: parseUint(parameters.cap, 96, "cap"),
    validUntil,
    nonce: parameters.nonce ?? BigInt(hexlify(randomBytes(32))),
  };
  const domain = meterDomain(clients.chainId, clients.addresses.meter);
  const types = { SessionKey: [...USAGE_TYPES.SessionKey] };
  const possession = await key.signTypedData(domain, types, session);

  const { interface: meter } = clients.contracts.meter;
  const args = [terms, session, payerSignature, possession] as const;
  return prepare(clients, "meter", meter.encodeFunctionData("openSession", [...args]));
}

/** Lets a key sign vouchers for the account, up to a cap. */
export async function openSession(
  clients: Clients,
  parameters: OpenSessionParameters,
): Promise<Written> {
  return written(await send(clients, await prepareOpenSession(clients, parameters)));
}
