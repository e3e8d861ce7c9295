import gas from "../../../benchmarks/gas.json" with { type: "json" };
import type { Person } from "./cast.ts";
import type { LedgerBook } from "./ledgerBook.ts";

export type BuyParameters = { buyer: Person; asset: bigint; terms: string; what: string };

/** Buys a licence and writes the income into the book. */
export async function buy(
  book: LedgerBook,
  { buyer, asset, terms, what }: BuyParameters,
): Promise<bigint> {
  const bought = await buyer.sahara.buyLicense({
    assetId: asset,
    termsId: terms,
    approve: "exact",
  });
  book.income.push({
    asset,
    payer: buyer.name,
    what,
    amount: bought.price,
    transaction: bought.hash,
  });
  book.gas.push({
    step: `Buy: ${what}`,
    gas: bought.gasUsed,
    peer: {
      name: "Unlock v15: licence purchase, ERC-20",
      gas: BigInt(gas.unlockPurchaseNewHolder),
    },
  });
  return bought.licenseId;
}
