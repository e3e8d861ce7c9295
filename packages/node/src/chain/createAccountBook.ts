import { type AccountTerms, createMutex } from "@sahara/sdk";
import type { Log, Provider } from "ethers";

import type { Logger } from "../log/createLogger.ts";
import type { AccountView, SessionView } from "../payments/checkVoucher.ts";
import type { Store } from "../store/Store.ts";
import { readLogs } from "./readLogs.ts";
import type { UsageContracts } from "./UsageContracts.ts";

type Meter = UsageContracts["meter"];

export type AccountBookDeps = {
  readonly meter: Meter;
  readonly provider: Provider;
  readonly store: Store;
  /** In lower case. */
  readonly operator: string;
  readonly fromBlock: number;
  readonly blockRange: number;
  /** Blocks that the newest one has to be past before a deposit counts. */
  readonly confirmations: number;
  readonly log: Logger;
};

export type AccountBook = ReturnType<typeof createAccountBook>;

/** An account as the chain had it at a block, and what this node adds. */
type Entry = {
  terms: AccountTerms;
  epoch: number;
  /** What is there and not thawing. */
  free: bigint;
  /** What the lanes of the epoch have paid on chain. */
  settled: bigint;
  /** What they came to by the receipts. */
  charged: bigint;
  /** Prices of the calls that are running. */
  reserved: bigint;
  sessions: Map<string, { cap: bigint; spent: bigint; endsAt: number }>;
};

/** Refreshing on demand happens no more often than this, whatever comes in. */
const MIN_REFRESH_MS = 1_000;

/**
 * What the chain says of the operator's payer accounts, followed by its logs: no call asks the chain, and an account
 * that nobody filled costs nothing.
 */
