import {
  type ComparedSection,
  comparePeers,
  type Figure,
  findLosses,
} from "../../../scripts/gas/comparePeers.ts";
import type { GasReport } from "../../../scripts/gas/GasReport.ts";
import { show } from "../report/table.ts";

/** Tables, as a terminal shows them, of every section in which a peer was measured; and where that peer takes less. */
export function formatPeers(gas: GasReport["gas"]): string {
  const sections = comparePeers(gas).filter(isMeasured);
  const losses = findLosses(sections).map(
    ({ operation, peer, ratio }) => `  ${operation}: ${peer} (${ratio.toFixed(2)})`,
  );
  return [
    ...sections.map(formatSection),
    "Gas of whole transactions, and in brackets ours divided by theirs.",
    "* measured in November 2026 by running the peer's own contracts; all else in this run.",
    losses.length === 0 ? "No peer takes less." : `A peer takes less:\n${losses.join("\n")}`,
  ].join("\n\n");
}

const isMeasured = ({ rows }: ComparedSection) =>
  rows.some(({ theirs }) => theirs.some(({ gas, measured }) => measured && gas !== undefined));

function formatSection({ title, peers, rows }: ComparedSection): string {
  const lines = rows.map(({ operation, ours, theirs }) => [
    ...[operation, show(ours), ...theirs.map(formatFigure)],
  ]);
  return align([[title, "Sahara", ...peers], ...lines]);
}

function formatFigure({ gas, measured, ratio }: Figure): string {
  const mark = gas === undefined || measured ? "" : "*";
  return `${show(gas)}${mark}${ratio === undefined ? "" : ` (${ratio.toFixed(2)})`}`;
}

/** The first column to the left, all others to the right. */
function align(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]?.map((_, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0))) ?? [];
  const pad = (cell: string, i: number) =>
    i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0);
  return rows.map((row) => row.map(pad).join("  ")).join("\n");
}
