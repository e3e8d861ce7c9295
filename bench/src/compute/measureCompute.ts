import { readFileSync } from "node:fs";

import { loadSpamAssassin } from "@sahara/models";
import { admitProgram, EXAMPLE_PROGRAMS, type Row, runRows } from "@sahara/node";

import { measureWork } from "../attribution/measureWork.ts";
import type { BenchmarkOptions } from "../benchmarks.ts";
import { describeMachine, type Machine } from "../machine.ts";
import { countInTypeScript, runTrusted } from "./plainPrograms.ts";

export type ComputeReport = {
  readonly machine: Machine;
  readonly repeats: number;
  readonly rows: number;
  readonly megabytes: number;
  /** Seconds of processor time for all rows, by who does it. */
  readonly seconds: Readonly<Record<string, number>>;
};

const { mailStatistics } = EXAMPLE_PROGRAMS;
const BOUNDS = {
  most: mailStatistics.counters.map(() => 2n ** 40n),
  countersPerRow: mailStatistics.countersPerRow,
};

/** What it costs to run a program that nobody trusts over real mails, beside running it as if one did. */
export async function measureCompute({
  repeats,
  progress,
}: BenchmarkOptions): Promise<ComputeReport> {
  const machine = describeMachine();
  progress("6,046 mails through a program");
  const groups = await loadSpamAssassin();
  const rows: Row[] = groups.flatMap(({ mails }) =>
    mails.map(({ id: name, bytes }) => ({ name, bytes })),
  );
  const program = admitProgram(readFileSync(mailStatistics.file));
  const runSandboxed = () =>
    runRows({ program, rows, parameters: new Uint8Array(), bounds: BOUNDS }).sums;

  const expected = countInTypeScript(rows).join();
  for (const sums of [runSandboxed(), runTrusted(rows)]) {
    if (sums.join() !== expected) throw new Error("the programs do not agree");
  }
  const seconds = await measureWork(
    {
      "sandbox: metered, an instance a row": runSandboxed,
      "the same module, trusted: one instance, no meter": () => runTrusted(rows),
      "a few lines of TypeScript": () => countInTypeScript(rows),
    },
    repeats,
  );
  const bytes = rows.reduce((sum, row) => sum + row.bytes.length, 0);
  return { machine, repeats, rows: rows.length, megabytes: bytes / 1e6, seconds };
}
