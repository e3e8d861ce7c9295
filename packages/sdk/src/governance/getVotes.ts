import { ZeroAddress } from "ethers";

import { accountOf, type Clients } from "../clients.ts";
import { type Address, parseAddress } from "../values/address.ts";

export type GetVotesParameters = {
  /** Defaults to the signer. */
  account?: Address | undefined;
};

/** What an account can vote with now, in base units of SAHARA. */
export type Votes = {
  /** Of tokens and of staked ones. */
  votes: bigint;
  /** What it holds unstaked, whoever votes with it. */
  balance: bigint;
  /** Who votes with what it holds; undefined when nobody does. */
  delegate: Address | undefined;
};

/** Reads an account's votes. */
export async function getVotes(
  clients: Clients,
  { account }: GetVotesParameters = {},
): Promise<Votes> {
  const holder = parseAddress(await accountOf(clients, account), "account");
  const { token, stakingPool } = clients.contracts;
  const [votes, staked, balance, delegate] = await Promise.all([
    token.getVotes(holder),
    stakingPool.getVotes(holder),
    token.balanceOf(holder),
    token.delegates(holder),
  ]);
  return {
    ...{ votes: votes + staked, balance },
    delegate: delegate === ZeroAddress ? undefined : delegate,
  };
}
