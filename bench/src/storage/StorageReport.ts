import type { Machine } from "../machine.ts";

/** What one process measured of itself. */
export type TaskFigures = {
  readonly bytes: number;
  readonly seconds: number;
  readonly cpuSeconds: number;
  /** The most memory that the process ever had, Node.js itself included. */
  readonly peakMiB: number;
};

export type Throughput = {
  readonly megabytesPerSecond: number;
  /** By a second of processor time, which other work on the machine does not take part in. */
  readonly megabytesPerCpuSecond: number;
  readonly peakMiB: number;
};

/** By what is done and who does it. */
export type Throughputs = Readonly<Record<string, Readonly<Record<string, Throughput>>>>;

export type StorageReport = {
  readonly machine: Machine;
  readonly repeats: number;
  readonly fileMiB: number;
  readonly throughputs: Throughputs;
  /** One file of this size, once. */
  readonly large: {
    readonly fileMiB: number;
    readonly add: Throughput;
    readonly fetch: Throughput;
  };
};
