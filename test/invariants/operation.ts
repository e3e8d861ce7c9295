import type { Interface } from "ethers";

import { ethers } from "../helpers/chain.ts";
import type { Random } from "../helpers/random.ts";
import type { Economy } from "./buildEconomy.ts";
import { ZERO } from "./ledgerModel.ts";
import type { Currency } from "./moneyModel.ts";

/** One transaction and what it does to the model. */
export type Operation = {
  /** What a failure is reported with. */
  label: string;
  from: string;
  to: string;
  data: string;
  value: bigint;
  /** Does it to the model; throws LedgerRefusal where the transaction must revert. */
  apply: () => void;
};

/** Makes an operation with random arguments. */
export type Maker = (economy: Economy, random: Random) => Operation;

/** A call of a contract, as `createCall` takes it. */
export type Call = {
  to: string;
  /** Without its generated types, because methods are chosen by name. */
  contract: { interface: Interface };
  method: string;
  args: readonly unknown[];
  from: string;
  value?: bigint;
  apply: () => void;
};

export const REF = ethers.id("random operation");

/** The operation that calls a method. */
export function createCall({ contract, method, args, value = 0n, ...rest }: Call): Operation {
  const data = contract.interface.encodeFunctionData(method, args);
  return { label: `${method}(${args.join(", ")}) from ${rest.from}`, data, value, ...rest };
}

/* WHAT TO CHOOSE FROM */

export const pickAsset = ({ model }: Economy, random: Random) =>
  random.pick([...model.accounts.keys()]);

export const pickHolder = ({ holders }: Economy, random: Random) => random.pick(holders).address;

/** Mostly a currency that the asset accepts. */
export function pickCurrency(economy: Economy, random: Random, assetId: bigint): Currency {
  const { currencies, model } = economy;
  const accepted = currencies.filter(({ token }) =>
    model.accounts.get(assetId)?.accepted.has(token),
  );
  return random.pick(random.oneIn(50) || accepted.length === 0 ? currencies : accepted);
}

/** Up to seven assets; half the time descendants first, as a planner would have it. */
export function pickPath({ model }: Economy, random: Random): bigint[] {
  const path = random.sample([...model.accounts.keys()], random.below(8));
  return random.oneIn(2) ? path : path.sort((a, b) => (a < b ? 1 : -1));
}

/** As many units as the holder has at most; seldom one more. */
export function pickUnits({ model }: Economy, random: Random, assetId: bigint, holder: string) {
  const has = model.unitsOf(assetId, holder);
  return random.oneIn(30) ? has + 1n : random.upTo(has);
}

/** The value to send along with `amount` of a currency. */
export const valueOf = (token: string, amount: bigint) => (token === ZERO ? amount : 0n);
