import { MissingSignerError, type Sahara } from "@sahara/sdk";

import type { CustodyDomain } from "../custody/signedMessages.ts";
import { createLicenceCheck } from "./createLicenceCheck.ts";
import { createReleaseLog, type ReleaseLog } from "./createReleaseLog.ts";
import { createSignatureCheck } from "./createSignatureCheck.ts";
import type { LicenceCheck } from "./LicenceCheck.ts";
import type { SignatureCheck } from "./SignatureCheck.ts";

/** What a custodian is on chain, asks there and logs there. */
export type CustodianPlace = {
  /** The data vault. */
  readonly domain: CustodyDomain;
  /** What release policies name it by. */
  readonly account: string;
  readonly licences: LicenceCheck;
  readonly signatures: SignatureCheck;
  readonly logRelease: ReleaseLog;
};

/**
 * The place of a custodian in the data vault, under the signer of `sahara`, which pays for the log.
 *
 * @throws {MissingSignerError}
 *
 * @example
 * const server = await serveCustodian({ ...(await connectCustodian(sahara)), keys, store, now });
 */
export async function connectCustodian(sahara: Sahara): Promise<CustodianPlace> {
  const { provider, signer, chainId, addresses } = sahara.clients;
  if (signer === undefined) throw new MissingSignerError();
  const account = await signer.getAddress();
  return {
    domain: { chainId, contract: addresses.vault },
    account,
    licences: createLicenceCheck(sahara, account),
    signatures: createSignatureCheck(provider),
    logRelease: createReleaseLog(sahara),
  };
}
