import { ZeroAddress } from "ethers";

import { mapLimited } from "../chain/mapLimited.ts";
import { accountOf, type Clients } from "../clients.ts";
import { type Address, parseAddress } from "../values/address.ts";

export type GetStakingParameters = {
  /** Defaults to the signer. */
  account?: Address | undefined;
};

/** Stake on its way out. */
export type Thaw = {
  id: bigint;
  /** What it is worth now, in base units of SAHARA. A slash lowers it. */
  worth: bigint;
  /** Unix time from which it may be withdrawn. */
  end: bigint;
};

/** What an account has in the pool of staked SAHARA. Amounts are base units. */
export type Staking = {
  account: Address;
  receipts: bigint;
  /** What they are worth in SAHARA. */
  worth: bigint;
  /** What it votes with, delegated by itself or by others. */
  votes: bigint;
  /** Who votes with its receipts; undefined when nobody does. */
  delegate: Address | undefined;
  /** All that was not withdrawn. */
  thaws: Thaw[];
  /** What it could claim now in each currency. */
  rewards: { token: Address; claimable: bigint }[];
  /** Of the whole pool: SAHARA in it, and what 1e18 receipts are worth. */
  pool: { staked: bigint; rate: bigint };
};

/** Reads what an account has staked in the pool, what thaws of it and what it has earned. */
export async function getStaking(
  clients: Clients,
  parameters: GetStakingParameters = {},
): Promise<Staking> {
  const account = parseAddress(await accountOf(clients, parameters.account), "account");
  const { stakingPool: pool, stakingRewards } = clients.contracts;
  const [receipts, worth, votes, delegate, staked, rate, tokens] = await Promise.all([
    pool.balanceOf(account),
    pool.stakeOf(account),
    pool.getVotes(account),
    pool.delegates(account),
    pool.staked(),
    pool.rate(),
    stakingRewards.currencies(),
  ]);
  return {
    ...{ account, receipts, worth, votes },
    delegate: delegate === ZeroAddress ? undefined : delegate,
    thaws: await readThaws(clients, account, rate),
    rewards: await mapLimited(tokens, async (token) => ({
      token,
      claimable: await stakingRewards.claimable(account, token),
    })),
    pool: { staked, rate },
  };
}

async function readThaws(
  { contracts: { stakingPool } }: Pick<Clients, "contracts">,
  account: Address,
  rate: bigint,
): Promise<Thaw[]> {
  const count = await stakingPool.thawCountOf(account);
  const ids = Array.from({ length: Number(count) }, (_, id) => BigInt(id));
  const thaws = await mapLimited(ids, async (id) => {
    const { shares, end } = await stakingPool.thawOf(account, id);
    return { id, shares, end };
  });
  return thaws
    .filter(({ shares }) => shares > 0n)
    .map(({ id, shares, end }) => ({ id, worth: worthOf(shares, rate), end }));
}

/** What shares are worth at a rate, rounded down as the contracts do. */
export const worthOf = (shares: bigint, rate: bigint): bigint => (shares * rate) / 10n ** 18n;
