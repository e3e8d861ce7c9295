/** A column's name; a name that ends in ">" is right-aligned, as numbers are. */
export type Column = string;

/** Rows under their columns, two spaces apart. Without rows it is "(none)". */
export function table(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return "(none)";
  const isRight = columns.map((column) => column.endsWith(">"));
  const head = columns.map((column) => column.replace(/>$/, ""));
  const lines = [head, ...rows];
  const widths = head.map((_, at) => Math.max(...lines.map((line) => line[at]?.length ?? 0)));
  return lines.map((line) => layOut(line, widths, isRight)).join("\n");
}

function layOut(line: readonly string[], widths: readonly number[], isRight: readonly boolean[]) {
  const cells = widths.map((width, at) => {
    const cell = line[at] ?? "";
    return isRight[at] === true ? cell.padStart(width) : cell.padEnd(width);
  });
  return cells.join("  ").trimEnd();
}
