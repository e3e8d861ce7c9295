import { Sums } from "../helpers/sums.ts";
import { STATE } from "./deployJobs.ts";

const BPS = 10_000n;
const RULING_PERIOD = 14n * 86_400n;
export const NOBODY = "0x0000000000000000000000000000000000000000";

/** One job as the model keeps it, under the names of the contract. */
export type JobModel = {
  state: bigint;
  kind: bigint;
  race: boolean;
  client: string;
  operator: string;
  token: string;
  assetId: bigint;
  assetBps: bigint;
  feeBps: bigint;
  funded: bigint;
  amount: bigint;
  deliverBy: bigint;
  reviewPeriod: bigint;
  deliveredAt: bigint;
  resultRoot: string;
  disputedAt: bigint;
  bond: bigint;
};

export type Posting = Pick<
  JobModel,
  "kind" | "race" | "operator" | "token" | "assetId" | "assetBps" | "deliverBy" | "reviewPeriod"
> & { reward: bigint };

/** The model's word for a revert. */
export class JobRefusal extends Error {
  override readonly name = "JobRefusal";

  constructor(
    readonly refuser: "board" | "ledger",
    readonly error: string,
    readonly values: readonly unknown[],
  ) {
    super(`${error}(${values.join(", ")})`);
  }
}

function requireThat(met: boolean, error: string, ...values: unknown[]): asserts met {
  if (!met) throw new JobRefusal("board", `JobBoard_${error}`, values);
}

const NO_JOB: JobModel = {
  ...{ state: STATE.none, kind: 0n, race: false, client: NOBODY, operator: NOBODY, token: NOBODY },
  ...{ assetId: 0n, assetBps: 0n, feeBps: 0n, funded: 0n, amount: 0n, deliverBy: 0n },
  ...{ reviewPeriod: 0n, deliveredAt: 0n, disputedAt: 0n, bond: 0n },
  resultRoot: `0x${"00".repeat(32)}`,
};

/**
 * The board as its requirements say it. Every method checks before it changes anything, throws JobRefusal where the
 * contract reverts, and is told the time of its block.
 */
export class BoardModel {
  readonly jobs: JobModel[] = [];
  readonly credits = new Sums();
  readonly revenue = new Sums();
  /** What the ledger was passed and credited, by asset and token. */
  readonly accrued = new Sums();
  /** All that ever came in and went out, by "board" and token. */
  readonly received = new Sums();
  readonly paidOut = new Sums();
  readonly committed = new Map<string, bigint>();
  readonly frozen = new Set<bigint>();
  feeBps = 0n;

  /** @param transferFees What a token takes of a transfer, in basis points. */
  constructor(
    readonly operators: ReadonlySet<string>,
    readonly transferFees: ReadonlyMap<string, bigint>,
  ) {}

  jobOf(jobId: bigint): JobModel {
    return this.jobs[Number(jobId) - 1] ?? { ...NO_JOB };
  }

  arrived(token: string, amount: bigint): bigint {
    return amount - (amount * (this.transferFees.get(token) ?? 0n)) / BPS;
  }

  /** What the board holds of a token. */
  balanceOf(token: string): bigint {
    return this.received.get("board", token) - this.paidOut.get("board", token);
  }

  /** What jobs that are not closed still have, their bonds included. */
  heldFor(token: string): bigint {
    const open = this.jobs.filter((job) => job.token === token && job.state !== STATE.closed);
    return open.reduce((sum, { funded, bond }) => sum + funded + bond, 0n);
  }

  /* POSTING AND DOING */

  post(now: bigint, client: string, { reward, ...posting }: Posting, assigned: boolean): void {
    if (assigned) this.#requireActive(posting.operator);
    requireThat(now < posting.deliverBy, "TooLate", posting.deliverBy);
    const funded = this.#receive(posting.token, reward);
    const state = assigned ? STATE.taken : STATE.open;
    this.jobs.push({ ...NO_JOB, ...posting, client, funded, state, feeBps: this.feeBps });
  }

  take(now: bigint, jobId: bigint, caller: string): void {
    const job = this.jobOf(jobId);
    const kept = job.operator !== NOBODY && job.operator !== caller;
    requireThat(!kept, "NotOperator", jobId, caller);
    this.#give(now, jobId, caller);
  }

  assign(now: bigint, jobId: bigint, caller: string, operator: string): void {
    this.#requireClient(jobId, caller);
    this.#give(now, jobId, operator);
  }

  commit(now: bigint, digest: string): void {
    if (!this.committed.has(digest)) this.committed.set(digest, now);
  }

  deliver(
    now: bigint,
    jobId: bigint,
    operator: string,
    delivery: { digest: string; resultRoot: string; amount: bigint },
  ): void {
    const job = this.jobOf(jobId);
    requireThat(
      job.state === (job.race ? STATE.open : STATE.taken),
      "WrongState",
      jobId,
      job.state,
    );
    if (job.race) {
      this.#requireActive(operator);
      const time = this.committed.get(delivery.digest) ?? now;
      requireThat(time < now, "NotCommitted", delivery.digest);
    } else {
      requireThat(job.operator === operator, "NotOperator", jobId, operator);
    }
    requireThat(now <= job.deliverBy, "TooLate", job.deliverBy);
    const { amount, resultRoot } = delivery;
    requireThat(amount <= job.funded, "AmountAboveFunded", amount, job.funded);
    Object.assign(job, { state: STATE.delivered, operator, amount, resultRoot, deliveredAt: now });
  }

