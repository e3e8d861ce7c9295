import { median } from "../median.ts";

/** Something that can be done again and again. */
export type Task = () => unknown;

export type Rates = Readonly<Record<string, number>>;

const WARM_UP_MS = 300;
const CHECK_EVERY = 16;

/**
 * How often each task runs in a second of one core. The tasks take turns, round after round, so that whatever else
 * the machine does falls on all of them; the medians of the rounds count.
 */
export async function measureRates(
  tasks: Readonly<Record<string, Task>>,
  { rounds, roundMs }: { rounds: number; roundMs: number },
): Promise<Rates> {
  const entries = Object.entries(tasks);
  const rates = new Map<string, number[]>(entries.map(([name]) => [name, []]));
  for (const [, task] of entries) await runFor(task, WARM_UP_MS);
  for (let round = 0; round < rounds; round++) {
    for (const [name, task] of entries) rates.get(name)?.push(await runFor(task, roundMs));
  }
  return Object.fromEntries(
    [...rates].map(([name, values]) => [name, Math.round(median(values))] as const),
  );
}

/**
 * Runs a task over and over for some time, and returns how often a second of processor time, which other processes do
 * not take part in. Only tasks that return a promise are awaited.
 */
async function runFor(task: Task, ms: number): Promise<number> {
  const before = process.cpuUsage();
  const start = performance.now();
  let runs = 0;
  while (performance.now() - start < ms) {
    for (let i = 0; i < CHECK_EVERY; i++) {
      const result = task();
      if (result instanceof Promise) await result;
    }
    runs += CHECK_EVERY;
  }
  const { user, system } = process.cpuUsage(before);
  return (runs / (user + system)) * 1e6;
}
