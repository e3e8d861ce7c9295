import type { ComputeReport } from "../compute/measureCompute.ts";
import { renderMachine } from "./renderMachine.ts";
import { show, table } from "./table.ts";

/** The section on programs that run on data which nobody gets. */
export function renderCompute({ machine, rows, megabytes, seconds }: ComputeReport): string[] {
  const [ours = NaN] = Object.values(seconds);
  const lines = Object.entries(seconds).map(([who, theirs], index) => {
    const ratio = theirs / ours;
    return [
      who,
      show(rows / theirs),
      show(megabytes / theirs),
      show((theirs / rows) * 1e6),
      index === 0 ? "" : `**${show(ratio, 2)} ×**`,
    ];
  });
  return [
    "## Compute-to-data",
    renderMachine(machine),
    `Mails, bytes and lines of ${show(rows)} mails, ${show(megabytes, 1)} MB, counted by one thread. The sandbox buys that nothing of a row reaches another, and that no program runs for ever.`,
    table(["", "rows/s", "MB/s", "microseconds a row", "ours is faster by"], lines),
  ];
}
