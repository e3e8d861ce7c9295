import { id, MaxUint256, ZeroAddress, ZeroHash } from "ethers";

import { PAYMENT } from "../createMoves.ts";
import type { World } from "../createWorld.ts";
import type { Gas } from "../Gas.ts";
import { repeat } from "../repeat.ts";
import { setFee } from "../setFee.ts";

const FEE_BPS = 250n;
const ASSET_BPS = 3_000;
const CAN_TRAIN = 2;
const STAKE = 10n ** 22n;
const MONTH_SECONDS = 30 * 24 * 3_600;
const REVIEW_SECONDS = 24 * 3_600;
const OPEN_JOBS = 1_000;

const DELIVERY = { resultRoot: id("model"), reportRoot: id("report"), amount: PAYMENT / 2n };

/** Jobs from posting to pay, with a fee and an asset that earns. Steady: everybody did one before. */
export async function measureJobs(world: World): Promise<Gas> {
  const { gasOf, sahara, tokens, owner, builder, customer, register } = world;
  await setFee(world, "setUsageFee", FEE_BPS);
  await enlistOperator(world);
  await tokens.plain.connect(customer).approve(sahara.jobs, MaxUint256);
  const asClient = sahara.jobs.connect(customer);
  const asOperator = sahara.jobs.connect(builder);
  const assetId = await register(owner);

  const specify = async (operator: string) => ({
    kind: 0,
    assetId,
    assetBps: ASSET_BPS,
    token: tokens.plain,
    operator,
    race: false,
    reward: PAYMENT,
    deliverBy: (await world.nextHour()) + MONTH_SECONDS,
    reviewPeriod: REVIEW_SECONDS,
    specRoot: id("specification"),
  });
  const postAssigned = async () => {
    const spec = await specify(builder.address);
    return await gasOf(() => asClient.postAssigned(spec));
  };
  const post = async () => {
    const spec = await specify(ZeroAddress);
    return await gasOf(() => asClient.post(spec));
  };
  const deliver = async () => {
    const jobId = await sahara.jobs.jobCount();
    return await gasOf(() => asOperator.deliver(jobId, builder, DELIVERY, "0x"));
  };
  const accept = async () => {
    const jobId = await sahara.jobs.jobCount();
    return await gasOf(() => asClient.accept(jobId));
  };
  const withdraw = () => gasOf(() => asOperator.withdraw(tokens.plain, builder));
  const passRevenue = () => gasOf(() => asOperator.passRevenue(assetId, tokens.plain));

  const doOne = async () => {
    await postAssigned();
    await deliver();
    await accept();
  };
  await doOne();
  await withdraw();
  await passRevenue();
  await doOne();

  const jobPostFundAssign = await postAssigned();
  const jobDeliverAccept = (await deliver()) + (await accept());
  const jobWithdraw = await withdraw();
  const jobPassRevenue = await passRevenue();
  const jobPost = await post();
  const jobTake = await gasOf(async () => await asOperator.take(await sahara.jobs.jobCount()));

  for (const send of repeat(post, OPEN_JOBS)) await send();
  return {
    jobPostFundAssign,
    jobPost,
    jobTake,
    jobDeliverAccept,
    jobWithdraw,
    jobPassRevenue,
    jobPostFundAssignAt1000Open: await postAssigned(),
  };
}

/** Makes the builder an operator that can train. */
async function enlistOperator({ sahara, builder }: World): Promise<void> {
  await sahara.token.connect(builder).approve(sahara.operators, STAKE);
  await sahara.operators.connect(builder).stake(builder, STAKE);
  await sahara.operators.connect(builder).setProfile(CAN_TRAIN, "", ZeroHash);
}
