import { type Signer, TypedDataEncoder } from "ethers";

import type { Commitment } from "./custody.ts";

/** What custodians are asked under (EIP-712): a chain and the data vault there. */
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
  /** Account of a key or a contract. */
  readonly requester: string;
  readonly assetId: bigint;
  readonly version: bigint;
  /** Number of the release policy that it is made under. */
  readonly epoch: bigint;
  /** 0 for the asset's owner, who needs none. */
  readonly licenseId: bigint;
  /** What the shares are wrapped to; whoever replays the request gets nothing that it can open. */
  readonly encryptionKey: `0x${string}`;
  /** Makes each request another one, which a custodian logs once. */
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
    { name: "epoch", type: "uint32" },
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

/** Digest of a deposit: what its signature is of. */
export function depositDigest(domain: CustodyDomain, deposit: ShareDeposit): string {
  return TypedDataEncoder.hash(toDomain(domain), SHARE_DEPOSIT_TYPES, deposit);
}

/** Digest of a request: what its signature is of, and what the chain's log knows it by. */
export function requestDigest(domain: CustodyDomain, request: ReleaseRequest): string {
  return TypedDataEncoder.hash(toDomain(domain), RELEASE_REQUEST_TYPES, request);
}

/** What a released share is bound to. */
export function releasePlace(domain: CustodyDomain, request: ReleaseRequest, index: number) {
  const digest = Buffer.from(requestDigest(domain, request).slice(2), "hex");
  const associatedData = Buffer.concat([digest, Buffer.of(index)]);
  return { info: "sahara/storage/share-release/v1", associatedData };
}

function toDomain({ chainId, contract }: CustodyDomain) {
  return { name: "Sahara Key Custody", version: "1", chainId, verifyingContract: contract };
}
