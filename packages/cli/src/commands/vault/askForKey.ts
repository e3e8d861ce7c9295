import type { Sahara } from "@sahara/sdk";
import { type Custody, type FileKey, isPolicyOf, requestKey } from "@sahara/storage";

import type { Cli } from "../../cli.ts";
import { NegativeAnswerError } from "../../errors.ts";
import { refuseKeyless } from "../shared/refuseKeyless.ts";
import { unixNow } from "../shared/unixNow.ts";

/** The option that names a licence. */
export const LICENSE = [
  "--license <licence>",
  "id of the licence (default: one that the account holds; none for the asset's owner)",
] as const;

/** The option of who asks by a contract account. */
export const CONTRACT_ACCOUNT = [
  "--contract-account <address>",
  "contract account that has the licence and approves this account's signature (ERC-1271)",
] as const;

export type KeyRequest = {
  custody: Custody;
  license: bigint | undefined;
  contractAccount: string | undefined;
};

const REQUEST_SECONDS = 300n;

/**
 * Asks the custodians of a key for it, and tells which of them were of no help.
 *
 * @throws {NegativeAnswerError} When the custody is not the one in force.
 * @throws {NotEnoughSharesError} When too few released their share; it names each.
 */
export async function askForKey(
  cli: Cli,
  { custody, license, contractAccount }: KeyRequest,
): Promise<FileKey> {
  refuseKeyless(cli);
  const { sahara, requireSigner } = await cli.connect();
  const signer = requireSigner();
  const account = contractAccount ?? (await signer.getAddress());
  const epoch = await epochOf(sahara, custody);
  const licenseId = license ?? (await findLicense(sahara, custody, account));

  cli.progress.update(`Waiting for ${custody.seats.length} custodians...`);
  const { key, faults } = await requestKey({
    ...{ custody, epoch, signer, account, licenseId },
    deadline: unixNow() + REQUEST_SECONDS,
  });
  cli.progress.clear();
  for (const { url, fault, detail } of faults) {
    if (fault !== "late") cli.io.err(`note: custodian ${url}: ${fault}: ${detail}\n`);
  }
  return key;
}

/** Number of the policy in force, which has to be that of the custody. */
async function epochOf(sahara: Sahara, custody: Custody): Promise<bigint> {
  const { chainId, addresses } = sahara.clients;
  const isHere =
    custody.chainId === chainId && custody.contract.toLowerCase() === addresses.vault.toLowerCase();
  const policy = isHere ? await sahara.getReleasePolicy(custody) : undefined;
  if (policy !== undefined && isPolicyOf(custody, policy)) return policy.epoch;
  throw new NegativeAnswerError(
    `The custody is not the one in force for version ${custody.version} of asset ${custody.assetId}. Ask the owner for the present one.`,
  );
}

/** A live licence of the account's that grants the uses; 0n without one, as for the owner. */
async function findLicense(
  sahara: Sahara,
  { assetId, uses }: Custody,
  account: string,
): Promise<bigint> {
  const licenses = await sahara.licensesOf({ account, assetId });
  const found = licenses.find(
    ({ status, terms }) => status === "live" && uses.every((use) => terms.uses.includes(use)),
  );
  return found?.licenseId ?? 0n;
}
