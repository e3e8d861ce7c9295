const DAY = 86_400n;
const THAW = 21n * DAY;
const DRIP = 7n * DAY;
const ONE = 10n ** 18n;
const BPS = 10_000n;
const SCALE = 2n ** 96n;
const MIN_RECEIPTS = 1_000n * ONE;

type Account = {
  receipts: bigint;
  delegate: string | undefined;
  thaws: { shares: bigint; end: bigint }[];
  debt: bigint;
};

/** Thrown where the contracts revert: the name of the error. */
export class StakingRefusal extends Error {}

function check(truth: boolean, error: string): void {
  if (!truth) throw new StakingRefusal(error);
}

const sum = (values: Iterable<bigint>) => [...values].reduce((total, value) => total + value, 0n);

/**
 * What the staking pool and its rewards in one currency do, written down plainly. `fees` are what came in for the stakers
 * and was not harvested. Refuses by throwing, before anything changed.
 */
export function createStakingModel(names: readonly string[]) {
  const accounts = new Map<string, Account>(
    names.map((name) => [name, { receipts: 0n, delegate: undefined, thaws: [], debt: 0n }]),
  );
  const account = (name: string) => accounts.get(name)!;
  let [rate, staked, deposited, withdrawn, slashed, nextSlash] = [ONE, 0n, 0n, 0n, 0n, 0n];
  let [fees, harvested, paid] = [0n, 0n, 0n];
  const drip = { left: 0n, last: 0n, end: 0n, perShare: 0n, rest: 0n };

  const supply = () => sum([...accounts.values()].map(({ receipts }) => receipts));
  const worth = (receipts: bigint) => (receipts * rate) / ONE;

  function accrue(now: bigint): void {
    if (drip.left === 0n) return;
    const [passed, lasts] = [now - drip.last, drip.end - drip.last];
    if (passed === 0n) return;
    drip.last = now;
    if (supply() < MIN_RECEIPTS) {
      drip.end += passed;
      return;
    }
    const due = passed < lasts ? (drip.left * passed) / lasts : drip.left;
    const scaled = due * SCALE + drip.rest;
    drip.left -= due;
    drip.perShare += scaled / supply();
    drip.rest = scaled % supply();
  }

  function move(from: string | undefined, to: string | undefined, receipts: bigint, now: bigint) {
    accrue(now);
    const moved = drip.perShare * receipts;
    if (from !== undefined) {
      account(from).receipts -= receipts;
      account(from).debt -= moved;
    }
    if (to !== undefined) {
      account(to).receipts += receipts;
      account(to).debt += moved;
    }
  }

  function stake(name: string, amount: bigint, now: bigint): void {
    check(amount !== 0n, "StakingPool_ZeroAmount");
    move(undefined, name, (amount * ONE) / rate, now);
    staked += amount;
    deposited += amount;
  }

  function transfer(from: string, to: string, receipts: bigint, now: bigint): void {
    check(receipts <= account(from).receipts, "ERC20InsufficientBalance");
    move(from, to, receipts, now);
  }

  function requestUnstake(name: string, receipts: bigint, now: bigint): void {
    check(receipts !== 0n, "StakingPool_ZeroAmount");
    check(receipts <= account(name).receipts, "ERC20InsufficientBalance");
    move(name, undefined, receipts, now);
    account(name).thaws.push({ shares: receipts, end: now + THAW });
  }

  function withdraw(name: string, id: number, now: bigint): void {
    const thaw = account(name).thaws[id] ?? { shares: 0n, end: 0n };
    check(thaw.shares !== 0n, "StakingPool_UnknownThaw");
    check(now >= thaw.end, "StakingPool_StillThawing");
    const amount = worth(thaw.shares);
    account(name).thaws[id] = { shares: 0n, end: 0n };
    staked -= amount;
    withdrawn += amount;
  }

  function slash(bps: bigint, now: bigint): void {
    check(now >= nextSlash, "StakingPool_SlashTooSoon");
    const newRate = (rate * (BPS - bps)) / BPS;
    check(newRate >= ONE / 100n, "StakingPool_RateTooLow");
    const amount = (staked * bps) / BPS;
    nextSlash = now + THAW;
    rate = newRate;
    staked -= amount;
    slashed += amount;
  }

  const delegate = (name: string, to: string) => {
    account(name).delegate = to;
  };
  const payFees = (amount: bigint) => {
    fees += amount;
  };

  function harvest(now: bigint): void {
    const before = { ...drip };
    accrue(now);
    if (drip.left !== 0n || fees === 0n) {
      const error = drip.left !== 0n ? "StillDripping" : "NothingToHarvest";
      Object.assign(drip, before);
      throw new StakingRefusal(`StakingRewards_${error}`);
    }
    harvested += fees;
    Object.assign(drip, { left: fees, last: now, end: now + DRIP });
    fees = 0n;
  }

  /** What an account is owed if no time passes. */
  const owed = (name: string) =>
    (drip.perShare * account(name).receipts - account(name).debt) / SCALE;

  function claim(name: string, now: bigint): void {
    accrue(now);
    const amount = owed(name);
    account(name).debt += amount * SCALE;
    paid += amount;
  }

  const votesOf = (name: string) =>
    worth(
      sum(
        [...accounts.values()]
          .filter((one) => one.delegate === name)
          .map(({ receipts }) => receipts),
      ),
    );
  const totals = () => ({ rate, staked, deposited, withdrawn, slashed, harvested, paid, fees });
  /** Worth of all receipts and all that thaws, each rounded down. */
  const allOwed = () =>
    sum(
      [...accounts.values()].flatMap(({ receipts, thaws }) => [
        worth(receipts),
        ...thaws.map(({ shares }) => worth(shares)),
      ]),
    );

  const moves = { stake, transfer, requestUnstake, withdraw, slash, delegate };
  return {
    ...moves,
    ...{ payFees, harvest, claim, account, accrue, owed, votesOf, totals, allOwed },
    drip,
  };
}
