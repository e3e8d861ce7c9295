import { type Signer } from "ethers";

import { type Clients, requireSigner } from "../../clients.ts";
import { createDigests, meterDomain } from "../digests.ts";
import { toHex } from "../hex.ts";
import { ethersSignatures } from "../signatures.ts";
import { USAGE_TYPES, type UsageVoucher } from "../structs.ts";
import { createCallerChain } from "./createCallerChain.ts";
import { type Caller, type CallerOptions, createCallerOn } from "./createCallerOn.ts";

export type CreateCallerOptions = CallerOptions & {
  /** Private key of a session of the signer's accounts, which signs the vouchers. Defaults to the signer itself. */
  sessionKey?: Uint8Array | undefined;
  /**
   * Milliseconds for which offers, endpoints, keys and the time of the chain are believed before they are read again,
   * which is what makes many calls a second possible. Defaults to a second.
   */
  recentMs?: number | undefined;
};

const RECENT_MS = 1_000;

/**
 * Makes a client for paid calls. The signer is the payer and makes the deposits.
 *
 * @example
 * const caller = await createCaller(sahara.clients, { budget: { token, limit: 10n ** 21n, topUp: 10n ** 19n } });
 * const { body } = await caller.call({ assetId, input: { input: "text" } });
 */
export async function createCaller(
  clients: Clients,
  { sessionKey, recentMs = RECENT_MS, ...options }: CreateCallerOptions,
): Promise<Caller> {
  const { signatures = ethersSignatures } = options;
  const signer = requireSigner(clients);
  const domain = meterDomain(clients.chainId, clients.addresses.meter);
  const digests = createDigests(domain, signatures);
  const chain = createCallerChain(clients, recentMs);
  const payer = (await signer.getAddress()).toLowerCase();
  const signVoucher =
    sessionKey === undefined
      ? (voucher: UsageVoucher) => signAs(signer, domain, voucher)
      : (voucher: UsageVoucher) =>
          Promise.resolve(
            toHex(signatures.sign(digests.digest("UsageVoucher", voucher), sessionKey)),
          );
  return await createCallerOn({ chain, digests, payer, signVoucher }, options);
}

async function signAs(
  signer: Signer,
  domain: ReturnType<typeof meterDomain>,
  voucher: UsageVoucher,
): Promise<string> {
  const types = { UsageVoucher: [...USAGE_TYPES.UsageVoucher] };
  return await signer.signTypedData(domain, types, voucher);
}
