import { type Address, formatAmount, NATIVE, parseCurrency, type Sahara } from "@sahara/sdk";
import { isAddress } from "ethers";

import { UsageError } from "../errors.ts";

/** A currency as people name it. */
export type Token = {
  /** The zero address is the native coin. */
  address: Address;
  symbol: string;
  decimals: number;
};

/** Names and decimals of currencies, each read once. */
export type TokenBook = {
  /** By address, by `native`, or by the symbol of a currency that the ledger lists. */
  find: (text: string) => Promise<Token>;
  at: (address: Address) => Promise<Token>;
  /** The currencies that the ledger lists. */
  list: () => Promise<Token[]>;
  /** Base units as a text with the symbol: `1.5 SAHARA`. */
  format: (amount: bigint, address: Address) => Promise<string>;
};

const NATIVE_TOKEN: Token = { address: NATIVE, symbol: "native", decimals: 18 };

export function createTokenBook({ clients }: Pick<Sahara, "clients">): TokenBook {
  const { ledger, token } = clients.contracts;
  const known = new Map<Address, Promise<Token>>([[NATIVE, Promise.resolve(NATIVE_TOKEN)]]);

  const at = (address: Address): Promise<Token> => {
    const found = known.get(address) ?? readToken(address);
    known.set(address, found);
    return found;
  };

  async function readToken(address: Address): Promise<Token> {
    // Every ERC-20 answers these two as SAHARA does.
    const erc20 = token.attach(address) as typeof token;
    const [symbol, decimals] = await Promise.all([erc20.symbol(), erc20.decimals()]).catch(
      (cause: unknown) => {
        throw new UsageError(`${address} is no ERC-20 token on this chain. Check --token.`, {
          cause,
        });
      },
    );
    return { address, symbol, decimals: Number(decimals) };
  }

  const list = async () => await Promise.all((await ledger.currencies()).map(at));

  return {
    at,
    list,
    async find(text) {
      const wanted = text.toLowerCase();
      if (isAddress(text)) return await at(parseCurrency(text));
      const listed = await list();
      const found = listed.filter(({ symbol }) => symbol.toLowerCase() === wanted);
      const [only] = found;
      if (only !== undefined && found.length === 1) return only;
      throw new UsageError(describeUnknown(text, found.length > 0 ? found : listed));
    },
    async format(amount, address) {
      const { symbol, decimals } = await at(address);
      return `${formatAmount(amount, decimals)} ${symbol}`;
    },
  };
}

function describeUnknown(text: string, candidates: readonly Token[]): string {
  const choices = candidates.map(({ symbol, address }) => `${symbol} (${address})`).join(", ");
  return `"${text}" is not the name of one currency here. Pass one of these, or its address: ${choices}.`;
}
