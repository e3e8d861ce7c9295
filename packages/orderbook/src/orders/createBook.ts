import {
  consentDigest,
  isForList,
  listingNoticeDigest,
  type OrderObstacle,
  orderHash as hashOrder,
  type SignedOrder,
  withdrawalDigest,
} from "@sahara/sdk";
import { type JsonValue, metadataRoot, SIGNATURE_REFUSALS } from "@sahara/storage";

import type { Follower } from "../chain/createFollower.ts";
import type { MarketChain } from "../chain/MarketChain.ts";
import { BookError } from "../http/BookError.ts";
import type { ListedDocument, ListingAnchor } from "../listings/ListedDocument.ts";
import { type Listing, listingRoot } from "../listings/listing.ts";
import type { BookStore } from "../store/BookStore.ts";
import type { BookedOrder, Verdict } from "./BookedOrder.ts";

export type BookLimits = {
  /** Orders of one maker that could be filled some time. */
  readonly ordersPerMaker: number;
  readonly listingsPerPublisher: number;
};

export type BookDeps = {
  readonly chain: MarketChain;
  readonly store: BookStore;
  readonly follower: Follower;
  readonly limits: BookLimits;
  /** Unix time. */
  readonly now: () => number;
};

export type Withdrawal = {
  readonly orderHash: string;
  readonly deadline: bigint;
  readonly signature: string;
};

export type ListingPost = {
  readonly listing: Listing;
  readonly deadline: bigint;
  readonly signature: string;
  /** The metadata of assets, by which the chain vouches for the listing. */
  readonly metadata: readonly { readonly assetId: bigint; readonly document: JsonValue }[];
};

/** The member of an asset's metadata that names a listing, by its CID. */
export const LISTING_MEMBER = "listing";

/** What is signed for the book is good for so long at most. */
const MAX_LIFETIME_SECONDS = 3_600;

/** Each obstacle for people. */
const OBSTACLES: Record<OrderObstacle, string> = {
  NOT_OWNED: "the maker does not own what it sells",
  NOT_APPROVED: "the marketplace may not take what is sold",
  FROZEN: "the asset is in dispute",
  CURRENCY_NOT_ACCEPTED: "the asset does not take this token",
  GUARD_BROKEN: "what the order guards has changed, or is not told with it",
  NO_FUNDS: "the maker has too little of the token",
  NO_ALLOWANCE: "the marketplace may not take the price",
};

export type Book = ReturnType<typeof createBook>;

