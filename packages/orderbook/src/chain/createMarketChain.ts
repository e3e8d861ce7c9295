import {
  type Address,
  getLogs,
  orderBookDomain,
  orderDomain,
  type Sahara,
  SaharaError,
  toOrderStruct,
} from "@sahara/sdk";
import { createSignatureCheck } from "@sahara/storage";
import { getAddress, type Interface, type LogDescription } from "ethers";

import type { ListingItem } from "../listings/listing.ts";
import type { Touched } from "../store/BookStore.ts";
import type { MarketChain } from "./MarketChain.ts";

/** Events that come often, and change neither what anybody owns nor what orders are guarded by. */
const IRRELEVANT: ReadonlySet<string> = new Set([
  "Paid",
  "Settled",
  "LicenseMinted",
  "QuotaConsumed",
]);
/** How the contracts call the id of an asset in their events. */
const ASSET_NAMES: ReadonlySet<string> = new Set(["assetId", "id"]);

/** Most gas that the marketplace gives an account to judge a signature; what takes more can't be filled. */
const SIGNATURE_GAS = 150_000n;

/** The chain as an order book asks it, through the SDK. */
export function createMarketChain(sahara: Sahara): MarketChain {
  const { provider, chainId, addresses, contracts } = sahara.clients;
  const signatures = createSignatureCheck(provider, SIGNATURE_GAS);
  const { marketplace, registry, ledger, licenses } = contracts;
  const watched = new Map<Address, Interface>([
    [addresses.marketplace, marketplace.interface],
    [addresses.registry, registry.interface],
    [addresses.ledger, ledger.interface],
    [addresses.licenses, licenses.interface],
  ]);

  return {
    orderDomain: orderDomain(chainId, addresses.marketplace),
    bookDomain: orderBookDomain(chainId, addresses.marketplace),
    head: async () => {
      const block = await provider.getBlock("latest");
      const hash = block?.hash ?? undefined;
      if (block === null || hash === undefined) throw new Error("The node has no latest block.");
      return { number: block.number, hash, time: block.timestamp };
    },
    judge: async (signed, { block, unfilledBefore }) => {
      const { state, obstacle } = await sahara.getOrderState({ signed, unfilledBefore });
      return { state, obstacle, block };
    },
    isSigned: (account, digest, signature) => signatures({ account, digest, signature }),
    isListed: (order) => marketplace.isListed(toOrderStruct(order)),
    changes: async (fromBlock, toBlock) => {
      const address = [...watched.keys()];
      const logs = await getLogs(sahara.clients, { address, fromBlock, toBlock });
      const events = logs.map((log) => watched.get(getAddress(log.address))?.parseLog(log));
      return touchedBy(events.filter((event) => event !== undefined && event !== null));
    },
    findListingFault: async (listing) => {
      if (listing.chainId !== chainId) return `It is for the chain ${listing.chainId}.`;
      for (const item of listing.items) {
        const fault = await findItemFault(sahara, item, listing.publisher);
        if (fault !== undefined) return fault;
      }
      return undefined;
    },
    ownsAll: async ({ items, publisher }) => {
      for (const { assetId } of items) {
        if ((await ownerOf(sahara, assetId)) !== publisher) return false;
      }
      return true;
    },
    anchorOf: async (assetId, metadataRoot) => {
      const latest = await registry.latestVersionOf(assetId);
      const version = await registry.versionOf(assetId, latest);
      return version.metadataRoot === metadataRoot ? { assetId, version: latest } : undefined;
    },
  };
}

/** Everybody and every asset that some events name, and whether other rates divide sales from now on. */
function touchedBy(events: readonly LogDescription[]): Touched {
  const makers = new Set<string>();
  const assetIds = new Set<bigint>();
  for (const { name, fragment, args } of events) {
    if (IRRELEVANT.has(name)) continue;
    for (const [index, input] of fragment.inputs.entries()) {
      const value: unknown = args[index];
      if (input.type === "address") makers.add(String(value));
      if (ASSET_NAMES.has(input.name)) assetIds.add(BigInt(String(value)));
    }
  }
  const rates = events.some(({ name }) => name === "RatesAdopted");
  return { makers: [...makers], assetIds: [...assetIds], rates };
}

async function findItemFault(
  sahara: Sahara,
  { assetId, termsIds, offerIds }: ListingItem,
  publisher: string,
): Promise<string | undefined> {
  if ((await ownerOf(sahara, assetId)) !== publisher) {
    return `Asset ${assetId} is not the publisher's.`;
  }
  for (const termsId of termsIds) {
    const active = await unlessRefused(
      async () => (await sahara.getOffer({ assetId, termsId })).active,
    );
    if (active !== true) return `Asset ${assetId} is not offered under the terms ${termsId}.`;
  }
  for (const offerId of offerIds) {
    const offer = await unlessRefused(() => sahara.getUsageOffer({ offerId }));
    if (offer?.offer.assetId !== assetId)
      return `There is no offer ${offerId} of asset ${assetId}.`;
  }
  return undefined;
}

async function ownerOf(sahara: Sahara, assetId: bigint): Promise<string | undefined> {
  return (await unlessRefused(() => sahara.getAsset({ assetId })))?.owner;
}

/** Undefined where the chain, or the SDK, says that there is no such thing. */
async function unlessRefused<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof SaharaError) return undefined;
    throw error;
  }
}
