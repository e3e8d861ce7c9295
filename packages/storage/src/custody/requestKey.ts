import { randomBytes } from "node:crypto";

import { type Signer, toBigInt } from "ethers";

import { type FileKey, importFileKey } from "../encryption/fileKey.ts";
import { createEncryptionKeys, type EncryptionKeys } from "../keys/encryptionKeys.ts";
import { unwrap, UnwrapError } from "../keys/hpke.ts";
import { combineShares, type Share } from "../keys/shamir.ts";
import { askCustodian } from "./askCustodian.ts";
import { type Custody, custodyDigest, type CustodianSeat, isCommittedShare } from "./custody.ts";
import { type CustodianFault, CustodianError, NotEnoughSharesError } from "./custodianFaults.ts";
import { MalformedDocumentError, parseFields, parseHex, parseSmall } from "./parseFields.ts";
import { releasePlace, type ReleaseRequest, signReleaseRequest } from "./signedMessages.ts";

export type RequestKeyParameters = {
  custody: Custody;
  /** Number of the current release policy: `sahara.getReleasePolicy` says it. */
  epoch: bigint;
  /** Who holds the licence, or has a seat in it. */
  signer: Signer;
  /** The contract account that holds it instead, for which the signer signs (ERC-1271). */
  account?: string | undefined;
  /** 0 for the asset's owner, who needs none. */
  licenseId: bigint;
  /** Unix time until which custodians answer, at most ten minutes away. */
  deadline: bigint;
  /** Time for all custodians together, who are asked at once and wait for a block each. Defaults to 60 s. */
  timeoutMs?: number | undefined;
};

/** The key, and who of the custodians was of no help. */
export type RequestedKey = { readonly key: FileKey; readonly faults: readonly CustodianFault[] };

/**
 * Asks all custodians for their shares, with one signature, and puts the key together as soon as enough gave the share that
 * they were given. What they send is wrapped to a key that is made for this request and forgotten after it.
 *
 * @throws {NotEnoughSharesError} Naming each custodian that gave none.
 */
export async function requestKey({
  custody,
  epoch,
  signer,
  account,
  licenseId,
  deadline,
  timeoutMs = 60_000,
}: RequestKeyParameters): Promise<RequestedKey> {
  const keys = createEncryptionKeys();
  const request: ReleaseRequest = {
    custody: custodyDigest(custody),
    requester: account ?? (await signer.getAddress()),
    ...{ assetId: custody.assetId, version: custody.version, epoch, licenseId, deadline },
    encryptionKey: keys.publicKey,
    nonce: toBigInt(randomBytes(32)),
  };
  const signature = await signReleaseRequest(signer, custody, request);
  const ask = (seat: CustodianSeat, signal: AbortSignal) =>
    askForShare({ custody, seat, request, signature, keys, signal });

  const { shares, faults } = await collectShares(custody, ask, timeoutMs);
  if (shares.length < custody.threshold) {
    throw new NotEnoughSharesError(shares.length, custody.threshold, faults);
  }
  return { key: importFileKey(combineShares(shares)), faults };
}

/** Asks all at once, and stops when enough answered rightly. */
async function collectShares(
  { seats, threshold }: Custody,
  ask: (seat: CustodianSeat, signal: AbortSignal) => Promise<Share>,
  timeoutMs: number,
): Promise<{ shares: Share[]; faults: CustodianFault[] }> {
  const shares: Share[] = [];
  const faults: CustodianFault[] = [];
  const enough = new AbortController();
  const signal = AbortSignal.any([enough.signal, AbortSignal.timeout(timeoutMs)]);

  const asked = seats.map(async (seat) => {
    const { index, url } = seat;
    try {
      const share = await ask(seat, signal);
      if (shares.length < threshold) shares.push(share);
      if (shares.length === threshold) enough.abort();
    } catch (error) {
      if (!(error instanceof CustodianError)) throw error;
      const { fault, message: detail } = error;
      if (fault === "timeout" && enough.signal.aborted) {
        faults.push({ index, url, fault: "late", detail: "The others were faster." });
      } else faults.push({ index, url, fault, detail });
    }
  });
  await Promise.all(asked);
  return { shares, faults: faults.sort((a, b) => a.index - b.index) };
}

type Ask = {
  readonly custody: Custody;
  readonly seat: CustodianSeat;
  readonly request: ReleaseRequest;
  readonly signature: string;
  readonly keys: EncryptionKeys;
  readonly signal: AbortSignal;
};

async function askForShare({
  custody,
  seat,
  request,
  signature,
  keys,
  signal,
}: Ask): Promise<Share> {
  const document = {
    request: {
      ...request,
      assetId: request.assetId.toString(),
      version: request.version.toString(),
      epoch: request.epoch.toString(),
      licenseId: request.licenseId.toString(),
      nonce: request.nonce.toString(),
      deadline: request.deadline.toString(),
    },
    signature,
  };
  const answer = await askCustodian(seat.url, "/v1/releases", document, signal);
  const wrapped = parseAnswer(answer, seat.index);
  const share = {
    index: seat.index,
    value: await openAnswer(wrapped, keys, request, custody, seat),
  };
  if (isCommittedShare(custody, share)) return share;
  throw new CustodianError("wrong-share", "It gave another share than it was given.");
}

function parseAnswer(answer: unknown, index: number): Uint8Array {
  try {
    const fields = parseFields(answer, "answer", ["index", "wrapped"]);
    parseSmall(fields, "index", index, index);
    return Buffer.from(parseHex(fields, "wrapped", "share").slice(2), "hex");
  } catch (cause) {
    if (!(cause instanceof MalformedDocumentError)) throw cause;
    throw new CustodianError("malformed", cause.message, { cause });
  }
}

async function openAnswer(
  wrapped: Uint8Array,
  keys: EncryptionKeys,
  request: ReleaseRequest,
  custody: Custody,
  { index }: CustodianSeat,
): Promise<Uint8Array> {
  try {
    return await unwrap(wrapped, keys, releasePlace(custody, request, index));
  } catch (cause) {
    if (!(cause instanceof UnwrapError)) throw cause;
    throw new CustodianError("wrong-share", "What it gave does not open.", { cause });
  }
}
