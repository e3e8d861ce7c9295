import { readFileSync } from "node:fs";

const TICKS_PER_SECOND = 100;

/** Processor time that a process has used with all its threads; undefined where /proc does not tell. */
export function cpuSeconds(pid: number): number | undefined {
  let stat: string;
  try {
    stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  } catch {
    // Only Linux has it.
    return undefined;
  }
  // The name of the program is in brackets and may hold spaces; what is wanted are the 14th and the 15th field.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}
