import type { Clients } from "../clients.ts";
import { BPS } from "../values/parseBps.ts";
import type { OrderItem } from "./order.ts";

export type QuoteSaleParameters = {
  items: readonly OrderItem[];
  /** Base units; what the buyer pays. */
  price: bigint;
};

/** Who gets what of a price. */
export type SaleQuote = {
  price: bigint;
  /** The protocol's. */
  fee: bigint;
  /** What the ledger takes in for each asset sold. Units bear none. */
  royalties: {
    assetId: bigint;
    amount: bigint;
    /** How much of it goes on to each parent, and from there to its own. */
    parents: { parent: bigint; amount: bigint }[];
  }[];
  /** The seller's. */
  proceeds: bigint;
};

/**
 * What the protocol, the assets' contributors and ancestors, and the seller get of a sale, as of now. An asset with a
 * revenue ceiling that is nearly reached takes less, and the seller gets what it does not.
 */
export async function quoteSale(
  { contracts: { marketplace, ledger } }: Clients,
  { items, price }: QuoteSaleParameters,
): Promise<SaleQuote> {
  const { feeBps, royaltyBps } = await marketplace.saleRates();
  const fee = (price * feeBps) / BPS;
  const assets = items.filter(({ units }) => units === 0n);
  const amounts = divide((price * royaltyBps) / BPS, BigInt(assets.length));
  const royalties = await Promise.all(
    assets.map(async ({ assetId }, place) => {
      const amount = amounts[place] ?? 0n;
      const shares = await ledger.royaltiesOf(assetId);
      const parents = shares.map(({ parent, bps }) => ({ parent, amount: (amount * bps) / BPS }));
      return { assetId, amount, parents };
    }),
  );
  const royalty = royalties.reduce((sum, { amount }) => sum + amount, 0n);
  return { price, fee, royalties, proceeds: price - fee - royalty };
}

/** Equal parts; the first has what can't be divided. */
function divide(amount: bigint, parts: bigint): bigint[] {
  if (parts === 0n) return [];
  const share = amount / parts;
  return Array.from({ length: Number(parts) }, (_, place) =>
    place === 0 ? amount - share * (parts - 1n) : share,
  );
}
