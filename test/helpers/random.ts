/** A source of reproducible random choices. */
export type Random = ReturnType<typeof createRandom>;

const BITS_PER_DRAW = 32n;

/** Random choices that follow from a 32-bit seed alone (splitmix32). */
export function createRandom(seed: number) {
  let state = seed >>> 0;

  /** 32 random bits. */
  function draw(): number {
    state = (state + 0x9e3779b9) >>> 0;
    let z = state;
    z = Math.imul(z ^ (z >>> 16), 0x85ebca6b);
    z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35);
    return (z ^ (z >>> 16)) >>> 0;
  }

  /** An integer from 0 up to, not including, `end`. */
  const below = (end: number) => Math.floor((draw() / 2 ** 32) * end);

  /** True once in `n` times. */
  const oneIn = (n: number) => below(n) === 0;

  /** A bigint from 0 to `max`, both included. */
  function upTo(max: bigint): bigint {
    let value = 0n;
    for (let range = max; range > 0n; range >>= BITS_PER_DRAW) {
      value = (value << BITS_PER_DRAW) | BigInt(draw());
    }
    return value % (max + 1n);
  }

  /** A bigint from 1 to `max`, where each order of magnitude is as likely as any other. */
  function magnitudeUpTo(max: bigint): bigint {
    const exponent = below(max.toString().length);
    const scaled = 1n + upTo(10n ** BigInt(exponent + 1));
    return scaled < max ? scaled : max;
  }

  function pick<T>(items: readonly T[]): T {
    const item = items[below(items.length)];
    if (item === undefined) throw new RangeError("nothing to pick from");
    return item;
  }

  /** Up to `count` of the items, without repetition, in random order. */
  function sample<T>(items: readonly T[], count: number): T[] {
    const left = [...items];
    return Array.from({ length: Math.min(count, left.length) }, () => {
      const [item] = left.splice(below(left.length), 1);
      return item as T;
    });
  }

  return { below, oneIn, upTo, magnitudeUpTo, pick, sample };
}
