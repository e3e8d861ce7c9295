import type { Cast } from "../cast.ts";
import type { Progress } from "../progress.ts";
import type { AuctionCard, MarketHoldings, TheftCard } from "../story.ts";
import { sum } from "../sum.ts";

/** Follows every base unit that came into auction house and court, by the token's own log. */
export async function countMarket(
  cast: Cast,
  { fee, royalty, proceeds, refunds }: AuctionCard,
  { bonds, refunded }: TheftCard,
  progress: Progress,
): Promise<MarketHoldings> {
  progress.step("Counting what auction house and court hold");
  const { contracts, addresses } = cast.treasurer.sahara.clients;
  const { token } = contracts;
  const takenBy = async (place: string) => {
    const logs = await token.queryFilter(token.filters.Transfer(undefined, place));
    return sum(logs.map(({ args }) => args.value));
  };
  const holdings: MarketHoldings = {
    house: {
      taken: await takenBy(addresses.auctions),
      refunded: sum(refunds.map(({ amount }) => amount)),
      ...{ fee, royalty, proceeds },
      held: await token.balanceOf(addresses.auctions),
    },
    court: {
      taken: await takenBy(addresses.court),
      released: sum(bonds.map(({ amount }) => amount)),
      refunded,
      held: await token.balanceOf(addresses.court),
    },
  };
  const { house, court } = holdings;
  progress.fact(`house: taken ${house.taken}, held ${house.held} base units`);
  progress.fact(`court: taken ${court.taken}, held ${court.held} base units`);
  return holdings;
}

/** Whether not one base unit of theirs is missing or too many. */
export function isAllThere({ house, court }: MarketHoldings): boolean {
  const { fee, royalty, proceeds } = house;
  return (
    house.taken === house.refunded + fee + royalty + proceeds + house.held &&
    court.taken === court.released + court.refunded + court.held
  );
}
