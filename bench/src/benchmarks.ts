import type { AttributionBenchmark } from "./attribution/measureAttribution.ts";
import type { CallsReport } from "./calls/measureCalls.ts";
import type { ComputeReport } from "./compute/measureCompute.ts";
import { describeMachine } from "./machine.ts";
import type { MicroOptions, MicroRates, MicroReport } from "./micro/MicroReport.ts";
import type { StorageReport } from "./storage/StorageReport.ts";

export type BenchmarkOptions = {
  readonly seconds: number;
  readonly repeats: number;
  /** Told what is being measured. */
  readonly progress: (text: string) => void;
};

/** What the benchmarks report, by name. */
export type Reports = {
  readonly calls: CallsReport;
  readonly signatures: MicroReport;
  readonly tree: MicroReport;
  readonly attribution: AttributionBenchmark;
  readonly storage: StorageReport;
  readonly compute: ComputeReport;
};

export type BenchmarkName = keyof Reports;

type Benchmarks = {
  readonly [Name in BenchmarkName]: (options: BenchmarkOptions) => Promise<Reports[Name]>;
};

/** Imported one by one, so that none waits for Hardhat but the one that needs a chain. */
export const BENCHMARKS: Benchmarks = {
  async calls(options) {
    const { tasks } = await import("hardhat");
    await tasks.getTask("build").run({ quiet: true });
    const { measureCalls } = await import("./calls/measureCalls.ts");
    return await measureCalls(options);
  },
  async signatures(options) {
    const { measureSignatures } = await import("./micro/measureSignatures.ts");
    return await report(options, measureSignatures);
  },
  async tree(options) {
    const { measureTree } = await import("./micro/measureTree.ts");
    return await report(options, measureTree);
  },
  async attribution(options) {
    const { measureAttribution } = await import("./attribution/measureAttribution.ts");
    return await measureAttribution(options);
  },
  async storage(options) {
    const { measureStorage } = await import("./storage/measureStorage.ts");
    return await measureStorage(options);
  },
  async compute(options) {
    const { measureCompute } = await import("./compute/measureCompute.ts");
    return await measureCompute(options);
  },
};

async function report(
  { seconds, repeats, progress }: BenchmarkOptions,
  measure: (options: MicroOptions) => Promise<MicroRates>,
): Promise<MicroReport> {
  const machine = describeMachine();
  progress("one thread");
  // The time is shared between the rounds.
  const options = { rounds: repeats, roundMs: (seconds * 1_000) / repeats / TASKS_AT_ONCE };
  return { machine, repeats, rates: await measure(options) };
}

/** Tasks that a time is for. */
const TASKS_AT_ONCE = 4;

export function isBenchmarkName(name: string): name is BenchmarkName {
  return Object.hasOwn(BENCHMARKS, name);
}
