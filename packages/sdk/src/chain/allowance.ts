import { MaxUint256 } from "ethers";

import { type Clients, requireSigner } from "../clients.ts";
import { SaharaToken__factory } from "../contracts.ts";
import { InsufficientAllowanceError, InsufficientFundsError } from "../errors/transactionErrors.ts";
import { type Address, NATIVE } from "../values/address.ts";
import { decode, type PreparedTransaction } from "./prepare.ts";

/** How much the SDK may approve where an allowance is too small: what is needed, everything, or nothing. */
export type ApprovalMode = "exact" | "max" | "never";

export type Spending = {
  token: Address;
  /** Contract that takes the tokens. */
  spender: Address;
  /** Base units. */
  amount: bigint;
  approve?: ApprovalMode | undefined;
};

/** The ERC-20 functions of the SAHARA token stand for those of any currency. */
const ERC20 = SaharaToken__factory.createInterface();

/**
 * Checks that the signer can pay, and returns the approval that is missing, if one is. Without a signer nothing is
 * checked; the chain will.
 *
 * @throws {InsufficientFundsError} When the account has less than the amount.
 * @throws {InsufficientAllowanceError} When the allowance is too small and `approve` is `"never"`.
 */
export async function prepareSpending(
  clients: Clients,
  { token, spender, amount, approve = "exact" }: Spending,
): Promise<PreparedTransaction[]> {
  if (token === NATIVE || amount === 0n || clients.signer === undefined) return [];
  const account = await requireSigner(clients).getAddress();
  const erc20 = SaharaToken__factory.connect(token, clients.provider);
  const [balance, allowance] = await Promise.all([
    erc20.balanceOf(account),
    erc20.allowance(account, spender),
  ]);

  if (balance < amount) throw new InsufficientFundsError(token, account, balance, amount);
  if (allowance >= amount) return [];
  if (approve === "never") throw new InsufficientAllowanceError(token, spender, allowance, amount);
  return [prepareApproval(token, spender, approve === "max" ? MaxUint256 : amount)];
}

function prepareApproval(token: Address, spender: Address, amount: bigint): PreparedTransaction {
  const data = ERC20.encodeFunctionData("approve", [spender, amount]);
  const summary = { contract: "erc20" as const, ...decode(ERC20, data) };
  return { to: token, data, value: 0n, summary, before: [] };
}
