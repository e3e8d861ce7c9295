import { type AddressLike, type Signer, Wallet } from "ethers";

import type { OperatorRegistry } from "../../typechain-types/index.js";
import { ethers } from "./chain.ts";
import { loadSahara } from "./deploySahara.ts";
import { domainOf, TYPES } from "./typedData.ts";

export const ONE_SAHARA = 10n ** 18n;

/** A key that signs receipts, the same for the same number. */
export const createKey = (number: number): Wallet =>
  new Wallet(ethers.id(`operator key ${number}`));

/** What a key signs to become the operator's. */
export async function signPossession(
  operators: OperatorRegistry,
  key: Wallet,
  operator: string,
): Promise<string> {
  const message = { operator, key: key.address };
  return await key.signTypedData(await domainOf(operators), TYPES.operatorKey, message);
}

/** Adds a key to an operator. */
export async function addOperatorKey(
  operators: OperatorRegistry,
  operator: Signer,
  key: Wallet,
): Promise<void> {
  const possession = await signPossession(operators, key, await operator.getAddress());
  await operators.connect(operator).addKey(key.address, possession);
}

/**
 * The registry of operators on its own: the account `meter` deploys it as the meter does, and locks stake; `slasher`
 * is the timelock, who may do whatever is restricted. `operator` and `otherOperator` have SAHARA to stake.
 */
export async function deployOperators() {
  const sahara = await loadSahara();
  const { token, manager, timelock, deployer } = sahara;
  const { owner: operator, otherOwner: otherOperator, relayer: reporter } = sahara;
  const meter = (await ethers.getSigners()).at(-1)!;
  const operators = await ethers.deployContract(
    "OperatorRegistry",
    [manager, token, timelock],
    meter,
  );
  for (const account of [operator, otherOperator]) {
    await token.connect(deployer).transfer(account, 1_000_000n * ONE_SAHARA);
    await token.connect(account).approve(operators, ethers.MaxUint256);
  }
  const slasher = await sahara.getTimelockSigner();

  const stake = async (amount: bigint, account = operator) =>
    await operators.connect(account).stake(account, amount);
  const addKey = async (key: Wallet, account = operator) => {
    await addOperatorKey(operators, account, key);
  };
  /** Locks stake for revenue in SAHARA. */
  const lock = async (revenue: bigint, account: AddressLike = operator) =>
    await operators.connect(meter).lockStake(account, token, revenue);

  const roles = { meter, operator, otherOperator, reporter, slasher };
  return { ...sahara, ...roles, operators, stake, addKey, lock };
}