/** Takes orders and listings that the chain bears out. It holds no keys, and nothing that it says is needed to fill an order. */
export function createBook({ chain, store, follower, limits, now }: BookDeps) {
  async function requireConsent({ order, consent }: SignedOrder): Promise<void> {
    if (isForList(order)) {
      if (consent.siblings.length === 0 && (await chain.isListed(order))) return;
      throw new BookError("bad-signature", "No such order is listed on chain.");
    }
    const digest = consentDigest(chain.orderDomain, order, consent);
    await requireSignature(order.maker, digest, consent.signature);
  }

  async function requireSignature(
    account: string,
    digest: string,
    signature: string,
  ): Promise<void> {
    const verdict = await chain.isSigned(account, digest, signature);
    if (verdict.signed) return;
    throw new BookError("bad-signature", `${account} ${SIGNATURE_REFUSALS[verdict.reason]}`);
  }

  async function requireRoom(maker: string): Promise<void> {
    if ((await store.countLive(maker)) < limits.ordersPerMaker) return;
    const most = `A maker has at most ${limits.ordersPerMaker} orders here. Withdraw some, or let some expire.`;
    throw new BookError("too-many", most);
  }

  function requireTime(deadline: bigint): void {
    const left = deadline - BigInt(now());
    if (left >= 0n && left <= BigInt(MAX_LIFETIME_SECONDS)) return;
    const detail = `Its deadline has passed, or is over ${MAX_LIFETIME_SECONDS} s away.`;
    throw new BookError("request-expired", detail);
  }

  async function requireOrder(orderHash: string): Promise<BookedOrder> {
    const found = await store.order(orderHash);
    if (found !== undefined) return found;
    throw new BookError("not-found", "The book has no such order.");
  }

  async function findAnchors(
    { cid }: { readonly cid: string },
    metadata: ListingPost["metadata"],
  ): Promise<ListingAnchor[]> {
    const anchors: ListingAnchor[] = [];
    for (const { assetId, document } of metadata) {
      const anchor = namesListing(document, cid)
        ? await chain.anchorOf(assetId, metadataRoot(document).digest)
        : undefined;
      if (anchor === undefined) {
        const detail = `The latest metadata of asset ${assetId} is another, or has no "${LISTING_MEMBER}": "${cid}".`;
        throw new BookError("not-anchored", detail);
      }
      anchors.push(anchor);
    }
    return anchors;
  }

  return {
    /** Adds an order that can be filled now, or looks again at one that is there. */
    async post(signed: SignedOrder): Promise<BookedOrder> {
      const orderHash = hashOrder(chain.orderDomain, signed.order);
      const known = await store.order(orderHash);
      if (known !== undefined) {
        await follower.check(known);
        return await requireOrder(orderHash);
      }
      await requireConsent(signed);
      await requireRoom(signed.order.maker);
      const { number: block } = await chain.head();
      // Who posts what is closed is told so, but has nobody search the chain for how.
      const verdict = await chain.judge(signed, { block, unfilledBefore: block + 1 });
      requireOpen(verdict);

      const before = follower.head();
      await store.addOrder({ orderHash, signed, ...verdict, postedAt: now() });
      // The follower may have passed the block that filled it before the order was there to be found.
      if (follower.head() !== before) await follower.check(await requireOrder(orderHash));
      return await requireOrder(orderHash);
    },

    /** Shows an order no more, because its maker says so. */
    async withdraw({ orderHash, deadline, signature }: Withdrawal): Promise<void> {
      const { signed } = await requireOrder(orderHash);
      requireTime(deadline);
      const digest = withdrawalDigest(chain.bookDomain, { orderHash, deadline });
      await requireSignature(signed.order.maker, digest, signature);
      await store.withdraw(orderHash);
    },

    order: requireOrder,

    /** Adds a listing of somebody's own assets, or what the chain says for one that is there. */
    async publish({
      listing,
      deadline,
      signature,
      metadata,
    }: ListingPost): Promise<ListedDocument> {
      const { root, cid, text } = listingRoot(listing);
      const { publisher } = listing;
      requireTime(deadline);
      const digest = listingNoticeDigest(chain.bookDomain, { root, publisher, deadline });
      await requireSignature(publisher, digest, signature);
      const fault = await chain.findListingFault(listing);
      if (fault !== undefined) throw new BookError("not-fillable", fault);
      const anchors = await findAnchors({ cid }, metadata);

      if ((await store.listing(root)) === undefined) {
        if ((await store.countListings(publisher)) >= limits.listingsPerPublisher) {
          const most = `A publisher has at most ${limits.listingsPerPublisher} listings here.`;
          throw new BookError("too-many", most);
        }
        await store.addListing({ root, text, listing, current: true, anchors, postedAt: now() });
      } else {
        await store.addAnchors(root, anchors);
        await store.setCurrent(root, true);
      }
      return await this.listing(root);
    },

    async listing(root: string): Promise<ListedDocument> {
      const found = await store.listing(root);
      if (found !== undefined) return found;
      throw new BookError("not-found", "The book has no such listing.");
    },
  };
}

function requireOpen({ state, obstacle }: Verdict): void {
  if (state === "OPEN") return;
  const closed = state === "EXPIRED" ? "its time is over" : "it was filled or cancelled";
  const reason = obstacle === undefined ? closed : OBSTACLES[obstacle];
  throw new BookError("not-fillable", `The order can't be filled: ${reason}.`);
}

function namesListing(document: JsonValue, cid: string): boolean {
  return (
    typeof document === "object" &&
    document !== null &&
    !Array.isArray(document) &&
    (document as Readonly<Record<string, JsonValue>>)[LISTING_MEMBER] === cid
  );
}
