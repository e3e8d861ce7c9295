/** A label and what stands beside it; undefined leaves the line out. */
export type Field = readonly [label: string, value: string | undefined];

/** Labels in one column, values in another. Lines of a value that has several stay under its first. */
export function fields(list: readonly Field[]): string {
  const shown = list.filter((field): field is [string, string] => field[1] !== undefined);
  const width = Math.max(0, ...shown.map(([label]) => label.length));
  const indent = " ".repeat(width + 2);
  return shown
    .map(([label, value]) => label.padEnd(width + 2) + value.replaceAll("\n", `\n${indent}`))
    .map((line) => line.trimEnd())
    .join("\n");
}
