import type { ReleaseRefusal } from "@sahara/sdk";

import type { Commitment } from "../custody/custody.ts";

/** What a custodian asks the chain before it gives out a share. */
export type LicenceQuery = {
  readonly assetId: bigint;
  readonly version: bigint;
  /** Policy that the request is made under. */
  readonly epoch: bigint;
  /** 0 for the asset's owner. */
  readonly licenseId: bigint;
  readonly account: string;
  /** What the custodian's share was committed to. */
  readonly commitment: Commitment;
};

/** Why a custodian may not release its share: the vault's reasons by their names there, and what the policy says of it. */
export type LicenceRefusal = ReleaseRefusal | "WRONG_EPOCH" | "NOT_CUSTODIAN" | "OTHER_SHARE";

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
  NO_POLICY: "The owner set no release policy for this version.",
  NO_CUSTODIANS: "The release policy names no custodians.",
  NOT_OWNER: "Only the asset's owner needs no licence.",
  DISPUTED: "The asset is in dispute, or an earlier commitment took its content away.",
  UNKNOWN_LICENSE: "There is no such licence.",
  WRONG_ASSET: "The licence is of another asset.",
  REVOKED: "The licence was revoked.",
  EXPIRED: "The licence has expired. Renew it.",
  USES_NOT_GRANTED: "The licence does not grant the uses that the release policy asks for.",
  NOT_PERMITTED: "The account neither holds the licence nor has a seat in it.",
  WRONG_EPOCH: "Another release policy is in force. Sign a request under its epoch.",
  NOT_CUSTODIAN: "The release policy does not name this custodian.",
  OTHER_SHARE: "The release policy commits this custodian to another share.",
};
