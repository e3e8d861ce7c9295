import { createHash } from "node:crypto";

import { getAddress } from "ethers";

import {
  commitToShare,
  type Custody,
  custodyDigest,
  isCommittedShare,
} from "../custody/custody.ts";
import {
  type CustodyDomain,
  depositDigest,
  releasePlace,
  type ReleaseRequest,
  requestDigest,
  type ShareDeposit,
} from "../custody/signedMessages.ts";
import { unwrapShare, type WrappedShare } from "../custody/shareKey.ts";
import { ProblemError } from "../ProblemError.ts";
import { type EncryptionKeys, InvalidEncryptionKeyError } from "../keys/encryptionKeys.ts";
import { UnwrapError, wrap } from "../keys/hpke.ts";
import type { Share } from "../keys/shamir.ts";
import type { CustodianPlace } from "./connectCustodian.ts";
import { REFUSALS } from "./LicenceCheck.ts";
import type { CustodianStore } from "./openCustodianStore.ts";
import { SIGNATURE_REFUSALS, type SignatureQuery } from "./SignatureCheck.ts";

export type CustodianDeps = CustodianPlace & {
  readonly keys: EncryptionKeys;
  readonly store: CustodianStore;
  /** Unix time. */
  readonly now: () => bigint;
};

export type Deposit = {
  readonly deposit: ShareDeposit;
  readonly custody: Custody;
  readonly wrapped: Uint8Array;
  readonly signature: string;
};

export type Custodian = {
  /** @throws {ProblemError} */
  readonly deposit: (deposit: Deposit) => Promise<void>;
  /** @throws {ProblemError} */
  readonly release: (request: ReleaseRequest, signature: string) => Promise<WrappedShare>;
};

/** A request or a deposit is good for so long at most. */
export const MAX_REQUEST_SECONDS = 600n;

/**
 * Keeps shares for owners, and releases them to licensees: one share each time, checked on chain each time, and logged
 * there before it leaves.
 */
export function createCustodian(deps: CustodianDeps): Custodian {
  const { keys, domain, account, licences, signatures, logRelease, store, now } = deps;

  function checkDeadline(deadline: bigint): void {
    const left = deadline - now();
    if (left < 0n) throw new ProblemError("request-expired", "Its deadline has passed.");
    if (left > MAX_REQUEST_SECONDS) {
      throw new ProblemError(
        "request-expired",
        `Its deadline is over ${MAX_REQUEST_SECONDS} s away.`,
      );
    }
  }

  async function checkSignature(
    problem: "bad-signature" | "not-owner",
    query: SignatureQuery,
  ): Promise<void> {
    const verdict = await signatures(query);
    if (verdict.signed) return;
    const who = problem === "not-owner" ? "The asset's owner" : "The requester";
    throw new ProblemError(problem, `${who} ${SIGNATURE_REFUSALS[verdict.reason]}`);
  }

  /** The share, if it is the one that was committed to. */
  async function openShare(custody: Custody, share: WrappedShare): Promise<Share | undefined> {
    try {
      const opened = await unwrapShare(share, custody, keys);
      return isCommittedShare(custody, opened) ? opened : undefined;
    } catch (error) {
      if (error instanceof UnwrapError) return undefined;
      throw error;
    }
  }

  return {
    async deposit({ deposit, custody, wrapped, signature }) {
      checkDeadline(deposit.deadline);
      checkDomain(custody, domain);
      checkSeat(custody, deposit.index, account);
      const shareHash = `0x${createHash("sha256").update(wrapped).digest("hex")}`;
      if (deposit.custody.toLowerCase() !== custodyDigest(custody)) {
        throw new ProblemError("bad-request", "The signed digest is of another custody.");
      }
      if (deposit.shareHash.toLowerCase() !== shareHash) {
        throw new ProblemError("bad-request", "The signed hash is of another share.");
      }
      const owner = await licences.ownerOf(custody.assetId);
      if (owner === undefined) throw new ProblemError("not-owner", "There is no such asset.");
      const digest = depositDigest(domain, deposit);
      await checkSignature("not-owner", { account: owner, digest, signature });

      const share = { index: deposit.index, wrapped };
      if ((await openShare(custody, share)) === undefined) {
        throw new ProblemError("bad-request", "The share is not what the custody commits to.");
      }

      if (store.keep({ custody, share })) return;
      throw new ProblemError("conflict", "Too many keys of this version. Publish a new version.");
    },

    async release(request, signature) {
      checkDeadline(request.deadline);
      const requester = getAddress(request.requester);
      const requestHash = requestDigest(domain, request);
      const signed = { account: requester, digest: requestHash, signature };
      await checkSignature("bad-signature", signed);
      const kept = store.find(request.custody);
      if (kept === undefined) throw new ProblemError("not-found", "No such share is kept here.");
      const { custody, share } = kept;
      if (custody.assetId !== request.assetId || custody.version !== request.version) {
        throw new ProblemError("bad-request", "The custody is of another asset or version.");
      }
      const opened = await openShare(custody, share);
      if (opened === undefined)
        throw new ProblemError("failed", "The share that is kept is damaged.");
      const { assetId, version, epoch, licenseId } = request;
      const release = { assetId, version, epoch, licenseId, account: requester };
      const commitment = commitToShare(custody, opened);
      const verdict = await licences.check({ ...release, commitment });
      if (!verdict.granted) throw new ProblemError("not-releasable", REFUSALS[verdict.reason]);

      const { index, value } = opened;
      const wrapped = await wrapTo(request, value, releasePlace(domain, request, index));
      await logRelease({ ...release, requestHash });
      return { index, wrapped };
    },
  };
}

function checkDomain(custody: Custody, { chainId, contract }: CustodyDomain): void {
  if (custody.chainId === chainId && custody.contract.toLowerCase() === contract.toLowerCase())
    return;
  throw new ProblemError("bad-request", "The custody is for another chain or contract.");
}

function checkSeat({ seats }: Custody, index: number, account: string): void {
  const seat = seats.find((candidate) => candidate.index === index);
  if (seat?.account.toLowerCase() === account.toLowerCase()) return;
  throw new ProblemError("bad-request", "The custody has another custodian in this place.");
}

async function wrapTo(
  { encryptionKey }: ReleaseRequest,
  value: Uint8Array,
  place: ReturnType<typeof releasePlace>,
): Promise<Uint8Array> {
  try {
    return await wrap(value, encryptionKey, place);
  } catch (cause) {
    if (!(cause instanceof InvalidEncryptionKeyError)) throw cause;
    throw new ProblemError("bad-request", cause.message, { cause });
  }
}
