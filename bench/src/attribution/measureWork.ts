import { median } from "../median.ts";

/** Something that takes seconds. */
export type Work = () => unknown;

/**
 * Seconds of processor time that each takes. They take turns, round after round; the medians count.
 * A first round warms up and does not count.
 */
export async function measureWork(
  byWhom: Readonly<Record<string, Work>>,
  rounds: number,
): Promise<Record<string, number>> {
  const seconds = new Map<string, number[]>(Object.keys(byWhom).map((who) => [who, []]));
  for (let round = 0; round < rounds + 1; round++) {
    if (round === 1) for (const times of seconds.values()) times.length = 0;
    for (const [who, work] of Object.entries(byWhom)) {
      const before = process.cpuUsage();
      await work();
      const { user, system } = process.cpuUsage(before);
      seconds.get(who)?.push((user + system) / 1e6);
    }
  }
  return Object.fromEntries(
    [...seconds].map(([who, times]) => [who, Number(median(times).toFixed(3))]),
  );
}
