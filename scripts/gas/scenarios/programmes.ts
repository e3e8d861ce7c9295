import { createContributorTree } from "../createContributorTree.ts";
import { PAYMENT } from "../createMoves.ts";
import type { World } from "../createWorld.ts";
import type { Gas } from "../Gas.ts";
import { prepareOffer, prepareUsage } from "./usage.ts";

const LEAVES = 10_000;
const AMOUNT = 1_000;
const YEAR_SECONDS = 365 * 86_400;
const AT_ONCE = { start: 0n, duration: 0n, cliff: 0n, votes: false };

/** What claimants of a distribution and of incentives pay. */
export async function measureProgrammes(world: World): Promise<Gas> {
  return { ...(await measureDistribution(world)), ...(await measureIncentives(world)) };
}

/** Claims of 10,000 accounts that hold nothing, under one root; the first of each 256 opens a slot of the bit map. */
async function measureDistribution(world: World): Promise<Gas> {
  const { gasOf, networkHelpers, sahara, tokens, deployer, customer } = world;
  const { distributor } = sahara;
  const tree = createContributorTree(LEAVES, AMOUNT);
  const start = BigInt(await networkHelpers.time.latest());
  const deadline = start + BigInt(YEAR_SECONDS);
  const years = { start, duration: BigInt(4 * YEAR_SECONDS), cliff: BigInt(YEAR_SECONDS) };
  const total = BigInt(LEAVES * AMOUNT);
  await tokens.sahara.connect(deployer).approve(distributor, 2n * total);
  const { root } = tree;
  const asFunder = distributor.connect(deployer);
  for (const vesting of [AT_ONCE, { ...years, votes: true }]) {
    await asFunder.open(tokens.sahara, total, root, deadline, vesting);
  }
  const claim = (id: bigint, index: number) =>
    gasOf(() => distributor.connect(customer).claim(id, ...tree.leafAt(index)));

  return {
    claimDistributionFirst: await claim(1n, 5_121),
    claimDistribution: await claim(1n, 5_122),
    claimDistributionVesting: await claim(2n, 5_123),
  };
}

/** An offer that was used in an epoch with a budget. */
async function measureIncentives(world: World): Promise<Gas> {
  const { gasOf, networkHelpers, sahara, tokens, owner, builder: operator, customer } = world;
  const { incentives, meter, offers, receivers } = sahara;
  await prepareUsage(world, operator);
  const assetId = await world.register(owner);
  const { offer, signature } = await prepareOffer(world, assetId, operator);
  await offers.connect(operator).publishOffer(offer, signature);
  const offerId = await offers.offerIdOf(offer);
  const receiver = await receivers.receiverOf(offerId);
  await tokens.plain.connect(customer).approve(incentives, PAYMENT);
  const epoch = await incentives.currentEpoch();
  await incentives.connect(customer).fund(epoch, tokens.plain, PAYMENT);
  const use = async () => {
    await tokens.plain.connect(customer).transfer(receiver, 10n ** 18n);
    await receivers.connect(customer).sweep(offerId);
    await meter.connect(customer).passRevenue([offerId]);
  };
  const report = () => gasOf(() => incentives.connect(customer).report([offerId]));

  await use();
  const reportFeesFirst = await report();
  await use();
  const reportFees = await report();
  await networkHelpers.time.increaseTo(await incentives.endOf(epoch));
  return {
    reportFeesFirst,
    reportFees,
    claimIncentive: await gasOf(() =>
      incentives.connect(operator).withdrawRewards(epoch, [offerId], operator),
    ),
    passIncentive: await gasOf(() => incentives.connect(customer).passRewards(epoch, [offerId])),
  };
}
