const DAY = 86_400n;
const LOCK_DAYS = 7n;
const THAW = 14n * DAY;
const BACKING_THAW = 12n * DAY;
const ONE = 10n ** 18n;

type Lock = { day: bigint; amount: bigint };
type Thaw = { shares: bigint; end: bigint };
/** `own` is what the operator staked itself, the thawing part included. */
type Account = {
  own: bigint;
  thawing: bigint;
  thawEnd: bigint;
  locks: Lock[];
  backing: bigint;
  releasing: bigint;
  lost: bigint;
  /** Of its one backer. */
  shares: bigint;
  thaws: Thaw[];
};

/** Thrown where the contract reverts: the name of its error. */
export class OperatorRefusal extends Error {}

function check(truth: boolean, error: string, part = "Registry"): void {
  if (!truth) throw new OperatorRefusal(`Operator${part}_${error}`);
}

const smaller = (a: bigint, b: bigint) => (a < b ? a : b);

/**
 * What the registry of operators does, written down plainly: each lock is kept with its day and summed up anew each time.
 * Refuses by throwing, before anything changed.
 */
export function createOperatorModel(names: readonly string[], ratio: bigint) {
  const accounts = new Map<string, Account>(
    names.map((name) => [
      name,
      {
        ...{ own: 0n, thawing: 0n, thawEnd: 0n, locks: [] },
        ...{ backing: 0n, releasing: 0n, lost: 0n, shares: 0n, thaws: [] },
      },
    ]),
  );
  const rewards = new Map<string, bigint>();
  const account = (name: string) => accounts.get(name)!;
  const rewardOf = (name: string) => rewards.get(name) ?? 0n;
  const credit = (name: string, amount: bigint) => rewards.set(name, rewardOf(name) + amount);

  const allLocked = (name: string, now: bigint) =>
    account(name)
      .locks.filter(({ day }) => day + LOCK_DAYS >= now / DAY)
      .reduce((sum, { amount }) => sum + amount, 0n);
  function totalOf(name: string): bigint {
    const { own, backing, releasing } = account(name);
    return own + backing + releasing;
  }
  const lockedOf = (name: string, now: bigint) => smaller(allLocked(name, now), totalOf(name));

  function capacityOf(name: string, now: bigint): bigint {
    const { own, thawing, backing } = account(name);
    const [standing, bound] = [own - thawing + backing, allLocked(name, now)];
    return bound >= standing ? 0n : ((standing - bound) * ONE) / ratio;
  }

  function roomOf(name: string): bigint {
    const { own, thawing, backing } = account(name);
    const most = (own - thawing) * 10n;
    return most > backing ? most - backing : 0n;
  }
  const worth = (name: string, shares: bigint) => (shares * (ONE - account(name).lost)) / ONE;

  function stake(name: string, amount: bigint): void {
    check(amount !== 0n, "ZeroAmount");
    account(name).own += amount;
  }

  function back(name: string, amount: bigint): void {
    const operator = account(name);
    check(amount !== 0n, "ZeroAmount", "Backing");
    check(amount <= roomOf(name), "TooMuch", "Backing");
    const rate = ONE - operator.lost;
    check(rate >= ONE / 100n, "Ruined", "Backing");
    operator.shares += (amount * ONE) / rate;
    operator.backing += amount;
  }

  function thawBacking(name: string, shares: bigint, now: bigint): void {
    const operator = account(name);
    check(shares !== 0n, "ZeroAmount", "Backing");
    check(shares <= operator.shares, "NotBacked", "Backing");
    const amount = smaller(worth(name, shares), operator.backing);
    operator.shares -= shares;
    operator.backing -= amount;
    operator.releasing += amount;
    operator.thaws.push({ shares, end: now + BACKING_THAW });
  }

  function withdrawBacking(name: string, id: number, now: bigint): void {
    const operator = account(name);
    const thaw = operator.thaws[id] ?? { shares: 0n, end: 0n };
    check(thaw.shares !== 0n, "UnknownThaw", "Backing");
    check(now >= thaw.end, "StillThawing", "Backing");
    operator.releasing -= smaller(worth(name, thaw.shares), operator.releasing);
    operator.thaws[id] = { shares: 0n, end: 0n };
  }

  function requestUnstake(name: string, amount: bigint, now: bigint): void {
    const operator = account(name);
    check(amount <= operator.own, "NotStaked");
    if (amount > operator.thawing) operator.thawEnd = now + THAW;
    operator.thawing = amount;
  }

  function withdraw(name: string, now: bigint): void {
    const operator = account(name);
    check(operator.thawing !== 0n, "NothingThawing");
    check(now >= operator.thawEnd, "StillThawing");
    const [left, locked] = [operator.own + operator.backing, allLocked(name, now)];
    const amount = smaller(operator.thawing, left > locked ? left - locked : 0n);
    operator.thawing -= amount;
    operator.own -= amount;
  }

  function lock(name: string, revenue: bigint, now: bigint): void {
    check(revenue <= capacityOf(name, now), "OverCapacity");
    const amount = (revenue * ratio + ONE - 1n) / ONE;
    account(name).locks.push({ day: now / DAY, amount });
  }

  function slash(name: string, amount: bigint, rewardBps: bigint, reporter: string): void {
    const operator = account(name);
    const [total, own] = [totalOf(name), operator.own];
    const slashed = smaller(amount, total);
    const left = total - slashed;
    const leftOf = (part: bigint) => (total === 0n ? 0n : (part * left) / total);
    if (operator.backing + operator.releasing !== 0n) {
      operator.lost = ONE - leftOf(ONE - operator.lost);
    }
    operator.thawing = leftOf(operator.thawing);
    operator.backing = leftOf(operator.backing);
    operator.releasing = leftOf(operator.releasing);
    operator.own = left - operator.backing - operator.releasing;
    const ownLoss = own > operator.own ? own - operator.own : 0n;
    const reward = (ownLoss * rewardBps) / 10_000n;
    credit(reporter, reward);
    credit("treasury", slashed - reward);
  }

  const withdrawReward = (name: string) => {
    rewards.delete(name);
  };

  /** All that the registry owes. */
  function owed(): bigint {
    const stakes = [...accounts.keys()].map(totalOf);
    return [...stakes, ...rewards.values()].reduce((sum, amount) => sum + amount, 0n);
  }

  const moves = { stake, requestUnstake, withdraw, lock, slash, withdrawReward };
  const backers = { back, thawBacking, withdrawBacking };
  return { ...moves, ...backers, account, totalOf, lockedOf, capacityOf, roomOf, rewardOf, owed };
}
