import type { Clients } from "../clients.ts";
import { type Account, getAccount } from "../revenue/getAccount.ts";
import type { Address } from "../values/address.ts";
import { ASSET_KINDS, type AssetKind, nameAt, RELATIONS } from "../values/names.ts";
import type { Parent } from "./registration.ts";

export type GetAssetParameters = { assetId: bigint };

/** Everything the chain knows of an asset. */
export type Asset = {
  assetId: bigint;
  owner: Address;
  kind: AssetKind;
  latestVersion: bigint;
  /** Of the latest version. */
  contentRoot: string;
  metadataRoot: string;
  /** In ascending order of their ids. */
  parents: Parent[];
  /** Whether an earlier commitment took a content root away from it. */
  superseded: boolean;
  /** Where plain transfers to it go. */
  inbox: Address;
  /** Its account in the revenue ledger. */
  account: Account;
};

/**
 * Reads an asset.
 *
 * @throws {ContractRevertError} `AssetRegistry_UnknownAsset` when there is none.
 */
export async function getAsset(clients: Clients, { assetId }: GetAssetParameters): Promise<Asset> {
  const { registry, inboxes } = clients.contracts;
  const [kind, latestVersion] = await Promise.all([
    registry.kindOf(assetId),
    registry.latestVersionOf(assetId),
  ]);
  const [owner, version, parents, superseded, inbox, account] = await Promise.all([
    registry.ownerOf(assetId),
    registry.versionOf(assetId, latestVersion),
    getParents(clients, assetId),
    registry.isSuperseded(assetId),
    inboxes.inboxOf(assetId),
    getAccount(clients, { assetId }),
  ]);

  const { contentRoot, metadataRoot } = version;
  return {
    ...{
      assetId,
      owner,
      kind: nameAt(ASSET_KINDS, kind),
      latestVersion,
      contentRoot,
      metadataRoot,
    },
    ...{ parents, superseded, inbox, account },
  };
}

/** What an asset was made from. */
export async function getParents(
  { contracts }: Pick<Clients, "contracts">,
  assetId: bigint,
): Promise<Parent[]> {
  const links = await contracts.registry.parentsOf(assetId);
  return links.map(({ asset, relation, license }) => ({
    asset,
    relation: nameAt(RELATIONS, relation),
    license,
  }));
}
