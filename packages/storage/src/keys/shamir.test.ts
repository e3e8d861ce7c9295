import { expect } from "chai";
import { randomBytes } from "node:crypto";
import { combine } from "shamir-secret-sharing";

import { invert, multiply } from "./gf256.ts";
import {
  combineShares,
  InvalidSharesError,
  InvalidThresholdError,
  type Share,
  splitSecret,
} from "./shamir.ts";

/** All ways to take `size` of some items. */
function subsets<T>(items: readonly T[], size: number): T[][] {
  if (size === 0) return [[]];
  return items.flatMap((item, i) =>
    subsets(items.slice(i + 1), size - 1).map((rest) => [item, ...rest]),
  );
}

describe("GF(256)", () => {
  it("default: multiplies as FIPS 197, section 4.2, says", () => {
    expect(multiply(0x57, 0x83)).to.equal(0xc1);
    expect(multiply(0x57, 0x13)).to.equal(0xfe);
  });

  it("default: every element but 0 has an inverse, and multiplying is commutative", () => {
    for (let a = 1; a < 256; a++) {
      expect(multiply(a, invert(a))).to.equal(1);
      expect(multiply(a, 77)).to.equal(multiply(77, a));
    }
    expect(invert(0)).to.equal(0);
  });
});

describe("splitSecret and combineShares", () => {
  const secret = randomBytes(32);

  it("default: shares written by hand give their secret", () => {
    // f(x) = 42 + 7x + 13x², so f(1) = 42^7^13, f(2) = 42^14^52, f(3) = 42^9^57, with 13·4 = 52 and 13·5 = 57.
    const values = [42 ^ 7 ^ 13, 42 ^ 14 ^ 52, 42 ^ 9 ^ multiply(13, 5)];
    const shares = values.map((value, i): Share => ({ index: i + 1, value: Uint8Array.of(value) }));

    expect(combineShares(shares)).to.deep.equal(Uint8Array.of(42));
  });

  for (const [threshold, count] of [
    [2, 2],
    [2, 3],
    [3, 5],
    [5, 5],
    [2, 255],
  ] as const) {
    it(`default: any ${threshold} of ${count} give the secret, as another implementation finds`, async () => {
      const shares = splitSecret({ secret, threshold, count });
      const chosen = count > 5 ? [shares.slice(-2)] : subsets(shares, threshold);
      for (const some of chosen) {
        expect(Buffer.from(combineShares(some)).equals(secret)).to.equal(true);
        const theirs = some.map(({ index, value }) => Uint8Array.from([...value, index]));
        expect(Buffer.from(await combine(theirs)).equals(secret)).to.equal(true);
      }
    });
  }

  it("behavior: one share too few leaves every secret possible, each as likely", () => {
    const shares = splitSecret({ secret: Uint8Array.of(99), threshold: 3, count: 5 });
    for (const known of subsets(shares, 2)) {
      const missing = shares.find((share) => !known.includes(share))!.index;
      const secrets = new Set<number>();
      for (let guess = 0; guess < 256; guess++) {
        secrets.add(combineShares([...known, { index: missing, value: Uint8Array.of(guess) }])[0]!);
      }
      expect(secrets.size).to.equal(256);
    }
  });

  it("behavior: a share alone is spread evenly, whatever the secret", () => {
    const seen = new Array<number>(256).fill(0);
    const rounds = 256 * 40;
    for (let i = 0; i < rounds; i++) {
      const [share] = splitSecret({ secret: Uint8Array.of(0), threshold: 2, count: 2 });
      seen[share!.value[0]!]!++;
    }
    // Chi-squared with 255 degrees of freedom passes 400 with a chance below 1e-7.
    const chiSquared = seen.reduce((sum, count) => sum + (count - 40) ** 2 / 40, 0);
    expect(chiSquared).to.be.below(400);
  });

  it("behavior: two sharings of one secret have no share in common", () => {
    const [one, other] = [1, 2].map(() => splitSecret({ secret, threshold: 2, count: 3 }));
    for (const [i, { value }] of one!.entries()) expect(value).to.not.deep.equal(other![i]!.value);
  });

  it("error: thresholds and numbers that give no secrecy or no secret", () => {
    for (const [threshold, count] of [
      [1, 3],
      [0, 3],
      [4, 3],
      [2, 256],
      [2.5, 3],
      [NaN, 3],
    ] as const) {
      expect(() => splitSecret({ secret, threshold, count })).to.throw(InvalidThresholdError);
    }
  });

  it("error: no shares, one twice, places that are none, different lengths", () => {
    const [one, two] = splitSecret({ secret, threshold: 2, count: 2 });
    const refused: Share[][] = [
      [],
      [one!, one!],
      [one!, { ...two!, index: 0 }],
      [one!, { ...two!, index: 256 }],
      [one!, { ...two!, value: two!.value.slice(1) }],
    ];
    for (const shares of refused) expect(() => combineShares(shares)).to.throw(InvalidSharesError);
  });
});
