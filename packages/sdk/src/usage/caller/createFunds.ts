import { BudgetExceededError } from "../../errors/callErrors.ts";
import type { AccountTerms } from "../structs.ts";
import type { CallerChain } from "./CallerChain.ts";
import { createMutex } from "./createMutex.ts";
import type { CallerLane, CallerLaneBook } from "./openLaneBook.ts";

/** What a caller may bring to accounts, in one token. */
export type Budget = {
  token: string;
  /** Most that is deposited in all, over all accounts and for as long as the store lives. */
  limit: bigint;
  /** How much at a time, if the budget has it; more when a call needs more. */
  topUp: bigint;
};

export type Funds = ReturnType<typeof createFunds>;

type FundsDeps = { chain: CallerChain; book: CallerLaneBook; budget: Budget };

/** Keeps each account's balance above all that its lanes promised, within the budget. */
export function createFunds({ chain, book, budget }: FundsDeps) {
  const exclusive = createMutex();
  /** What of each account is promised to nobody. */
  const free = new Map<string, bigint>();

  async function measure(accountId: string): Promise<bigint> {
    const { balance, thawing, epoch } = await chain.account(accountId);
    const lanes = book.all().filter(({ place }) => place.accountId === accountId);
    // Vouchers of an earlier epoch are void.
    const live = lanes.filter(({ place }) => place.epoch === epoch);
    const open = await Promise.all(
      live.map(async ({ place, promised }) => promised - (await chain.redeemed(place))),
    );
    return open.reduce((left, promised) => left - promised, balance - thawing);
  }

  async function topUp(terms: AccountTerms, accountId: string, missing: bigint): Promise<void> {
    const { token, limit } = budget;
    const left = limit - book.deposited();
    if (missing > left) throw new BudgetExceededError(token, limit, book.deposited(), missing);
    const wished = missing > budget.topUp ? missing : budget.topUp;
    const amount = wished < left ? wished : left;
    // Stored first: a crash in between may waste budget, but never passes it.
    await book.write({ kind: "deposit", accountId, token, amount });
    await chain.deposit(terms, amount);
    free.set(accountId, await measure(accountId));
  }

  return {
    /**
     * Makes sure that the account covers `maxCumulative` of a lane beside all other promises, and reserves it.
     *
     * @param force Whether to look at the chain again, since somebody says that the money is not there.
     * @throws {BudgetExceededError}
     */
    async reserve(lane: CallerLane, maxCumulative: bigint, force = false): Promise<void> {
      const { accountId } = lane.place;
      await exclusive(budget.token, async () => {
        const more = maxCumulative > lane.promised ? maxCumulative - lane.promised : 0n;
        if (force || !free.has(accountId)) free.set(accountId, await measure(accountId));
        const missing = more - (free.get(accountId) ?? 0n);
        if (missing > 0n) await topUp(lane.account, accountId, missing);
        free.set(accountId, (free.get(accountId) ?? 0n) - more);
        lane.promised += more;
      });
    },
  };
}
