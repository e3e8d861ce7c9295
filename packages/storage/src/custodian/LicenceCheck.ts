import type { Use } from "@sahara/sdk";

/** What a custodian asks the chain before it gives out a share. */
export type LicenceQuery = {
  readonly assetId: bigint;
  readonly version: bigint;
  /** 0 for the asset's owner. */
  readonly licenseId: bigint;
  readonly account: string;
  readonly uses: readonly Use[];
};

/** Why an account may not have a key. */
export type LicenceRefusal =
  | "unknown-asset"
  | "unknown-version"
  | "unknown-licence"
  | "wrong-asset"
  | "expired"
  | "revoked"
  | "not-permitted"
  | "disputed"
  | "not-owner";

export type LicenceVerdict =
  { readonly granted: true } | { readonly granted: false; readonly reason: LicenceRefusal };

/** Asks the chain as it is now. Throws when the chain can't be asked; then nothing is released. */
export type LicenceCheck = {
  readonly check: (query: LicenceQuery) => Promise<LicenceVerdict>;
  /** Who owns an asset; undefined when there is none. */
  readonly ownerOf: (assetId: bigint) => Promise<string | undefined>;
};

/** Each refusal for people. */
export const REFUSALS: Record<LicenceRefusal, string> = {
  "unknown-asset": "There is no such asset.",
  "unknown-version": "The asset has no such version.",
  "unknown-licence": "There is no such licence.",
  "wrong-asset": "The licence is of another asset.",
  expired: "The licence has expired. Renew it.",
  revoked: "The licence was revoked.",
  "not-permitted":
    "The account neither holds the licence nor has a seat, or the licence does not grant the use.",
  disputed: "The asset is in dispute, or an earlier commitment took its content away.",
  "not-owner": "Only the asset's owner needs no licence.",
};
