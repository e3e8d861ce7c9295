const LIMIT = 30;

/**
 * 1 / (1 + e^−z), to about 2e-7. Built from additions, multiplications and divisions alone, which
 * IEEE 754 fixes to the bit; `Math.exp` may differ from engine to engine, and with it the weights.
 */
export function sigmoid(z: number): number {
  // e^x = (e^(x/1024))^1024, the inner one by its Taylor series, the outer one by ten squarings.
  const x = -Math.max(-LIMIT, Math.min(LIMIT, z)) / 1024;
  let power = 1 + x * (1 + x * (1 / 2 + x * (1 / 6 + x / 24)));
  for (let i = 0; i < 10; i++) power *= power;
  return 1 / (1 + power);
}
