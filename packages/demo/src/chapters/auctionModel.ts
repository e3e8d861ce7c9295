import { formatAmount } from "@sahara/sdk";

import type { Cast, Person } from "../cast.ts";
import type { LedgerBook } from "../ledgerBook.ts";
import { passTime, timeOf } from "../passTime.ts";
import { PLAN } from "../plan.ts";
import type { Progress } from "../progress.ts";
import type { AuctionCard } from "../story.ts";
import type { BuiltAssets } from "./buildAssets.ts";

const HOUR_S = 3_600;

/** What the auction was, and who has the model now. */
export type SoldModel = { auction: AuctionCard; owner: Person };

/** The tuned filter goes to the highest of three bidders; its ancestors get their share, who was outdone its money. */
export async function auctionModel(
  cast: Cast,
  built: BuiltAssets,
  book: LedgerBook,
  progress: Progress,
): Promise<SoldModel> {
  progress.step("Three customers bid for the tuned filter");
  const { tuner: seller, customers } = cast;
  const model = built.models.find(({ id }) => id === "tuned");
  if (model === undefined) throw new Error("There is no tuned filter.");
  const { asset, name } = model;
  const { token } = seller.sahara.clients.addresses;

  const { reserve, stepBps, hours } = PLAN.auction;
  const endsAt = BigInt((await timeOf(cast)) + hours * HOUR_S);
  const created = await seller.sahara.createAuction({ assetId: asset, reserve, stepBps, endsAt });
  const { auctionId } = created;
  for (const { customer, amount, hours: later } of PLAN.auction.bids) {
    await passTime(cast, later * HOUR_S);
    const { gasUsed } = await bidder(customer).sahara.bid({ auctionId, amount });
    progress.fact(`${bidder(customer).name} bids ${formatAmount(amount, 18)} SAHARA`);
    if (amount === PLAN.auction.bids[1].amount) {
      book.gas.push({ step: "Outdo a bid", gas: gasUsed });
    }
  }
  const before = await accruedOf();
  const auction = await seller.sahara.getAuction({ auctionId });
  const end = Number(auction?.endsAt ?? endsAt);
  await passTime(cast, end - (await timeOf(cast)));
  const settled = await seller.sahara.settleAuction({ auctionId });
  book.gas.push({ step: "Settle the auction, royalty included", gas: settled.gasUsed });
  const { price, fee, royalty } = settled;
  const owner = customers.find(({ account }) => account === settled.buyer);
  if (owner === undefined) throw new Error(`${settled.buyer} did not bid.`);
  book.income.push({
    ...{ asset, payer: owner.name, what: "royalty on the auction", amount: royalty },
    transaction: settled.hash,
  });

  await seller.sahara.settle({ assetIds: built.path.slice(1), token });
  const shares = (await accruedOf()).map((accrued, place) => accrued - (before[place] ?? 0n));
  const refunds: AuctionCard["refunds"] = [];
  for (const { name: who, sahara } of customers.filter((customer) => customer !== owner)) {
    refunds.push({ bidder: who, amount: (await sahara.withdrawAuctionCredit()).amount });
  }
  const { amount: proceeds } = await seller.sahara.withdrawAuctionCredit();
  progress.fact(
    `${owner.name} has it for ${formatAmount(price, 18)} SAHARA: fee ${fee} + royalty ${royalty} + seller ${proceeds} base units`,
  );

  const bids = await seller.sahara.findBids({ auctionId });
  const card: AuctionCard = {
    ...{ asset, name, seller: seller.name, winner: owner.name, reserve },
    ...{ startedAt: await timeOf(cast, created.blockNumber), endsAt: end },
    bids: await Promise.all(
      bids.map(async ({ bidder: account, amount, blockNumber }) => ({
        bidder: customers.find((customer) => customer.account === account)?.name ?? account,
        ...{ amount, at: await timeOf(cast, blockNumber) },
      })),
    ),
    ...{ price, fee, royalty, proceeds, refunds },
    ancestry: ancestors().map((id, place) => ({
      asset: id,
      name: book.assets.find((each) => each.id === id)?.name ?? "",
      kept: (shares[place] ?? 0n) - (shares[place + 1] ?? 0n),
    })),
  };
  return { auction: card, owner };

  function bidder(customer: number): Person {
    const found = customers[customer];
    if (found === undefined) throw new Error(`There is no customer ${customer}.`);
    return found;
  }

  /** The model sold, and all that it was made from, the nearest first. */
  function ancestors(): bigint[] {
    return [...built.path.slice(1), built.dataset];
  }

  async function accruedOf(): Promise<bigint[]> {
    const streams = ancestors().map((assetId) => seller.sahara.getStream({ assetId, token }));
    return (await Promise.all(streams)).map(({ accrued }) => accrued);
  }
}

/** Whether every base unit of the price went to somebody, and of the royalty to some asset. */
export function dividesPrice({ price, fee, royalty, proceeds, ancestry }: AuctionCard): boolean {
  const kept = ancestry.reduce((sum, each) => sum + each.kept, 0n);
  return price === fee + royalty + proceeds && royalty === kept;
}
