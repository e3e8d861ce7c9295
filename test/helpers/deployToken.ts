import type { SaharaToken } from "../../typechain-types/index.js";
import type { TypedContractMethod } from "../../typechain-types/common.js";
import type { AddressLike, BigNumberish } from "ethers";

import { ethers } from "./chain.ts";

/** A token of test/tokens: an ERC-20 that anyone may mint. */
export type TestToken = SaharaToken & {
  mint: TypedContractMethod<[to: AddressLike, amount: BigNumberish], [], "nonpayable">;
};

/** Deploys a token of test/tokens by the name of its contract. */
export async function deployToken(name: string, ...args: unknown[]): Promise<TestToken> {
  // Types are generated for contracts/ only.
  return (await ethers.deployContract(name, args)) as unknown as TestToken;
}

/** A deployed token of test/tokens, or another ERC-20 that is not minted. */
export async function attachToken(address: string): Promise<TestToken> {
  return (await ethers.getContractAt("PlainToken", address)) as unknown as TestToken;
}
