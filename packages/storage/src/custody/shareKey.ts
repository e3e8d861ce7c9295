import { USES } from "@sahara/sdk";

import { exportFileKey, type FileKey } from "../encryption/fileKey.ts";
import type { EncryptionKeys } from "../keys/encryptionKeys.ts";
import { unwrap, wrap } from "../keys/hpke.ts";
import { type Share, splitSecret } from "../keys/shamir.ts";
import {
  commitToShare,
  type CustodianSeat,
  type Custody,
  custodyDigest,
  type CustodyPlace,
} from "./custody.ts";

export type ShareKeyParameters = CustodyPlace & {
  key: FileKey;
  /** Who is to keep a share each. */
  custodians: readonly Pick<CustodianSeat, "url" | "account" | "publicKey">[];
};

/** A share on its way to the custodian that keeps it. */
export type WrappedShare = { readonly index: number; readonly wrapped: Uint8Array };

const DEPOSIT_INFO = "sahara/storage/share-deposit/v1";

/**
 * Shares a file key among custodians: any `threshold` of them can give it back, fewer learn nothing. Returns what to
 * publish and what to send to each.
 *
 * @throws {InvalidThresholdError}
 */
export async function shareKey({
  key,
  custodians,
  ...parameters
}: ShareKeyParameters): Promise<{ custody: Custody; shares: WrappedShare[] }> {
  const place = { ...parameters, uses: USES.filter((use) => parameters.uses.includes(use)) };
  const { threshold } = place;
  const split = splitSecret({ secret: exportFileKey(key), threshold, count: custodians.length });
  const seats = custodians.map(({ url, account, publicKey }, i) => ({
    ...{ index: i + 1, url, account, publicKey },
    commitment: commitToShare(place, shareAt(split, i + 1)),
  }));
  const custody = { ...place, seats };

  const shares = seats.map(async ({ index, publicKey }) => ({
    index,
    wrapped: await wrap(shareAt(split, index).value, publicKey, depositPlace(custody, index)),
  }));
  return { custody, shares: await Promise.all(shares) };
}

/**
 * Opens a share as its custodian.
 *
 * @throws {UnwrapError}
 */
export async function unwrapShare(
  { index, wrapped }: WrappedShare,
  custody: Custody,
  keys: EncryptionKeys,
): Promise<Share> {
  return { index, value: await unwrap(wrapped, keys, depositPlace(custody, index)) };
}

function depositPlace(custody: Custody, index: number) {
  const digest = Buffer.from(custodyDigest(custody).slice(2), "hex");
  return { info: DEPOSIT_INFO, associatedData: Buffer.concat([digest, Buffer.of(index)]) };
}

function shareAt(shares: readonly Share[], index: number): Share {
  const share = shares.find((candidate) => candidate.index === index);
  if (share === undefined) throw new Error("cannot happen: there is one share for each custodian");
  return share;
}
