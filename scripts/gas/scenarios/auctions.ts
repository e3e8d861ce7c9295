import { MaxUint256, ZeroHash } from "ethers";

import { PAYMENT } from "../createMoves.ts";
import type { World } from "../createWorld.ts";
import type { Gas } from "../Gas.ts";
import { setFee } from "../setFee.ts";

const FEE_BPS = 250n;
const DAY_SECONDS = 24 * 3_600;
const STEP_BPS = 500;
const EXTENSION_SECONDS = 600;
const UNITS = 10_000_000n;
const WHOLE = 0n;

/**
 * Auctions with fee and royalty, in an ERC-20. Steady: house, bidders, fee inbox and the asset's revenue had the token
 * before, and the seller has a credit.
 */
export async function measureAuctions(world: World): Promise<Gas> {
  const { gasOf, sahara, tokens, owner, builder, customer, networkHelpers, nextHour } = world;
  const { auctions, registry } = sahara;
  await setFee(world, "setSaleFee", FEE_BPS);
  for (const account of [owner, builder, customer]) {
    await registry.connect(account).setApprovalForAll(auctions, true);
    await tokens.plain.connect(account).approve(auctions, MaxUint256);
  }
  const ends = async () => (await nextHour()) + DAY_SECONDS;
  const create = async (assetId: bigint) => {
    const terms = {
      item: { assetId, units: WHOLE },
      ...{ token: tokens.plain, reserve: PAYMENT, stepBps: STEP_BPS },
      ...{ endsAt: await ends(), extension: EXTENSION_SECONDS },
    };
    return await gasOf(() => auctions.connect(owner).createAuction(terms));
  };
  const bid = async (bidder: typeof owner, amount: bigint) => {
    const auctionId = await auctions.auctionCount();
    return await gasOf(() => auctions.connect(bidder).bid(auctionId, amount));
  };
  const settle = async () => {
    const auctionId = await auctions.auctionCount();
    await networkHelpers.time.increase(2 * DAY_SECONDS);
    return await gasOf(() => auctions.connect(customer).settle(auctionId));
  };
  const runOne = async () => {
    const assetId = await world.registerPaid(owner, tokens.plain);
    const createAuction = await create(assetId);
    const bidFirst = await bid(builder, PAYMENT);
    const bidOutbid = await bid(customer, 2n * PAYMENT);
    const bidRaise = await bid(builder, 3n * PAYMENT);
    return { createAuction, bidFirst, bidOutbid, bidRaise, settleAuction: await settle() };
  };

  const { bidFirst: bidFirstEver, settleAuction: settleAuctionFirst } = await runOne();
  const steady = await runOne();
  const withdrawCredit = await gasOf(() => auctions.connect(owner).withdraw(tokens.plain, owner));
  return {
    ...{ bidFirstEver, settleAuctionFirst, ...steady, withdrawAuctionCredit: withdrawCredit },
    ...(await measureDutch(world, ends)),
  };
}

async function measureDutch(world: World, ends: () => Promise<number>): Promise<Gas> {
  const { gasOf, sahara, tokens, owner, customer } = world;
  const { auctions, ledger } = sahara;
  const create = async (assetId: bigint, units: bigint) => {
    const terms = {
      item: { assetId, units },
      ...{ token: tokens.plain, startPrice: 2n * PAYMENT, endPrice: PAYMENT, endsAt: await ends() },
    };
    return await gasOf(() => auctions.connect(owner).createDutchAuction(terms));
  };
  const buy = async (units: bigint) => {
    const auctionId = await auctions.auctionCount();
    return await gasOf(() =>
      auctions.connect(customer).buy(auctionId, Number(units), 2n * PAYMENT, ZeroHash),
    );
  };
  await create(await world.registerPaid(owner, tokens.plain), WHOLE);
  await buy(WHOLE);
  const assetId = await world.registerPaid(owner, tokens.plain);
  const createDutch = await create(assetId, WHOLE);
  const buyDutch = await buy(WHOLE);

  const shared = await world.registerPaid(owner, tokens.plain);
  await ledger.connect(owner).releaseUnits(shared, owner, UNITS);
  await ledger.connect(owner).setOperator(auctions, true);
  await create(shared, UNITS);
  await buy(1n);

  return { createDutch, buyDutch, buyDutchUnits: await buy(1n) };
}
