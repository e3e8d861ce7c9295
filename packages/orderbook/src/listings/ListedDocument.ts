import type { Listing } from "./listing.ts";

/** A version of an asset whose metadata names a listing, so that the chain vouches for it. */
export type ListingAnchor = { readonly assetId: bigint; readonly version: bigint };

/** A listing document in the book. */
export type ListedDocument = {
  /** sha2-256 of the canonical text. */
  readonly root: string;
  /** The document, canonical. */
  readonly text: string;
  readonly listing: Listing;
  /** Whether the publisher still owns every asset in it. */
  readonly current: boolean;
  readonly anchors: readonly ListingAnchor[];
  /** Unix time. */
  readonly postedAt: number;
};