  /* ENDING */

  cancel(_now: bigint, jobId: bigint, caller: string): void {
    this.#requireClient(jobId, caller);
    this.#requireState(jobId, STATE.open);
    this.#close(jobId, 0n);
  }

  concede(_now: bigint, jobId: bigint, caller: string): void {
    this.#requireState(jobId, STATE.taken, STATE.delivered, STATE.disputed);
    const { operator, client } = this.jobOf(jobId);
    requireThat(operator === caller, "NotOperator", jobId, caller);
    this.#close(jobId, 0n, client);
  }

  accept(_now: bigint, jobId: bigint, caller: string): void {
    this.#requireClient(jobId, caller);
    this.#requireState(jobId, STATE.delivered, STATE.disputed);
    this.#close(jobId, this.jobOf(jobId).amount, caller);
  }

  acceptSilent(now: bigint, jobId: bigint): void {
    this.#requireState(jobId, STATE.delivered);
    const { deliveredAt, reviewPeriod, amount } = this.jobOf(jobId);
    requireThat(now > deliveredAt + reviewPeriod, "TooEarly", deliveredAt + reviewPeriod);
    this.#close(jobId, amount);
  }

  timeOut(now: bigint, jobId: bigint): void {
    this.#requireState(jobId, STATE.open, STATE.taken);
    const { deliverBy } = this.jobOf(jobId);
    requireThat(now > deliverBy, "TooEarly", deliverBy);
    this.#close(jobId, 0n);
  }

  dispute(now: bigint, jobId: bigint, caller: string): void {
    this.#requireClient(jobId, caller);
    this.#requireState(jobId, STATE.delivered);
    const job = this.jobOf(jobId);
    const end = job.deliveredAt + job.reviewPeriod;
    requireThat(now <= end, "TooLate", end);
    requireThat(job.amount !== 0n, "NothingAtStake", jobId);
    const bond = this.#receive(job.token, (job.amount + 9n) / 10n);
    Object.assign(job, { state: STATE.disputed, bond, disputedAt: now });
  }

  rule(now: bigint, jobId: bigint, operatorBps: bigint, forfeitBond: boolean): void {
    this.#requireState(jobId, STATE.disputed);
    const { amount, disputedAt, operator, client } = this.jobOf(jobId);
    requireThat(now <= disputedAt + RULING_PERIOD, "TooLate", disputedAt + RULING_PERIOD);
    this.#close(jobId, (amount * operatorBps) / BPS, forfeitBond ? operator : client);
  }

  lapse(now: bigint, jobId: bigint): void {
    this.#requireState(jobId, STATE.disputed);
    const { amount, bond, disputedAt, client, operator, token } = this.jobOf(jobId);
    requireThat(now > disputedAt + RULING_PERIOD, "TooEarly", disputedAt + RULING_PERIOD);
    this.credits.add(bond / 2n, operator, token);
    this.#close(jobId, amount / 2n, client, bond - bond / 2n);
  }

  /* MONEY OUT */

  withdraw(account: string, token: string): void {
    const amount = this.credits.get(account, token);
    this.credits.add(-amount, account, token);
    this.paidOut.add(amount, "board", token);
  }

  passRevenue(assetId: bigint, token: string): void {
    const amount = this.revenue.get(assetId, token);
    if (amount === 0n) return;
    if (this.frozen.has(assetId)) throw new JobRefusal("ledger", "RevenueLedger_Frozen", [assetId]);
    const credited = this.arrived(token, amount);
    if (credited === 0n) {
      throw new JobRefusal("ledger", "RevenueLedger_ZeroAmount", [assetId, token]);
    }
    this.revenue.add(-amount, assetId, token);
    this.paidOut.add(amount, "board", token);
    this.accrued.add(credited, assetId, token);
  }

  /* STEP BY STEP */

  #receive(token: string, amount: bigint): bigint {
    const received = this.arrived(token, amount);
    requireThat(received !== 0n, "NothingFunded", token);
    this.received.add(received, "board", token);
    return received;
  }

  #give(now: bigint, jobId: bigint, operator: string): void {
    this.#requireState(jobId, STATE.open);
    const job = this.jobOf(jobId);
    requireThat(!job.race, "IsRace", jobId);
    requireThat(now <= job.deliverBy, "TooLate", job.deliverBy);
    this.#requireActive(operator);
    Object.assign(job, { state: STATE.taken, operator });
  }

  #close(jobId: bigint, paid: bigint, bondTo = NOBODY, bond = this.jobOf(jobId).bond): void {
    const job = this.jobOf(jobId);
    const { token } = job;
    const fee = (paid * job.feeBps) / BPS;
    const toAsset = ((paid - fee) * job.assetBps) / BPS;
    job.state = STATE.closed;
    this.revenue.add(fee, 0n, token);
    this.revenue.add(toAsset, job.assetId, token);
    this.credits.add(paid - fee - toAsset, job.operator, token);
    this.credits.add(job.funded - paid, job.client, token);
    this.credits.add(bond, bondTo, token);
  }

  #requireActive(operator: string): void {
    requireThat(this.operators.has(operator), "OperatorNotActive", operator);
  }

  #requireClient(jobId: bigint, caller: string): void {
    requireThat(this.jobOf(jobId).client === caller, "NotClient", jobId, caller);
  }

  #requireState(jobId: bigint, ...wanted: bigint[]): void {
    const { state } = this.jobOf(jobId);
    requireThat(wanted.includes(state), "WrongState", jobId, state);
  }
}
