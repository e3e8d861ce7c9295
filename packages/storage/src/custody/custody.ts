import { createHash, timingSafeEqual } from "node:crypto";

import type { Use } from "@sahara/sdk";

import { type JsonValue } from "../canonicalJson.ts";
import type { PublicKey } from "../keys/encryptionKeys.ts";
import type { Share } from "../keys/shamir.ts";
import { digestJson } from "../keys/wrapFileKey.ts";

/** SHA-256 as `0x` and 64 hex digits. */
export type Commitment = `0x${string}`;

/** Whose share it is, where to ask for it, and what it must be. */
export type CustodianSeat = {
  /** From 1, in the order of the list. */
  readonly index: number;
  readonly url: string;
  /** What it logs releases with. */
  readonly account: string;
  readonly publicKey: PublicKey;
  readonly commitment: Commitment;
};

/** What a sharing is about. */
export type CustodyPlace = {
  readonly chainId: bigint;
  /** The data vault, which requests are signed for. */
  readonly contract: string;
  readonly assetId: bigint;
  readonly version: bigint;
  /** CIDv1 of the ciphertext. */
  readonly root: string;
  /** What a licence has to grant. */
  readonly uses: readonly Use[];
  /** Shares that give the key. */
  readonly threshold: number;
};

/** Who keeps the shares of one version's key. Public: it says nothing about the key. */
export type Custody = CustodyPlace & { readonly seats: readonly CustodianSeat[] };

/** Digest of all of a custody but the list of seats, which every commitment covers. */
function digestOfPlace(place: CustodyPlace): Uint8Array {
  const { chainId, contract, assetId, version, root, uses, threshold } = place;
  return digestJson({
    chainId: chainId.toString(),
    contract: contract.toLowerCase(),
    assetId: assetId.toString(),
    version: version.toString(),
    ...{ root, uses, threshold },
  });
}

/**
 * Commits to a share. A share has 32 random bytes, so nobody finds it from this; and even all commitments but one
 * share too few leave the key's 256 bits to be guessed.
 */
export function commitToShare(place: CustodyPlace, { index, value }: Share): Commitment {
  const hash = createHash("sha256").update("sahara/storage/share/v1").update(digestOfPlace(place));
  return `0x${hash.update(Buffer.of(index)).update(value).digest("hex")}`;
}

/** Whether a share is the one that was committed to. */
export function isCommittedShare(custody: Custody, share: Share): boolean {
  const seat = custody.seats.find(({ index }) => index === share.index);
  if (seat === undefined) return false;
  const found = commitToShare(custody, share);
  return timingSafeEqual(Buffer.from(found), Buffer.from(seat.commitment.toLowerCase()));
}

/** Digest of a whole custody: what an owner signs when depositing, and what a chain can keep of it. */
export function custodyDigest(custody: Custody): Commitment {
  return `0x${Buffer.from(digestJson(custodyToJson(custody))).toString("hex")}`;
}

/** The document to publish. */
export function custodyToJson(custody: Custody): Record<string, JsonValue> {
  return {
    chainId: custody.chainId.toString(),
    contract: custody.contract.toLowerCase(),
    assetId: custody.assetId.toString(),
    version: custody.version.toString(),
    root: custody.root,
    uses: custody.uses,
    threshold: custody.threshold,
    seats: custody.seats.map(({ index, url, account, publicKey, commitment }) => ({
      ...{ index, url },
      account: account.toLowerCase(),
      publicKey: publicKey.toLowerCase(),
      commitment: commitment.toLowerCase(),
    })),
  };
}
