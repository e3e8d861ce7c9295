import path from "node:path";

import {
  createFolderStore,
  createGatewaySource,
  type CustodianFault,
  fetchFiles,
  NotEnoughSharesError,
  requestKey,
} from "@sahara/storage";

import { buy } from "../buy.ts";
import type { Cast } from "../cast.ts";
import type { LedgerBook } from "../ledgerBook.ts";
import type { Progress } from "../progress.ts";
import { RELEASED, type VaultCard } from "../story.ts";
import { soon, type Vault } from "./keepVault.ts";
import type { PreparedData } from "./prepareData.ts";
import type { Dataset } from "./registerDataset.ts";

/** The licence of who opened the vault, and all that is to be told of it. */
export type OpenedVault = { license: bigint; card: VaultCard };

/**
 * The builder of the filter buys a licence and gets the corpus, although one custodian is down; somebody without a
 * licence gets nothing. The chain's log says who got what.
 */
export async function openVault(
  cast: Cast,
  data: PreparedData,
  { asset, terms }: Dataset,
  vault: Vault,
  book: LedgerBook,
  progress: Progress,
): Promise<OpenedVault> {
  const { builder, copycat } = cast;
  const { custody, epoch, keepers, gateway, folder } = vault;

  progress.step("A licensee asks for the key while one custodian is down, and decrypts");
  const license = await buy(book, {
    ...{ buyer: builder, asset, terms, what: "licence to train" },
  });
  const stopped = keepers.at(-1);
  await stopped?.server.stop();
  const start = performance.now();
  const { key, faults } = await requestKey({
    ...{ custody, epoch, signer: builder.signer, licenseId: license, deadline: soon() },
  });
  const requestSeconds = (performance.now() - start) / 1_000;
  const files = await fetchFiles({
    ...{ source: createGatewaySource({ url: gateway.url }), root: custody.root, key },
    contentRoot: data.root.digest,
    cache: createFolderStore({ folder: path.join(folder, "fetched") }),
    onProgress: ({ bytes }) => progress.part(bytes, vault.card.plaintextBytes),
  });
  const openSeconds = (performance.now() - start) / 1_000;
  progress.fact(
    `${builder.name}: ${files.length} mails, with the content root that the registry has`,
  );

  progress.step("Somebody without a licence asks for the key");
  const refusals = await refusalsFor(cast, vault, license);
  for (const { url, detail } of refusals) progress.fact(`${copycat.name} at ${url}: ${detail}`);

  const releases = await builder.sahara.findReleases({ assetId: asset });
  const nameOf = (url: string) =>
    keepers.find(({ server }) => server.url === url)?.person.name ?? "";
  const outcomeOf = (list: readonly CustodianFault[], url: string) =>
    list.find((fault) => fault.url === url)?.detail;
  return {
    license,
    card: {
      ...vault.card,
      ...{ gateway: gateway.url, threshold: custody.threshold, contentRoot: data.root.digest },
      ...{ licensee: builder.name, license, requestSeconds, openSeconds },
      stranger: copycat.name,
      custodians: custody.seats.map(({ url, account }) => ({
        ...{ name: nameOf(url), url, account },
        toLicensee: outcomeOf(faults, url) ?? RELEASED,
        toStranger: outcomeOf(refusals, url) ?? RELEASED,
      })),
      releases: releases.map(({ account, custodian, licenseId, blockNumber, requestHash }) => ({
        ...{ account, custodian, licenseId, blockNumber, requestHash },
      })),
    },
  };
}

/** What each custodian says to who has no licence, but knows of somebody's. */
async function refusalsFor(
  { copycat }: Cast,
  { custody, epoch }: Vault,
  license: bigint,
): Promise<readonly CustodianFault[]> {
  try {
    await requestKey({
      ...{ custody, epoch, signer: copycat.signer, licenseId: license, deadline: soon() },
    });
  } catch (error) {
    if (error instanceof NotEnoughSharesError) return error.faults;
    throw error;
  }
  throw new Error("The custodians gave the key to somebody without a licence.");
}
