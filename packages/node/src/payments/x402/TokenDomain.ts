import { keccak256, solidityPacked, verifyTypedData } from "ethers";

import type { TransferAuthorization } from "../../store/Store.ts";

/** The EIP-712 domain of a token that knows ERC-3009. */
export type TokenDomain = {
  readonly name: string;
  readonly version: string;
  readonly chainId: bigint;
  /** In lower case. */
  readonly verifyingContract: string;
};

const TRANSFER_WITH_AUTHORIZATION = {
  TransferWithAuthorization: [
    { name: "from", type: "address" },
    { name: "to", type: "address" },
    { name: "value", type: "uint256" },
    { name: "validAfter", type: "uint256" },
    { name: "validBefore", type: "uint256" },
    { name: "nonce", type: "bytes32" },
  ],
};

/** Who signed an authorization, in lower case; undefined if nobody can have. */
export function recoverAuthorizer(
  domain: TokenDomain,
  { signature, ...message }: TransferAuthorization,
): string | undefined {
  try {
    return verifyTypedData(domain, TRANSFER_WITH_AUTHORIZATION, message, signature).toLowerCase();
  } catch {
    // ethers throws for whatever is no signature; for the payer it is the same.
    return undefined;
  }
}

/** One id for all that the token takes only once. */
export function paymentIdOf(
  { chainId, verifyingContract }: TokenDomain,
  { from, nonce }: Pick<TransferAuthorization, "from" | "nonce">,
): string {
  const types = ["uint256", "address", "address", "bytes32"];
  return keccak256(solidityPacked(types, [chainId, verifyingContract, from, nonce]));
}
