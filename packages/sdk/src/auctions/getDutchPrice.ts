import type { Clients } from "../clients.ts";
import { parseUint } from "../values/parseUint.ts";

export type GetDutchPriceParameters = {
  auctionId: bigint;
  /** How many units. Defaults to all that are left, or to the asset. */
  units?: bigint | undefined;
};

/**
 * What a Dutch auction asks now, in base units.
 *
 * @throws {ContractRevertError} When it is over, or does not have so many units.
 */
export async function getDutchPrice(
  { contracts: { auctions } }: Pick<Clients, "contracts">,
  { auctionId, units }: GetDutchPriceParameters,
): Promise<bigint> {
  const wanted = units ?? (await auctions.dutchAuctionOf(auctionId)).unitsLeft;
  return await auctions.dutchPriceOf(auctionId, parseUint(wanted, 32, "number of units"));
}
