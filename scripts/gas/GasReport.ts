import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

/** Gas by scenario, whole transactions; and beside it the runtime bytecode of each contract, in bytes. */
export type GasReport = {
  gas: Record<string, number>;
  bytecodeSizes: Record<string, number>;
};

export const sortKeys = (record: Record<string, number>): Record<string, number> =>
  Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));

/** The file's text: scenarios at the top level, sorted, then the sizes. */
export function formatGasReport({ gas, bytecodeSizes }: GasReport): string {
  const content = { ...sortKeys(gas), bytecodeSizes: sortKeys(bytecodeSizes) };
  return `${JSON.stringify(content, undefined, 2)}\n`;
}

/** Reads a report; an absent file is an empty one. */
export function readGasReport(file: string): GasReport {
  if (!existsSync(file)) return { gas: {}, bytecodeSizes: {} };
  const { bytecodeSizes, ...gas } = JSON.parse(readFileSync(file, "utf8")) as Record<
    string,
    number
  > & { bytecodeSizes: Record<string, number> };
  return { gas, bytecodeSizes };
}

export function writeGasReport(file: string, report: GasReport): void {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, formatGasReport(report));
}
