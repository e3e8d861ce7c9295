import { ORDER_TYPES, REGISTRATION_TYPES, USAGE_TYPES } from "@sahara/sdk";
import type { TypedDataDomain, TypedDataField } from "ethers";

import { ethers } from "./chain.ts";

/** The types of everything that is signed, as a wallet gets them. */
export const TYPES = {
  registerFor: REGISTRATION_TYPES,
  licenseApproval: {
    LicenseApproval: [
      { name: "assetId", type: "uint256" },
      { name: "termsId", type: "bytes32" },
      { name: "licensee", type: "address" },
      { name: "salt", type: "bytes32" },
      { name: "deadline", type: "uint256" },
    ],
  },
  signedPlan: {
    SignedPlan: [
      { name: "licenseId", type: "uint256" },
      { name: "holder", type: "address" },
      { name: "transferCount", type: "uint32" },
      { name: "maxPrice", type: "uint128" },
      { name: "tip", type: "uint80" },
      { name: "periods", type: "uint24" },
      { name: "until", type: "uint40" },
      { name: "window", type: "uint24" },
      { name: "grace", type: "uint24" },
      { name: "nonce", type: "uint256" },
      { name: "deadline", type: "uint256" },
    ],
  },
  accountTerms: { AccountTerms: [...USAGE_TYPES.AccountTerms] },
  offer: { Offer: [...USAGE_TYPES.Offer] },
  usageVoucher: { UsageVoucher: [...USAGE_TYPES.UsageVoucher] },
  callReceipt: { CallReceipt: [...USAGE_TYPES.CallReceipt] },
  sessionKey: { SessionKey: [...USAGE_TYPES.SessionKey] },
  refund: { Refund: [...USAGE_TYPES.Refund] },
  operatorKey: { OperatorKey: [...USAGE_TYPES.OperatorKey] },
  jobReport: { JobReport: [...USAGE_TYPES.JobReport] },
  order: ORDER_TYPES,
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
