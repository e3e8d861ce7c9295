import { BOND, DAY, KIND, REMEDY_PERIOD, RULING_PERIOD, STAGE, VERDICT } from "./deployCourt.ts";

type Party = string;
type ModelClaim = {
  claimant: Party;
  respondent: Party | undefined;
  assetId: bigint;
  kind: bigint;
  units: bigint;
  stage: bigint;
  deadline: bigint;
  awarded: boolean;
};
type Pool = { collected: bigint; entered: bigint };
type Entry = { claimId: bigint; holder: Party; open: boolean };

const PENDING: readonly bigint[] = [STAGE.answered, STAGE.heard];
const HOLDING: readonly bigint[] = [STAGE.heard, STAGE.upheld];
const HALF = BOND / 2n;

/**
 * What the court keeps, in plain numbers. Each step says whether it is allowed, and if so does it; every licence costs
 * `price` of one currency.
 */
export function createCourtModel({ treasury, price }: { treasury: Party; price: bigint }) {
  const claims = new Map<bigint, ModelClaim>();
  const credits = new Map<Party, bigint>();
  const pools = new Map<bigint, Pool>();
  const entries = new Map<bigint, Entry>();

  const credit = (party: Party, amount: bigint) =>
    credits.set(party, (credits.get(party) ?? 0n) + amount);
  const poolOf = (claimId: bigint) => pools.get(claimId) ?? { collected: 0n, entered: 0n };
  const claimOf = (claimId: bigint) => claims.get(claimId);
  const endOf = ({ stage, deadline }: ModelClaim) =>
    stage === STAGE.filed ? deadline + RULING_PERIOD : deadline;
  const movesUnits = ({ kind }: ModelClaim) => kind === KIND.stolen || kind === KIND.infringing;

  /** Runs `step` on a claim if `allowed` says so. */
  const on = (
    claimId: bigint,
    allowed: (c: ModelClaim) => boolean,
    step: (c: ModelClaim) => void,
  ): boolean => {
    const c = claims.get(claimId);
    if (c === undefined || !allowed(c)) return false;
    step(c);
    return true;
  };
  const returnBonds = (c: ModelClaim) => {
    credit(c.claimant, BOND);
    if (c.respondent !== undefined) credit(c.respondent, BOND);
  };

  const file = (claimant: Party, assetId: bigint, kind: bigint, units: bigint, now: bigint) => {
    const [stage, deadline] = [STAGE.filed, now + 7n * DAY];
    const rest = { respondent: undefined, awarded: false };
    claims.set(BigInt(claims.size + 1), {
      claimant,
      assetId,
      kind,
      units,
      stage,
      deadline,
      ...rest,
    });
    return true;
  };

  const answer = (claimId: bigint, owner: Party, now: bigint) =>
    on(
      claimId,
      (c) =>
        (c.stage === STAGE.filed || c.stage === STAGE.heard) &&
        c.respondent === undefined &&
        now < c.deadline,
      (c) => {
        c.respondent = owner;
        if (c.stage === STAGE.filed) [c.stage, c.deadline] = [STAGE.answered, now + RULING_PERIOD];
      },
    );

  const withdraw = (claimId: bigint) =>
    on(
      claimId,
      (c) => c.stage === STAGE.filed || PENDING.includes(c.stage),
      (c) => {
        if (c.stage === STAGE.filed) returnBonds(c);
        else {
          credit(c.claimant, HALF);
          credit(c.respondent ?? treasury, (c.respondent === undefined ? 0n : BOND) + HALF);
        }
        c.stage = STAGE.withdrawn;
      },
    );

  const hear = (claimId: bigint, now: bigint) =>
    on(
      claimId,
      (c) => c.stage === STAGE.filed && now >= c.deadline && now < endOf(c),
      (c) => ([c.stage, c.deadline] = [STAGE.heard, now + RULING_PERIOD]),
    );

  const admit = (claimId: bigint, now: bigint) =>
    on(
      claimId,
      (c) => c.stage === STAGE.answered && now < c.deadline,
      (c) => (c.stage = STAGE.heard),
    );

  const rule = (claimId: bigint, verdict: bigint, now: bigint) =>
    on(
      claimId,
      (c) =>
        ((c.stage === STAGE.filed && verdict !== VERDICT.upheld) || PENDING.includes(c.stage)) &&
        now < endOf(c),
      (c) => {
        if (verdict === VERDICT.dismissed) returnBonds(c);
        else if (verdict === VERDICT.upheld) {
          credit(c.claimant, BOND);
          if (c.respondent !== undefined) [c.claimant, treasury].forEach((to) => credit(to, HALF));
        } else if (c.respondent === undefined) credit(treasury, BOND);
        else {
          credit(c.respondent, BOND + HALF);
          credit(treasury, HALF);
        }
        if (verdict !== VERDICT.upheld) c.stage = STAGE.dismissed;
        else [c.stage, c.deadline] = [STAGE.upheld, now + REMEDY_PERIOD];
      },
    );

  const lapse = (claimId: bigint, now: bigint) =>
    on(
      claimId,
      (c) => (c.stage === STAGE.filed || PENDING.includes(c.stage)) && now >= endOf(c),
      (c) => {
        returnBonds(c);
        c.stage = STAGE.lapsed;
      },
    );

  /** @param income What the owner's position of `units` could claim now. */
  const award = (claimId: bigint, units: bigint, income: bigint, now: bigint) =>
    on(
      claimId,
      (c) => c.stage === STAGE.upheld && now < c.deadline && units <= c.units,
      (c) => {
        c.units -= units;
        c.awarded = true;
        const pool = poolOf(claimId);
        pools.set(claimId, { ...pool, collected: pool.collected + income });
      },
    );

  const lift = (claimId: bigint, byCouncil: boolean, now: bigint) =>
    on(
      claimId,
      (c) =>
        c.stage === STAGE.upheld &&
        (byCouncil || (c.awarded && movesUnits(c) && now >= c.deadline)),
      (c) => (c.stage = STAGE.remedied),
    );

  const enter = (licenseId: bigint, claimId: bigint, holder: Party, now: bigint) =>
    on(
      claimId,
      (c) =>
        c.stage === STAGE.upheld &&
        now < c.deadline &&
        licenseId >> 32n === c.assetId &&
        !entries.has(licenseId),
      () => {
        entries.set(licenseId, { claimId, holder, open: true });
        const pool = poolOf(claimId);
        pools.set(claimId, { ...pool, entered: pool.entered + price });
      },
    );

  const strike = (licenseId: bigint, now: bigint) => {
    const entry = entries.get(licenseId);
    if (entry?.open !== true || now >= claims.get(entry.claimId)!.deadline) return false;
    entry.open = false;
    const pool = poolOf(entry.claimId);
    pools.set(entry.claimId, { ...pool, entered: pool.entered - price });
    return true;
  };

  /** What a licence is refunded; undefined where that is refused. */
  const refund = (licenseId: bigint, now: bigint) => {
    const entry = entries.get(licenseId);
    if (entry?.open !== true || now < claims.get(entry.claimId)!.deadline) return undefined;
    const { collected, entered } = poolOf(entry.claimId);
    const amount = collected < entered ? (price * collected) / entered : price;
    if (amount === 0n) return undefined;
    entry.open = false;
    return amount;
  };

  /** What licensees leave of a pool; undefined where that is refused. */
  const rest = (claimId: bigint, owner: Party, now: bigint) => {
    const c = claims.get(claimId);
    const pool = poolOf(claimId);
    if (c === undefined || now < c.deadline || pool.collected <= pool.entered) return undefined;
    pools.set(claimId, { ...pool, collected: pool.entered });
    return { amount: pool.collected - pool.entered, to: movesUnits(c) ? c.claimant : owner };
  };

  /** Empties a credit; undefined if there is none. */
  const release = (party: Party) => {
    const amount = credits.get(party) ?? 0n;
    if (amount === 0n) return undefined;
    credits.delete(party);
    return amount;
  };

  const bondsHeld = () =>
    [...claims.values()]
      .filter(({ stage }) => stage === STAGE.filed || PENDING.includes(stage))
      .reduce((sum, { respondent }) => sum + (respondent === undefined ? BOND : 2n * BOND), 0n);
  const creditsHeld = () => [...credits.values()].reduce((sum, amount) => sum + amount, 0n);
  const holdsOn = (assetId: bigint) =>
    BigInt(
      [...claims.values()].filter((c) => c.assetId === assetId && HOLDING.includes(c.stage)).length,
    );

  return {
    ...{ claims, credits, pools, entries, claimOf, poolOf, movesUnits },
    ...{ file, answer, withdraw, hear, admit, rule, lapse, award, lift },
    ...{ enter, strike, refund, rest, release, bondsHeld, creditsHeld, holdsOn },
  };
}
