import type { ContributorTree, Parent } from "@sahara/sdk";
import { type ContentRoot, type JsonValue, metadataRoot } from "@sahara/storage";

import type { Person } from "./cast.ts";
import type { LedgerBook } from "./ledgerBook.ts";
import type { AssetCard } from "./story.ts";

export type RegisterParameters = {
  owner: Person;
  kind: AssetCard["kind"];
  name: string;
  root: ContentRoot;
  metadata: JsonValue;
  parents?: (Parent & { royaltyBps: number })[];
  contributorTree?: ContributorTree;
  terms: string[];
};

/** Registers an asset, committed to beforehand, and writes it into the book. */
export async function register(book: LedgerBook, parameters: RegisterParameters): Promise<bigint> {
  const { owner, kind, name, root, metadata, parents = [], contributorTree, terms } = parameters;
  const { token } = owner.sahara.clients.addresses;

  const { salt } = await owner.sahara.commitContent({ contentRoot: root.digest });
  const registered = await owner.sahara.registerAsset({
    kind,
    contentRoot: root.digest,
    metadataRoot: metadataRoot({ name, kind, content: root.cid, details: metadata }).digest,
    parents: parents.map(({ asset, relation, license }) => ({ asset, relation, license })),
    contributorTree,
    currencies: [token],
    terms,
    salt,
  });

  book.assets.push({
    id: registered.assetId,
    kind,
    name,
    owner: owner.name,
    cid: root.cid,
    parents: parents.map(({ asset, relation, royaltyBps }) => ({
      id: asset,
      relation,
      royaltyBps,
    })),
    accrued: 0n,
    passedOn: 0n,
    ownerClaimed: 0n,
  });
  book.gas.push({
    step: `Register ${name} (${kind.toLowerCase()}, ${count(parents.length, "parent")}, ${count(contributorTree?.leaves.length ?? 0, "contributor")})`,
    gas: registered.gasUsed,
    peer: parents.length === 0 ? PEERS.register : PEERS.registerDerivative,
  });
  return registered.assetId;
}

const PEERS = {
  register: { name: "Story: register + terms, NFT mint not included", gas: 608_076n },
  registerDerivative: { name: "Story: register derivative, 1 parent", gas: 1_179_194n },
} as const;

const count = (n: number, noun: string) => `${n.toLocaleString("en")} ${noun}${n === 1 ? "" : "s"}`;
