import { readFileSync } from "node:fs";

import { EXAMPLE_PROGRAMS, type Row } from "@sahara/node";

const NEW_LINE = 10;

/** The same module as the sandbox runs, as one would run what one trusts: one instance, no meter, nothing clamped. */
export function runTrusted(rows: readonly Row[]): bigint[] {
  const sums = EXAMPLE_PROGRAMS.mailStatistics.counters.map(() => 0n);
  const module = new WebAssembly.Module(
    Uint8Array.from(readFileSync(EXAMPLE_PROGRAMS.mailStatistics.file)),
  );
  let parts: readonly Uint8Array[] = [];
  const { exports } = new WebAssembly.Instance(module, {
    sahara: {
      size: (part: number) => parts[part]?.length,
      read: (part: number, from: number, to: number, count: number) => {
        const { buffer } = exports.memory as WebAssembly.Memory;
        new Uint8Array(buffer).set(parts[part]?.subarray(from, from + count) ?? [], to);
      },
      add: (counter: number, value: bigint) => {
        sums[counter] = (sums[counter] ?? 0n) + value;
      },
    },
  });
  const run = exports.run as () => void; // what the program is written to export
  for (const row of rows) {
    parts = [row.bytes, Buffer.from(row.name)];
    run();
  }
  return sums;
}

/** The same statistics as a few lines of TypeScript. */
export function countInTypeScript(rows: readonly Row[]): bigint[] {
  const sums = [0, 0, 0, 0, 0, 0];
  for (const { name, bytes } of rows) {
    const first = name.slice(0, name.lastIndexOf("/")).includes("spam") ? 3 : 0;
    let lines = 0;
    for (let i = 0; i < bytes.length; i++) if (bytes[i] === NEW_LINE) lines++;
    for (const [i, value] of [1, bytes.length, lines].entries()) {
      sums[first + i] = (sums[first + i] ?? 0) + value;
    }
  }
  return sums.map(BigInt);
}
