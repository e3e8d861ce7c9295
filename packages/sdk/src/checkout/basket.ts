import { ZeroHash } from "ethers";

import type { Clients } from "../clients.ts";
import { InvalidBasketError } from "../errors/checkoutErrors.ts";
import { getTerms } from "../licenses/getTerms.ts";
import { type Address, NATIVE, parseAddress } from "../values/address.ts";
import { parseUint } from "../values/parseUint.ts";
import { parseRoot } from "../values/root.ts";

/** A licence to buy. */
export type BasketLine = {
  assetId: bigint;
  termsId: string;
  /** How many periods at once. Defaults to 1n. */
  periods?: bigint | undefined;
  /** Most to pay for all periods, in base units. Defaults to the price in the terms. */
  maxPrice?: bigint | undefined;
};

/** A deposit for calls to one operator. */
export type BasketDeposit = {
  operator: Address;
  /** Base units. */
  amount: bigint;
  /** Seconds from the request of a withdrawal to it, 15 minutes to 30 days. Defaults to a day. */
  withdrawDelay?: bigint | undefined;
  /** 32 bytes that tell accounts apart. Defaults to zero. */
  salt?: string | undefined;
};

export type BasketParameters = {
  /** The licences; they go to the buyer. */
  lines?: readonly BasketLine[] | undefined;
  deposit?: BasketDeposit | undefined;
  /** What everything is paid in. Defaults to SAHARA. */
  token?: Address | undefined;
};

/** What is bought, as the contract takes it. */
export type Basket = {
  token: Address;
  lines: { assetId: bigint; termsId: string; periods: bigint; maxPrice: bigint }[];
  operator: Address;
  withdrawDelay: bigint;
  accountSalt: string;
  deposit: bigint;
};

const DAY_S = 86_400n;

/**
 * The basket, complete.
 *
 * @throws {InvalidBasketError} When nothing is to be bought, or a licence costs another token.
 */
export async function toBasket(
  clients: Clients,
  { lines = [], deposit, token: given = clients.addresses.token }: BasketParameters,
): Promise<Basket> {
  const token = parseAddress(given, "token");
  if (lines.length === 0 && deposit === undefined) {
    throw new InvalidBasketError("Nothing is to be bought. Name a licence, or a deposit.");
  }
  return {
    token,
    lines: await Promise.all(lines.map((line) => toLine(clients, token, line))),
    operator: deposit === undefined ? NATIVE : parseAddress(deposit.operator, "operator"),
    withdrawDelay: parseUint(deposit?.withdrawDelay ?? DAY_S, 40, "withdrawal delay"),
    accountSalt: parseRoot(deposit?.salt ?? ZeroHash, "salt"),
    deposit: parseUint(deposit?.amount ?? 0n, 128, "deposit"),
  };
}

async function toLine(clients: Clients, token: Address, line: BasketLine) {
  const termsId = parseRoot(line.termsId, "terms id");
  const { price, currency } = await getTerms(clients, { termsId });
  if (price !== 0n && currency !== token) {
    throw new InvalidBasketError(
      `The licence of asset ${line.assetId} costs ${currency}, not ${token}. Buy it apart from the others.`,
    );
  }
  const periods = parseUint(line.periods ?? 1n, 32, "number of periods");
  const maxPrice = parseUint(line.maxPrice ?? price * periods, 128, "price");
  return { assetId: line.assetId, termsId, periods, maxPrice };
}
