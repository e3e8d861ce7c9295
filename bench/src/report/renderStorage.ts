import type { StorageReport } from "../storage/StorageReport.ts";
import { renderMachine } from "./renderMachine.ts";
import { show, table } from "./table.ts";

const OURS = "sahara";

/** What we hold ourselves to. */
const TARGET_ENCRYPT = 400;
const TARGET_ADD = 150;
const TARGET_PEAK_MIB = 300;

/** The section on storage. */
export function renderStorage(report: StorageReport): string[] {
  const { machine, repeats, fileMiB } = report;
  const about =
    `Medians of ${repeats} runs with ${fileMiB} MiB, each in a process of its own; ` +
    "MB are 1,000,000 bytes, memory is the most that the process ever had.";
  return [
    "## Storage",
    `${renderMachine(machine)}\n${about}`,
    renderThroughputs(report),
    "### What we hold ourselves to",
    renderTargets(report),
  ];
}

function renderThroughputs({ throughputs }: StorageReport): string {
  const rows = Object.entries(throughputs).flatMap(([what, byWhom]) => {
    const ours = byWhom[OURS]?.megabytesPerCpuSecond;
    return Object.entries(byWhom).map(([who, figures], index) => [
      index === 0 ? what : "",
      who,
      show(figures.megabytesPerSecond),
      show(figures.megabytesPerCpuSecond),
      show(figures.peakMiB),
      who === OURS || ours === undefined ? "" : ratio(ours / figures.megabytesPerCpuSecond),
    ]);
  });
  const head = ["", "by", "MB/s", "MB a second of CPU time", "peak MiB", "ours takes less CPU by"];
  return table(head, rows);
}

function ratio(value: number): string {
  const text = `${show(value, value < 10 ? 2 : 0)} ×`;
  return value < 1 ? `**${text}**` : text;
}

function renderTargets({ throughputs, large }: StorageReport): string {
  const encrypt = throughputs.encrypt?.[OURS]?.megabytesPerSecond ?? 0;
  const add = throughputs.add?.[OURS]?.megabytesPerSecond ?? 0;
  const peak = Math.max(large.add.peakMiB, large.fetch.peakMiB);
  const gib = show(large.fileMiB / 1_024);
  const rows = [
    [
      "encryption",
      `at least ${TARGET_ENCRYPT} MB/s`,
      `${show(encrypt)} MB/s`,
      verdict(encrypt >= TARGET_ENCRYPT),
    ],
    [
      "add to a store",
      `at least ${TARGET_ADD} MB/s`,
      `${show(add)} MB/s`,
      verdict(add >= TARGET_ADD),
    ],
    [
      `memory for a file of ${gib} GiB`,
      `at most ${TARGET_PEAK_MIB} MiB`,
      `${show(large.add.peakMiB)} MiB to add, ${show(large.fetch.peakMiB)} MiB to fetch`,
      verdict(peak <= TARGET_PEAK_MIB),
    ],
    [
      `speed with a file of ${gib} GiB`,
      "",
      `${show(large.add.megabytesPerSecond)} MB/s to add, ${show(large.fetch.megabytesPerSecond)} MB/s to fetch`,
      "",
    ],
  ];
  return table(["", "target", "measured", ""], rows);
}

function verdict(met: boolean): string {
  return met ? "met" : "**missed**";
}
