const DAY = 86_400n;
const LOCK_DAYS = 7n;
const THAW = 14n * DAY;
const ONE = 10n ** 18n;

type Lock = { day: bigint; amount: bigint };
type Account = { stake: bigint; thawing: bigint; thawEnd: bigint; locks: Lock[] };

/** Thrown where the contract reverts: the name of its error. */
export class OperatorRefusal extends Error {}

function check(truth: boolean, error: string): void {
  if (!truth) throw new OperatorRefusal(`OperatorRegistry_${error}`);
}

const smaller = (a: bigint, b: bigint) => (a < b ? a : b);

/**
 * What the registry of operators does, written down plainly: each lock is kept with its day and summed up anew each time.
 * Refuses by throwing, before anything changed.
 */
export function createOperatorModel(names: readonly string[], ratio: bigint) {
  const accounts = new Map<string, Account>(
    names.map((name) => [name, { stake: 0n, thawing: 0n, thawEnd: 0n, locks: [] }]),
  );
  const rewards = new Map<string, bigint>();
  const account = (name: string) => accounts.get(name)!;
  const rewardOf = (name: string) => rewards.get(name) ?? 0n;
  const credit = (name: string, amount: bigint) => rewards.set(name, rewardOf(name) + amount);

  const allLocked = (name: string, now: bigint) =>
    account(name)
      .locks.filter(({ day }) => day + LOCK_DAYS >= now / DAY)
      .reduce((sum, { amount }) => sum + amount, 0n);
  const lockedOf = (name: string, now: bigint) =>
    smaller(allLocked(name, now), account(name).stake);

  function capacityOf(name: string, now: bigint): bigint {
    const { stake, thawing } = account(name);
    const bound = thawing + allLocked(name, now);
    return bound >= stake ? 0n : ((stake - bound) * ONE) / ratio;
  }

  function stake(name: string, amount: bigint): void {
    check(amount !== 0n, "ZeroAmount");
    account(name).stake += amount;
  }

  function requestUnstake(name: string, amount: bigint, now: bigint): void {
    const operator = account(name);
    check(amount <= operator.stake, "NotStaked");
    if (amount > operator.thawing) operator.thawEnd = now + THAW;
    operator.thawing = amount;
  }

  function withdraw(name: string, now: bigint): void {
    const operator = account(name);
    check(operator.thawing !== 0n, "NothingThawing");
    check(now >= operator.thawEnd, "StillThawing");
    const amount = smaller(operator.thawing, operator.stake - lockedOf(name, now));
    operator.thawing -= amount;
    operator.stake -= amount;
  }

  function lock(name: string, revenue: bigint, now: bigint): void {
    check(revenue <= capacityOf(name, now), "OverCapacity");
    const amount = (revenue * ratio + ONE - 1n) / ONE;
    account(name).locks.push({ day: now / DAY, amount });
  }

  function slash(name: string, amount: bigint, rewardBps: bigint, reporter: string): void {
    const operator = account(name);
    const slashed = smaller(amount, operator.stake);
    const left = operator.stake - slashed;
    if (operator.stake !== 0n) operator.thawing = (operator.thawing * left) / operator.stake;
    operator.stake = left;
    const reward = (slashed * rewardBps) / 10_000n;
    credit(reporter, reward);
    credit("treasury", slashed - reward);
  }

  const withdrawReward = (name: string) => {
    rewards.delete(name);
  };

  /** All that the registry owes. */
  function owed(): bigint {
    const stakes = [...accounts.values()].map((operator) => operator.stake);
    return [...stakes, ...rewards.values()].reduce((sum, amount) => sum + amount, 0n);
  }

  const moves = { stake, requestUnstake, withdraw, lock, slash, withdrawReward };
  return { ...moves, account, lockedOf, capacityOf, rewardOf, owed };
}
