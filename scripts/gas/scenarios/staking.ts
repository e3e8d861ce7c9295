import { MaxUint256, ZeroHash } from "ethers";

import type { World } from "../createWorld.ts";
import type { Gas } from "../Gas.ts";
import { throughTimelock } from "../throughTimelock.ts";

const SAHARA = 10n ** 18n;
const STAKE = 100_000n * SAHARA;
const FEES = 1_000n * SAHARA;
const PROTOCOL = 0n;
const UNITS = 10n ** 8n;
const WEEK_SECONDS = 7n * 86_400n;
const THAW_SECONDS = 21n * 86_400n;
const FOR = 1;

/**
 * The pool of staked SAHARA with fees that drip in one currency, and stake behind an operator. First is an account's
 * first; the others have staked, thawed and claimed before. Receipts vote.
 */
export async function measureStaking(world: World): Promise<Gas> {
  const { gasOf, networkHelpers, sahara, builder, customer, newcomer, owner } = world;
  const { stakingPool: pool, stakingRewards: rewards, token, operators } = sahara;
  for (const account of [builder, customer, newcomer, owner]) {
    for (const spender of [pool, operators]) {
      await token.connect(account).approve(spender, MaxUint256);
    }
    await token.connect(account).delegate(account);
  }
  const stakeIn = (account = newcomer) => pool.connect(account).stake(account, STAKE);
  const unstake = () => pool.connect(newcomer).requestUnstake(STAKE / 10n);
  const claim = () => rewards.connect(newcomer).claim([token], newcomer);
  const pass = async (seconds: bigint) => {
    await networkHelpers.time.increase(seconds);
  };

  await shareFees(world);
  await stakeIn(builder);
  const harvestRewards = await gasOf(() => rewards.harvest(token));
  await pass(WEEK_SECONDS / 7n);
  const stakeFirst = await gasOf(() => stakeIn());
  const delegateReceipts = await gasOf(() => pool.connect(newcomer).delegate(newcomer));
  await pass(WEEK_SECONDS / 7n);
  const stake = await gasOf(() => stakeIn());
  await unstake();
  const unstakeSteady = await gasOf(unstake);
  await claim();
  await pass(WEEK_SECONDS / 7n);
  const claimRewards = await gasOf(claim);
  await pass(THAW_SECONDS);
  const withdrawStake = await gasOf(() => pool.connect(newcomer).withdraw(0n, newcomer));

  return {
    ...{ stakeFirst, stake, unstake: unstakeSteady, withdrawStake, harvestRewards, claimRewards },
    ...{ delegateReceipts },
    ...(await measureVote(world)),
    ...(await measureBacking(world)),
  };
}

/** Gives half of the protocol's fees to the stakers, and pays some. */
async function shareFees(world: World): Promise<void> {
  const { sahara, customer } = world;
  const { ledger, stakingRewards, token } = sahara;
  const { data } = await ledger.releaseUnits.populateTransaction(
    ...([PROTOCOL, stakingRewards, UNITS / 2n] as const),
  );
  await throughTimelock(world, ledger, data);
  await ledger.connect(customer).pay(PROTOCOL, token, FEES, ZeroHash);
}

/** A vote with tokens and receipts, that is not the first of its proposal. */
async function measureVote({ gasOf, networkHelpers, sahara, ...actors }: World): Promise<Gas> {
  const { governor, token } = sahara;
  const { customer, newcomer } = actors;
  await networkHelpers.mine();
  const proposal = [[await token.getAddress()], [0n], ["0x"], "Nothing"] as const;
  const [targets, values, calls, description] = proposal;
  await governor.connect(customer).propose([...targets], [...values], [...calls], description);
  const id = await governor.latestProposalOf(customer);
  await networkHelpers.time.increaseTo((await governor.proposalSnapshot(id)) + 1n);
  await governor.connect(customer).castVote(id, FOR);
  return { castVoteStaked: await gasOf(() => governor.connect(newcomer).castVote(id, FOR)) };
}

/** Stake behind an operator that others back, and that pays. */
async function measureBacking({ gasOf, networkHelpers, sahara, ...actors }: World): Promise<Gas> {
  const { operators } = sahara;
  const { builder, newcomer, owner } = actors;
  const backIt = (account = newcomer) => operators.connect(account).back(owner, STAKE);
  await operators.connect(owner).stake(owner, STAKE);
  await backIt(builder);
  const payBackers = await gasOf(() => operators.connect(owner).payBackers(FEES));
  await networkHelpers.time.increase(WEEK_SECONDS / 7n);
  const backOperatorFirst = await gasOf(() => backIt());
  const backOperator = await gasOf(() => backIt());
  const thaw = () => operators.connect(newcomer).thawBacking(owner, STAKE / 10n);
  await thaw();
  return { payBackers, backOperatorFirst, backOperator, thawBacking: await gasOf(thaw) };
}
