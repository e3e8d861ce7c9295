import type { GasReport } from "./GasReport.ts";

/** A number that is not what the committed report says; `undefined` where it is missing. */
export type Difference = { name: string; old: number | undefined; new: number | undefined };

const compare = (old: Record<string, number>, now: Record<string, number>): Difference[] =>
  [...new Set([...Object.keys(old), ...Object.keys(now)])]
    .sort()
    .filter((name) => old[name] !== now[name])
    .map((name) => ({ name, old: old[name], new: now[name] }));

/** Everything that differs between two reports. */
export function compareReports(old: GasReport, now: GasReport): Difference[] {
  return [
    ...compare(old.gas, now.gas),
    ...compare(old.bytecodeSizes, now.bytecodeSizes).map((difference) => ({
      ...difference,
      name: `bytes of ${difference.name}`,
    })),
  ];
}

const show = (value: number | undefined) => (value === undefined ? "-" : String(value));

function showDelta({ old, new: now }: Difference): string {
  if (old === undefined) return "new";
  if (now === undefined) return "gone";
  return `${now > old ? "+" : ""}${now - old} (${((100 * (now - old)) / old).toFixed(2)} %)`;
}

/** The differences as a table for people. */
export function formatDifferences(differences: readonly Difference[]): string {
  const width = Math.max("scenario".length, ...differences.map(({ name }) => name.length));
  const row = (name: string, ...[old, now, delta]: [old: string, now: string, delta: string]) =>
    `${name.padEnd(width)} ${old.padStart(10)} ${now.padStart(10)}  ${delta}`;
  return [
    row("scenario", "old", "new", "delta"),
    ...differences.map((each) => row(each.name, show(each.old), show(each.new), showDelta(each))),
  ].join("\n");
}