export function createAccountBook(deps: AccountBookDeps) {
  const { meter, provider, store, operator, fromBlock, blockRange, confirmations, log } = deps;
  const known = new Map<string, AccountTerms>();
  const entries = new Map<string, Entry>();
  const loading = new Map<string, Promise<Entry | undefined>>();
  // Reading an account and applying logs take turns: what is read is as of `head`, and misses no log after it.
  const exclusive = createMutex();
  let head = fromBlock - 1;
  let following: Promise<void> | undefined;
  let refreshing: Promise<boolean> | undefined;
  let refreshedAt = 0;
  let chainTime = 0;

  async function follow(): Promise<void> {
    const latest = (await provider.getBlockNumber()) - confirmations;
    if (latest <= head) return;
    const block = await provider.getBlock(latest);
    const address = await meter.getAddress();
    const range = { fromBlock: head + 1, toBlock: latest };
    const logs = await readLogs(provider, { address, ...range, blockRange });
    const touched = new Set(logs.flatMap(apply));
    await Promise.all([...touched].map((id) => update(id, logs, latest)));
    head = latest;
    chainTime = block?.timestamp ?? chainTime;
  }

  /** Learns of new accounts, and returns which accounts a log is about. */
  function apply(entry: Log): string[] {
    const parsed = meter.interface.parseLog(entry);
    if (parsed === null) return [];
    if (parsed.name === "Deposited" && sameAddress(parsed.args.operator, operator)) {
      known.set(String(parsed.args.accountId), readTerms(parsed.args.terms as TermsTuple));
    }
    return parsed.fragment.inputs.some(({ name }) => name === "accountId")
      ? [String(parsed.args.accountId)]
      : [];
  }

  /** Brings an account that is in use up to a block. */
  async function update(accountId: string, logs: readonly Log[], block: number): Promise<void> {
    const entry = entries.get(accountId);
    if (entry === undefined) return;
    const account = await meter.accountOf(accountId, { blockTag: block });
    if (Number(account.epoch) !== entry.epoch) {
      entries.delete(accountId);
      return;
    }
    entry.free = account.balance - account.thawing;
    entry.settled += settledBy(logs, accountId, entry.epoch);
    const keys = new Set([...entry.sessions.keys(), ...sessionKeysIn(logs, accountId)]);
    entry.sessions = await readSessions(accountId, [...keys], block);
  }

  function settledBy(logs: readonly Log[], accountId: string, epoch: number): bigint {
    return logs
      .map((entry) => meter.interface.parseLog(entry))
      .filter((parsed) => parsed?.name === "UsageSettled" && parsed.args.accountId === accountId)
      .filter((parsed) => Number(parsed?.args.epoch) === epoch)
      .reduce((sum, parsed) => sum + BigInt(String(parsed?.args.amount)), 0n);
  }

  function sessionKeysIn(logs: readonly Log[], accountId: string): string[] {
    return logs
      .map((entry) => meter.interface.parseLog(entry))
      .filter((parsed) => parsed?.name === "SessionOpened" && parsed.args.accountId === accountId)
      .map((parsed) => String(parsed?.args.key).toLowerCase());
  }

  async function readSessions(accountId: string, keys: readonly string[], blockTag: number) {
    const sessions = await Promise.all(
      keys.map(async (key) => {
        const { cap, spent, endsAt } = await meter.sessionOf(accountId, key, { blockTag });
        return [key, { cap, spent, endsAt: Number(endsAt) }] as const;
      }),
    );
    return new Map(sessions);
  }

  async function load(accountId: string): Promise<Entry | undefined> {
    const terms = known.get(accountId);
    if (terms === undefined) return undefined;
    const block = head;
    const { balance, thawing, epoch } = await meter.accountOf(accountId, { blockTag: block });
    const lanes = await store.lanesOf(accountId, Number(epoch));
    const paid = await Promise.all(
      lanes.map(({ offerId, lane }) =>
        meter.laneOf(accountId, offerId, lane, epoch, { blockTag: block }),
      ),
    );
    const address = await meter.getAddress();
    const topics = [meter.interface.getEvent("SessionOpened").topicHash, accountId];
    const opened = await readLogs(provider, {
      ...{ address, topics, fromBlock, toBlock: block, blockRange },
    });
    const entry: Entry = {
      terms,
      epoch: Number(epoch),
      free: balance - thawing,
      settled: paid.reduce((sum, { redeemed }) => sum + redeemed, 0n),
      charged: await store.charged(accountId, Number(epoch)),
      reserved: 0n,
      sessions: await readSessions(accountId, sessionKeysIn(opened, accountId), block),
    };
    entries.set(accountId, entry);
    return entry;
  }

  async function entryOf(accountId: string): Promise<Entry | undefined> {
    const entry = entries.get(accountId);
    if (entry !== undefined) return entry;
    if (!known.has(accountId)) return undefined;
    let pending = loading.get(accountId);
    if (pending === undefined) {
      pending = exclusive("", () => load(accountId));
      loading.set(accountId, pending);
      void pending.finally(() => loading.delete(accountId)).catch(() => undefined);
    }
    return await pending;
  }

  function followOnce(): Promise<void> {
    following ??= exclusive("", follow).finally(() => {
      following = undefined;
    });
    return following;
  }

  async function followAgain(): Promise<boolean> {
    refreshedAt = Date.now();
    try {
      // One that is under way may have asked for the newest block before it was there.
      await following;
      await followOnce();
      return true;
    } catch (error) {
      log.warn("chain.unreachable", { error });
      return false;
    }
  }

  return {
    /** Applies what happened on chain since the last time. */
    follow: followOnce,

    /** Follows the chain now, once for all who ask meanwhile; false if that was done a moment ago. */
    async refresh(): Promise<boolean> {
      if (refreshing !== undefined) return await refreshing;
      if (Date.now() - refreshedAt < MIN_REFRESH_MS) return false;
      refreshing = followAgain().finally(() => {
        refreshing = undefined;
      });
      return await refreshing;
    },

    /** The account as of now; undefined if nobody ever filled it for this operator. */
    async view(accountId: string): Promise<AccountView | undefined> {
      const entry = entries.get(accountId) ?? (await entryOf(accountId));
      return entry && toView(entry);
    },

    /** Sets money aside for a call that runs. The returned function gives it back. */
    reserve(accountId: string, amount: bigint): () => void {
      const entry = entries.get(accountId);
      if (entry === undefined) return () => undefined;
      entry.reserved += amount;
      return () => {
        entry.reserved -= amount;
      };
    },

    /** Counts a call that is stored. */
    charge(accountId: string, amount: bigint): void {
      const entry = entries.get(accountId);
      if (entry !== undefined) entry.charged += amount;
    },

    /** Reads what other nodes have charged. */
    async reload(accountId: string): Promise<void> {
      const entry = entries.get(accountId);
      if (entry !== undefined) entry.charged = await store.charged(accountId, entry.epoch);
    },

    /** Time of the newest block that was followed. */
    chainTime: (): number => chainTime,
    head: (): number => head,
  };
}

function toView({ terms, epoch, free, settled, charged, reserved, sessions }: Entry): AccountView {
  const outstanding = charged + reserved - settled;
  return {
    terms,
    epoch,
    limit: free + settled,
    charged: charged + reserved,
    sessions:
      sessions.size === 0
        ? NO_SESSIONS
        : new Map(
            // All that is outstanding counts against each key, whoever signed for it.
            [...sessions].map(([key, { cap, spent, endsAt }]) => [
              key,
              { left: cap - spent - outstanding, endsAt },
            ]),
          ),
  };
}

const NO_SESSIONS: ReadonlyMap<string, SessionView> = new Map();

type TermsTuple = {
  payer: string;
  operator: string;
  token: string;
  withdrawDelay: bigint;
  salt: string;
};

function readTerms({ payer, operator, token, withdrawDelay, salt }: TermsTuple): AccountTerms {
  return {
    payer: payer.toLowerCase(),
    operator: operator.toLowerCase(),
    token: token.toLowerCase(),
    withdrawDelay: Number(withdrawDelay),
    salt,
  };
}

function sameAddress(a: unknown, b: string): boolean {
  return String(a).toLowerCase() === b;
}
