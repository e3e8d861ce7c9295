import { Wallet } from "ethers";

import type { Person } from "../cast.ts";
import { PLAN } from "../plan.ts";

/** What a node's key has for gas. */
const GAS_MONEY = 10n ** 18n;

/** Makes somebody an operator: stakes, and adds a key that may sign receipts. */
export async function enrol({ sahara, signer }: Person): Promise<Wallet> {
  const { privateKey } = Wallet.createRandom();
  const key = new Wallet(privateKey, sahara.clients.provider);
  await sahara.stake({ amount: PLAN.stake });
  await sahara.addOperatorKey({ key });
  await (await signer.sendTransaction({ to: key.address, value: GAS_MONEY })).wait();
  return key;
}
