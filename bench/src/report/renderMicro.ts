import type { MicroReport } from "../micro/MicroReport.ts";
import { renderMachine } from "./renderMachine.ts";
import { show, table } from "./table.ts";

const OURS = "sahara";

/** The section on signatures. */
export function renderSignatures(report: MicroReport): string[] {
  return ["## Signatures and digests", renderMachine(report.machine), renderRates(report)];
}

/** The section on trees. */
export function renderTree(report: MicroReport): string[] {
  return ["## The tree of a lane", renderMachine(report.machine), renderRates(report)];
}

/** Who does what how often, on one thread; a ratio below 1 means that we are slower. */
function renderRates({ rates }: MicroReport): string {
  const rows = Object.entries(rates).flatMap(([work, byWhom]) => {
    const ours = byWhom[OURS];
    return Object.entries(byWhom).map(([who, rate], index) => [
      index === 0 ? work : "",
      who,
      show(rate),
      show(1e6 / rate, 1),
      who === OURS || ours === undefined ? "" : showRatio(ours / rate),
    ]);
  });
  return table(["one thread", "by", "a second of CPU time", "µs each", "ours is faster by"], rows);
}

function showRatio(ratio: number): string {
  const text = `${show(ratio, ratio < 10 ? 2 : 0)} ×`;
  return ratio < 1 ? `**${text}**` : text;
}
