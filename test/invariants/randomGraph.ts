import type { Random } from "../helpers/random.ts";

const MAX_PARENTS = 14;
const MAX_ROYALTY_BPS = 8_000n;
const UNITS = 100_000_000n;
const UNITS_PER_BPS = 10_000n;
const MAX_CURRENCIES = 4;

/** An asset that is still to be registered; parents are indexes in the list, all before its own. */
export type PlannedAsset = {
  parents: { index: number; bps: bigint; ceiling: bigint }[];
  /** Indexes of the currencies it accepts. */
  currencies: number[];
  /** Most direct revenue, the lowest of its parents' licences; 0 is without limit. */
  ceiling: bigint;
  contributors: { holder: number; units: bigint }[];
  /** Leaves of the contributor root; they may promise more than `rootUnits`. */
  leaves: { holder: number; units: bigint }[];
  rootUnits: bigint;
};

export type GraphOptions = {
  assetCount: number;
  holderCount: number;
  currencyCount: number;
  /** Currencies in which ceilings may be set. */
  cappable: readonly number[];
  maxCeiling: bigint;
};

/**
 * Plans a random provenance graph: data sets without parents, chains, diamonds, merges of up to 14 parents, assets with
 * a ceiling, contributors named and by root.
 */
export function planRandomGraph(random: Random, options: GraphOptions): PlannedAsset[] {
  const plan: PlannedAsset[] = [];
  const currencies = random.sample(range(options.currencyCount), MAX_CURRENCIES);
  for (let index = 0; index < options.assetCount; index++) {
    const wanted = pickParents(random, plan);
    const common = currencies.filter((c) => wanted.every((p) => plan[p]?.currencies.includes(c)));
    // Parents that share no currency can't have a child.
    const parents = common.length === 0 ? [] : wanted;
    plan.push(
      planAsset(random, plan, parents.length === 0 ? currencies : common, parents, options),
    );
  }
  return plan;
}

/** The first four are a diamond and the last merges as many as allowed; what is between is random. */
function pickParents(random: Random, plan: readonly PlannedAsset[]): number[] {
  const index = plan.length;
  if (index === 0) return [];
  if (index <= 2) return [0];
  if (index === 3) return [1, 2];
  // A capped parent takes one currency only, so that merging two of them leaves none.
  const free = range(index).filter((i) => plan[i]?.ceiling === 0n && plan[i].currencies.length > 2);
  if (index % 11 === 0) return ascending(random.sample(free, MAX_PARENTS));
  const recent = range(index).slice(-3);
  const pool = random.oneIn(3) ? [random.pick(recent)] : random.sample(free, random.below(5));
  return ascending(pool);
}

function planAsset(
  random: Random,
  plan: readonly PlannedAsset[],
  common: number[],
  parents: number[],
  { holderCount, cappable, maxCeiling }: GraphOptions,
): PlannedAsset {
  const inherits = parents.some((p) => isCapped(plan[p]));
  const capped = inherits || (parents.length > 0 && random.oneIn(8));
  const narrow = capped
    ? random.sample(
        common.filter((c) => cappable.includes(c)),
        1,
      )
    : [];
  const currencies = narrow.length > 0 ? narrow : random.sample(common, 1 + random.below(9));
  const rates = splitRates(random, parents.length);
  const edges = parents.map((index, i) => {
    const parent = plan[index];
    const cap = narrow.length > 0 && (isCapped(parent) || random.oneIn(2));
    const limit = isCapped(parent) ? parent.ceiling : maxCeiling;
    return { index, bps: rates[i] ?? 0n, ceiling: cap ? 1n + random.upTo(limit - 1n) : 0n };
  });
  const ceilings = edges.flatMap(({ ceiling }) => (ceiling === 0n ? [] : ceiling));

  const owed = rates.reduce((sum, bps) => sum + bps, 0n);
  return {
    parents: edges,
    currencies: ascending(currencies),
    ceiling: ceilings.reduce((low, ceiling) => (ceiling < low ? ceiling : low), ceilings[0] ?? 0n),
    ...allot(random, UNITS - owed * UNITS_PER_BPS, holderCount),
  };
}

/** Rates from nothing to thousands of basis points, together at most 80 %. */
function splitRates(random: Random, count: number): bigint[] {
  let left = MAX_ROYALTY_BPS;
  return range(count).map(() => {
    const bps = random.oneIn(20) ? 0n : random.magnitudeUpTo(left < 3_000n ? left : 3_000n);
    left -= bps;
    return bps;
  });
}

function allot(random: Random, units: bigint, holderCount: number) {
  let left = units;
  const take = () => {
    const taken = random.magnitudeUpTo(left / 2n);
    left -= taken;
    return taken;
  };
  const holders = random.sample(range(holderCount), random.below(4));
  const contributors = holders.map((holder) => ({ holder, units: take() }));
  if (random.oneIn(2)) return { contributors, leaves: [], rootUnits: 0n };

  const rootUnits = take();
  const leaves = range(1 + random.below(6)).map(() => ({
    holder: random.below(holderCount),
    // Often more than there is for all.
    units: random.magnitudeUpTo(rootUnits),
  }));
  return { contributors, leaves, rootUnits };
}

const isCapped = (asset: PlannedAsset | undefined): asset is PlannedAsset =>
  asset !== undefined && asset.ceiling !== 0n;
const range = (length: number) => Array.from({ length }, (_, i) => i);
const ascending = (numbers: readonly number[]) => [...numbers].sort((a, b) => a - b);
