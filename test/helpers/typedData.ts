import type { TypedDataDomain, TypedDataField } from "ethers";

import { ethers } from "./chain.ts";

/** The types of everything that is signed, as a wallet gets them. */
export const TYPES = {
  registerFor: {
    RegisterFor: [
      { name: "owner", type: "address" },
      { name: "registration", type: "Registration" },
      { name: "nonce", type: "uint256" },
      { name: "deadline", type: "uint256" },
    ],
    Registration: [
      { name: "kind", type: "uint8" },
      { name: "contentRoot", type: "bytes32" },
      { name: "metadataRoot", type: "bytes32" },
      { name: "salt", type: "bytes32" },
      { name: "currencies", type: "uint32" },
      { name: "parents", type: "ParentLink[]" },
      { name: "contributors", type: "Contributor[]" },
      { name: "contributorRoot", type: "bytes32" },
      { name: "contributorRootUnits", type: "uint32" },
      { name: "terms", type: "bytes32[]" },
    ],
    ParentLink: [
      { name: "asset", type: "uint256" },
      { name: "relation", type: "uint8" },
      { name: "license", type: "uint256" },
    ],
    Contributor: [
      { name: "account", type: "address" },
      { name: "units", type: "uint32" },
    ],
  },
  licenseApproval: {
    LicenseApproval: [
      { name: "assetId", type: "uint256" },
      { name: "termsId", type: "bytes32" },
      { name: "licensee", type: "address" },
      { name: "salt", type: "bytes32" },
      { name: "deadline", type: "uint256" },
    ],
  },
  accountTerms: {
    AccountTerms: [
      { name: "payer", type: "address" },
      { name: "operator", type: "address" },
      { name: "token", type: "address" },
      { name: "withdrawDelay", type: "uint40" },
      { name: "salt", type: "bytes32" },
    ],
  },
  offer: {
    Offer: [
      { name: "assetId", type: "uint256" },
      { name: "version", type: "uint32" },
      { name: "operator", type: "address" },
      { name: "token", type: "address" },
      { name: "operatorBps", type: "uint16" },
      { name: "maxPricePerCall", type: "uint128" },
      { name: "creditLimit", type: "uint128" },
      { name: "validFrom", type: "uint40" },
      { name: "validUntil", type: "uint40" },
      { name: "modelHash", type: "bytes32" },
      { name: "termsHash", type: "bytes32" },
      { name: "attestationPolicy", type: "bytes32" },
    ],
  },
  usageVoucher: {
    UsageVoucher: [
      { name: "accountId", type: "bytes32" },
      { name: "offerId", type: "bytes32" },
      { name: "lane", type: "uint32" },
      { name: "epoch", type: "uint32" },
      { name: "seq", type: "uint64" },
      { name: "maxCumulative", type: "uint128" },
      { name: "receiptsRoot", type: "bytes32" },
      { name: "validUntil", type: "uint40" },
    ],
  },
  callReceipt: {
    CallReceipt: [
      { name: "accountId", type: "bytes32" },
      { name: "offerId", type: "bytes32" },
      { name: "lane", type: "uint32" },
      { name: "epoch", type: "uint32" },
      { name: "seq", type: "uint64" },
      { name: "requestHash", type: "bytes32" },
      { name: "responseHash", type: "bytes32" },
      { name: "units", type: "uint64" },
      { name: "amount", type: "uint128" },
      { name: "cumulative", type: "uint128" },
      { name: "startedAt", type: "uint40" },
      { name: "finishedAt", type: "uint40" },
      { name: "modelHash", type: "bytes32" },
    ],
  },
  sessionKey: {
    SessionKey: [
      { name: "accountId", type: "bytes32" },
      { name: "key", type: "address" },
      { name: "cap", type: "uint96" },
      { name: "validUntil", type: "uint40" },
      { name: "nonce", type: "uint256" },
    ],
  },
  refund: {
    Refund: [
      { name: "accountId", type: "bytes32" },
      { name: "amount", type: "uint96" },
      { name: "nonce", type: "uint256" },
      { name: "deadline", type: "uint40" },
    ],
  },
  operatorKey: {
    OperatorKey: [
      { name: "operator", type: "address" },
      { name: "key", type: "address" },
    ],
  },
  jobReport: {
    JobReport: [
      { name: "jobId", type: "uint256" },
      { name: "operator", type: "address" },
      { name: "resultRoot", type: "bytes32" },
      { name: "reportRoot", type: "bytes32" },
      { name: "amount", type: "uint96" },
    ],
  },
  transferWithAuthorization: { TransferWithAuthorization: authorizationFields() },
  receiveWithAuthorization: { ReceiveWithAuthorization: authorizationFields() },
  cancelAuthorization: {
    CancelAuthorization: [
      { name: "authorizer", type: "address" },
      { name: "nonce", type: "bytes32" },
    ],
  },
  permit: {
    Permit: [
      { name: "owner", type: "address" },
      { name: "spender", type: "address" },
      { name: "value", type: "uint256" },
      { name: "nonce", type: "uint256" },
      { name: "deadline", type: "uint256" },
    ],
  },
  delegation: {
    Delegation: [
      { name: "delegatee", type: "address" },
      { name: "nonce", type: "uint256" },
      { name: "expiry", type: "uint256" },
    ],
  },
} satisfies Record<string, Record<string, TypedDataField[]>>;

type WithDomain = { eip712Domain: () => Promise<Domain> };
type Domain = { name: string; version: string; chainId: bigint; verifyingContract: string };

/** The EIP-712 domain that a contract says it has (ERC-5267). */
export async function domainOf(contract: WithDomain): Promise<TypedDataDomain> {
  const { name, version, chainId, verifyingContract } = await contract.eip712Domain();
  return { name, version, chainId, verifyingContract };
}

/** A signature in three parts, as ERC-2612 and ERC-3009 take it. */
export function splitSignature(signature: string): [v: number, r: string, s: string] {
  const { v, r, s } = ethers.Signature.from(signature);
  return [v, r, s];
}

function authorizationFields(): TypedDataField[] {
  return [
    { name: "from", type: "address" },
    { name: "to", type: "address" },
    { name: "value", type: "uint256" },
    { name: "validAfter", type: "uint256" },
    { name: "validBefore", type: "uint256" },
    { name: "nonce", type: "bytes32" },
  ];
}
