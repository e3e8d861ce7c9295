import { ZeroHash } from "ethers";

import type { Clients } from "../clients.ts";
import { DuplicateParentError } from "../errors/inputErrors.ts";
import { type Contributor, parseContributors } from "../units/contributors.ts";
import type { ContributorTree } from "../units/contributorTree.ts";
import type { Address } from "../values/address.ts";
import { defaultCurrencyMask, toCurrencyMask } from "../values/currencies.ts";
import {
  ASSET_KINDS,
  type AssetKind,
  indexOfName,
  type Relation,
  RELATIONS,
} from "../values/names.ts";
import { parseUint } from "../values/parseUint.ts";
import { parseRoot } from "../values/root.ts";

/** One asset that another is made from. */
export type Parent = {
  asset: bigint;
  relation: Relation;
  /** A licence of that asset that the registrant holds. */
  license: bigint;
};

/** What an asset is registered with. */
export type RegistrationParameters = {
  kind: AssetKind;
  /** Digest of the plaintext bytes' CIDv1, or that CID itself. Unique. */
  contentRoot: string;
  /** Digest of the metadata's raw CIDv1, or that CID itself. */
  metadataRoot: string;
  /** What it was made from, in any order. */
  parents?: readonly Parent[] | undefined;
  /** Who gets units at once; what is left is bound to the asset's owner. */
  contributors?: readonly Contributor[] | undefined;
  /** Further contributors of any number, as {@link buildContributorTree} made it. */
  contributorTree?: Pick<ContributorTree, "root" | "units"> | undefined;
  /** Up to 4. Defaults to all that every parent accepts, or the native coin and SAHARA. */
  currencies?: readonly Address[] | undefined;
  /** Registered terms to offer from the start. */
  terms?: readonly string[] | undefined;
  /** Salt of an earlier `commitContent`. */
  salt?: string | undefined;
};

/** A registration as the Registrar takes it. */
export type Registration = {
  kind: bigint;
  contentRoot: string;
  metadataRoot: string;
  salt: string;
  currencies: bigint;
  parents: { asset: bigint; relation: bigint; license: bigint }[];
  contributors: { account: Address; units: bigint }[];
  contributorRoot: string;
  contributorRootUnits: bigint;
  terms: string[];
};

/**
 * Checks a registration and brings it into the form of the Registrar: parents sorted, names as numbers, currencies as
 * a mask.
 */
export async function toRegistration(
  clients: Pick<Clients, "contracts" | "addresses">,
  parameters: RegistrationParameters,
): Promise<Registration> {
  const { parents = [], contributors = [], contributorTree, currencies, terms = [] } = parameters;
  const links = sortParents(parents);
  return {
    kind: indexOfName(ASSET_KINDS, parameters.kind, "kind of asset"),
    contentRoot: parseRoot(parameters.contentRoot, "content root"),
    metadataRoot: parseRoot(parameters.metadataRoot, "metadata root"),
    salt: parameters.salt === undefined ? ZeroHash : parseRoot(parameters.salt, "salt"),
    currencies:
      currencies === undefined
        ? await defaultCurrencyMask(
            clients,
            links.map(({ asset }) => asset),
          )
        : await toCurrencyMask(clients, currencies),
    parents: links,
    contributors: parseContributors(contributors),
    contributorRoot: contributorTree?.root ?? ZeroHash,
    contributorRootUnits: contributorTree?.units ?? 0n,
    terms: terms.map((id) => parseRoot(id, "terms id")),
  };
}

function sortParents(parents: readonly Parent[]): Registration["parents"] {
  const links = parents
    .map(({ asset, relation, license }) => ({
      asset: parseUint(asset, 40, "parent"),
      relation: indexOfName(RELATIONS, relation, "relation"),
      license: parseUint(license, 72, "licence id"),
    }))
    .sort((a, b) => (a.asset < b.asset ? -1 : 1));
  for (const [index, { asset }] of links.entries()) {
    if (index > 0 && links[index - 1]?.asset === asset) throw new DuplicateParentError(asset);
  }
  return links;
}
