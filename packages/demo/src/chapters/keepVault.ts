import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

import { corpusFiles } from "@sahara/models";
import {
  addFiles,
  connectCustodian,
  createEncryptionKeys,
  createFileKey,
  createFolderStore,
  type Custody,
  type CustodianStore,
  depositShares,
  type HttpServer,
  openCustodianStore,
  SEGMENT_BYTES,
  serveCustodian,
  serveGateway,
  shareKey,
} from "@sahara/storage";

import type { Cast, Person } from "../cast.ts";
import type { Progress } from "../progress.ts";
import type { VaultCard } from "../story.ts";
import type { PreparedData } from "./prepareData.ts";
import type { Dataset } from "./registerDataset.ts";

/** A custodian behind its HTTP server. */
export type Keeper = { person: Person; server: HttpServer };

/** The encrypted corpus, who keeps its key, and how to end them. */
export type Vault = {
  custody: Custody;
  epoch: bigint;
  keepers: Keeper[];
  gateway: HttpServer;
  /** For what is fetched and decrypted. */
  folder: string;
  card: Pick<
    VaultCard,
    "cid" | "files" | "plaintextBytes" | "vaultBytes" | "segments" | "blocks" | "seconds" | "epoch"
  >;
  stop(): Promise<void>;
};

const THRESHOLD = 2;
const DEADLINE_SECONDS = 300;

/** Encrypts the corpus, serves the blocks to everybody, and splits the key among three custodians. */
export async function keepVault(
  cast: Cast,
  data: PreparedData,
  { asset }: Dataset,
  progress: Progress,
): Promise<Vault> {
  progress.step("Encrypting the corpus into a vault that everybody may fetch");
  const folder = await mkdtemp(path.join(tmpdir(), "sahara-vault-"));
  const servers: HttpServer[] = [];
  const stores: CustodianStore[] = [];
  const stop = async () => {
    await Promise.all(servers.map((server) => server.stop()));
    for (const store of stores) store.close();
    await rm(folder, { recursive: true, force: true });
  };

  try {
    const files = corpusFiles(data.corpus.groups);
    const key = createFileKey();
    const store = createFolderStore({ folder: path.join(folder, "blocks") });
    const start = performance.now();
    const added = await addFiles({
      ...{ store, key, files },
      onProgress: ({ bytes, totalBytes }) => progress.part(bytes, totalBytes),
    });
    const seconds = (performance.now() - start) / 1_000;
    const gateway = await serveGateway({ source: store });
    servers.push(gateway);
    progress.fact(`${added.root}, ${added.blocks} blocks at ${gateway.url}`);

    progress.step("Splitting its key among three custodians, of whom any two can give it back");
    const keepers: Keeper[] = [];
    const seats: { url: string; account: string; publicKey: `0x${string}` }[] = [];
    for (const person of cast.custodians) {
      const place = await connectCustodian(person.sahara);
      const keys = createEncryptionKeys();
      const kept = await openCustodianStore({
        file: path.join(folder, `${place.account}.sqlite`),
      });
      stores.push(kept);
      const server = await serveCustodian({ ...place, keys, store: kept, now: unixNow });
      servers.push(server);
      keepers.push({ person, server });
      seats.push({ url: server.url, account: place.account, publicKey: keys.publicKey });
    }

    const { steward } = cast;
    const { chainId, addresses } = steward.sahara.clients;
    const shared = await shareKey({
      ...{ chainId, contract: addresses.vault, assetId: asset, version: 1n, root: added.root },
      ...{ uses: ["TRAIN"], threshold: THRESHOLD, key, custodians: seats },
    });
    const policy = await depositShares({ ...shared, signer: steward.signer, deadline: soon() });
    const { epoch } = await steward.sahara.setReleasePolicy(policy);
    for (const { person, server } of keepers) progress.fact(`${person.name} at ${server.url}`);

    const { plaintextBytes, vaultBytes, blocks } = added;
    const segments = Math.ceil(plaintextBytes / SEGMENT_BYTES);
    const card = { plaintextBytes, vaultBytes, blocks, segments, seconds, epoch };
    return {
      ...{ custody: shared.custody, epoch, keepers, gateway, folder, stop },
      card: { cid: added.root, files: files.length, ...card },
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Until when a request or deposit that is made now is good. */
export const soon = (): bigint => unixNow() + BigInt(DEADLINE_SECONDS);

const unixNow = () => BigInt(Math.floor(Date.now() / 1_000));
