import type { Clients } from "../clients.ts";
import { type Address, parseCurrency } from "../values/address.ts";

export type GetStreamParameters = { assetId: bigint; token: Address };

/** Revenue of one asset in one currency, in base units. */
export type Stream = {
  /** All revenue ever credited. */
  accrued: bigint;
  /** The part of it whose royalties have been passed to the parents. */
  settled: bigint;
  /** Whether it is held for a dispute. */
  frozen: boolean;
  /** Whether a revenue ceiling applies. */
  capped: boolean;
};

/** Reads the revenue of an asset in a currency. */
export async function getStream(
  { contracts }: Clients,
  { assetId, token }: GetStreamParameters,
): Promise<Stream> {
  const stream = await contracts.ledger.streamOf(assetId, parseCurrency(token));
  const { accrued, settled, frozen, capped } = stream;
  return { accrued, settled, frozen, capped };
}
