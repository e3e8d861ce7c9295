import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";

import { ROLES } from "../../deploy/modules/Roles.ts";
import Sahara from "../../deploy/modules/Sahara.ts";
import { SaharaToken__factory } from "../../typechain-types/index.js";
import { connectSahara } from "../lib/connectSahara.ts";
import { readAddresses } from "../lib/readAddresses.ts";
import type { Chain } from "./createChain.ts";
import { createMoves, FOUR_CURRENCIES } from "./createMoves.ts";
import type { Erc20 } from "./Erc20.ts";
import { registerTerms } from "./registerTerms.ts";
import { throughTimelock } from "./throughTimelock.ts";

export type World = Awaited<ReturnType<typeof createWorld>>;

/** Base units that every account holds: plenty of each token. */
const PLAIN_BALANCE = 10n ** 30n;
const SAHARA_BALANCE = 10n ** 26n;

const ACCOUNTS = 20;

/**
 * Deploys Sahara and puts it to use, so that no scenario pays for the first asset, licence or payment of the whole
 * system. Everyone has tokens and lets ledger and licences spend them; `newcomer` and `others` have no asset, unit or
 * licence. The deployer is curator, by grace of governance. Currencies are the native coin (0), SAHARA (1) and two plain ERC-20s (2 and 3).
 */
export async function createWorld(chain: Chain) {
  const { ethers, ignition } = chain;
  const addresses = readAddresses(await ignition.deploy(Sahara));
  const signers = (await ethers.getSigners()).slice(0, ACCOUNTS);
  // The in-process chain has this many.
  const [deployer, owner, builder, customer, newcomer, ...others] = signers as [
    HardhatEthersSigner,
    HardhatEthersSigner,
    HardhatEthersSigner,
    HardhatEthersSigner,
    HardhatEthersSigner,
    ...HardhatEthersSigner[],
  ];
  const sahara = connectSahara(addresses, deployer);
  const { manager } = sahara;
  const { data } = await manager.grantRole.populateTransaction(ROLES.curator, deployer, 0n);
  await throughTimelock({ ...chain, sahara }, manager, data);

  const createToken = async (): Promise<Erc20> => {
    const token = await ethers.deployContract("PlainToken", [18]);
    await sahara.ledger.listCurrency(token);
    for (const { address } of signers) await token.getFunction("mint")(address, PLAIN_BALANCE);
    return SaharaToken__factory.connect(await token.getAddress(), deployer);
  };
  const tokens = { sahara: sahara.token, plain: await createToken(), other: await createToken() };
  for (const signer of signers) {
    await sahara.token.transfer(signer, SAHARA_BALANCE);
    for (const token of Object.values(tokens)) {
      await token.connect(signer).approve(sahara.ledger, ethers.MaxUint256);
      await token.connect(signer).approve(sahara.licenses, ethers.MaxUint256);
    }
  }

  const terms = await registerTerms(sahara, addresses.token, await tokens.plain.getAddress());
  const moves = createMoves({ sahara, terms, payer: customer });

  const assetId = await moves.register(owner, { currencies: FOUR_CURRENCIES });
  await moves.register(builder);
  for (const buyer of [builder, customer]) await moves.buy(buyer, assetId, terms.remix);
  for (const token of Object.values(tokens)) await moves.pay(assetId, token);
  await moves.payNative(assetId);

  const actors = { deployer, owner, builder, customer, newcomer, others };
  return { ...chain, ...actors, ...moves, sahara, tokens, terms };
}
