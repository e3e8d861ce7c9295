import type { Auction } from "@sahara/sdk";

import type { Cli } from "../../cli.ts";
import { type Field, fields } from "../../output/fields.ts";
import { formatBps, formatDuration, formatTime, formatUnitCount } from "../../output/format.ts";
import { parseId } from "../../parse/numbers.ts";
import type { Session } from "../../session/openSession.ts";
import { createCommand } from "../shared/createCommand.ts";
import { requireAuction } from "./requireAuction.ts";

export const auctionShow = (cli: Cli) =>
  createCommand({
    name: "show",
    does: "Show an auction: what is sold, who leads or what it costs now, and until when.",
    examples: ["auction show 3"],
  })
    .argument("<auction>", "id of the auction", parseId)
    .action(async (auctionId) => {
      const session = await cli.connect();
      const auction = await requireAuction(session.sahara, auctionId);
      const { type, state, seller, assetId, units, endsAt, feeBps, royaltyBps } = auction;
      const asking = await askingPrice(session, auction);
      cli.answer({
        json: { ...auction, asking },
        text: fields([
          ["Auction", `${auctionId} (${type}, ${state})`],
          ["Asset", `${assetId}`],
          ["Units", units === 0n ? undefined : formatUnitCount(units)],
          ["Seller", seller],
          ...(await priceFields(session, auction, asking)),
          ["Fee", formatBps(feeBps)],
          ["Royalty", units === 0n ? formatBps(royaltyBps) : undefined],
          ["Ends", formatTime(endsAt)],
        ]),
      });
    });

/** The least bid that would do, or what all that is left costs now; undefined when nothing can be bought any more. */
async function askingPrice(
  { sahara, provider }: Session,
  { auctionId, type, state, endsAt }: Auction,
): Promise<bigint | undefined> {
  const now = BigInt((await provider.getBlock("latest"))?.timestamp ?? 0);
  if (state !== "OPEN" || now >= endsAt) return undefined;
  return type === "ENGLISH"
    ? await sahara.getLeastBid({ auctionId })
    : await sahara.getDutchPrice({ auctionId });
}

async function priceFields(
  { tokens }: Session,
  auction: Auction,
  asking: bigint | undefined,
): Promise<Field[]> {
  const amount = (base: bigint) => tokens.format(base, auction.token);
  const asked = asking === undefined ? undefined : await amount(asking);
  if (auction.type === "DUTCH") {
    const { units, unitsLeft, startPrice, endPrice } = auction;
    return [
      ["Left", units === 0n ? undefined : formatUnitCount(unitsLeft)],
      ["Price", `${await amount(startPrice)} falling to ${await amount(endPrice)}`],
      ["Costs now", asked],
    ];
  }
  const { bidder, bid, reserve, stepBps, extension } = auction;
  return [
    ["Reserve", await amount(reserve)],
    ["Leading bid", bidder === undefined ? "none" : `${await amount(bid)} of ${bidder}`],
    ["Least bid", asked],
    ["Step", formatBps(stepBps)],
    ["Extension", formatDuration(extension)],
  ];
}
