import { type Signer, TypedDataEncoder, verifyTypedData } from "ethers";

import type { Commitment } from "./custody.ts";

/** What custodians are asked under (EIP-712). */
export type CustodyDomain = { readonly chainId: bigint; readonly contract: string };

/** An owner's word that a custodian is to keep a share. */
export type ShareDeposit = {
  readonly custody: Commitment;
  readonly index: number;
  /** SHA-256 of the wrapped share. */
  readonly shareHash: Commitment;
  /** Unix time. */
  readonly deadline: bigint;
};

/** A licensee's request for the shares of one version's key. One signature serves for all custodians. */
export type ReleaseRequest = {
  readonly custody: Commitment;
  readonly requester: string;
  readonly assetId: bigint;
  readonly version: bigint;
  /** 0 for the asset's owner, who needs none. */
  readonly licenseId: bigint;
  /** What the shares are wrapped to; whoever replays the request gets nothing that it can open. */
  readonly encryptionKey: `0x${string}`;
  /** Each custodian answers it once. */
  readonly nonce: bigint;
  /** Unix time. */
  readonly deadline: bigint;
};

export const SHARE_DEPOSIT_TYPES = {
  ShareDeposit: [
    { name: "custody", type: "bytes32" },
    { name: "index", type: "uint8" },
    { name: "shareHash", type: "bytes32" },
    { name: "deadline", type: "uint256" },
  ],
};

export const RELEASE_REQUEST_TYPES = {
  ReleaseRequest: [
    { name: "custody", type: "bytes32" },
    { name: "requester", type: "address" },
    { name: "assetId", type: "uint256" },
    { name: "version", type: "uint256" },
    { name: "licenseId", type: "uint256" },
    { name: "encryptionKey", type: "bytes32" },
    { name: "nonce", type: "uint256" },
    { name: "deadline", type: "uint256" },
  ],
};

/** Signs a deposit as the asset's owner. */
export async function signShareDeposit(
  signer: Signer,
  domain: CustodyDomain,
  deposit: ShareDeposit,
): Promise<string> {
  return await signer.signTypedData(toDomain(domain), SHARE_DEPOSIT_TYPES, deposit);
}

/** Signs a request as its requester. */
export async function signReleaseRequest(
  signer: Signer,
  domain: CustodyDomain,
  request: ReleaseRequest,
): Promise<string> {
  return await signer.signTypedData(toDomain(domain), RELEASE_REQUEST_TYPES, request);
}

/** Who signed a deposit; undefined when nobody can have. */
export function depositSigner(
  domain: CustodyDomain,
  deposit: ShareDeposit,
  signature: string,
): string | undefined {
  return orUndefined(() =>
    verifyTypedData(toDomain(domain), SHARE_DEPOSIT_TYPES, deposit, signature),
  );
}

/** Who signed a request; undefined when nobody can have. */
export function requestSigner(
  domain: CustodyDomain,
  request: ReleaseRequest,
  signature: string,
): string | undefined {
  return orUndefined(() =>
    verifyTypedData(toDomain(domain), RELEASE_REQUEST_TYPES, request, signature),
  );
}

/** What a released share is bound to. */
export function releasePlace(domain: CustodyDomain, request: ReleaseRequest, index: number) {
  const digest = TypedDataEncoder.hash(toDomain(domain), RELEASE_REQUEST_TYPES, request);
  const associatedData = Buffer.concat([Buffer.from(digest.slice(2), "hex"), Buffer.of(index)]);
  return { info: "sahara/storage/share-release/v1", associatedData };
}

function toDomain({ chainId, contract }: CustodyDomain) {
  return { name: "Sahara Key Custody", version: "1", chainId, verifyingContract: contract };
}

/** ethers throws for signatures that no key can have made. */
function orUndefined(recover: () => string): string | undefined {
  try {
    return recover();
  } catch {
    return undefined;
  }
}
