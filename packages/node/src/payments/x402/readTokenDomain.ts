import type { UsageContracts } from "../../chain/UsageContracts.ts";
import type { TokenDomain } from "./TokenDomain.ts";

/** The domain that the token itself says it has (ERC-5267). */
export async function readTokenDomain(
  token: UsageContracts["token"],
  chainId: bigint,
): Promise<TokenDomain> {
  const { name, version, verifyingContract } = await token.eip712Domain();
  return { name, version, chainId, verifyingContract: verifyingContract.toLowerCase() };
}
