import { execFile } from "node:child_process";
import { createCipheriv } from "node:crypto";
import { mkdtemp, open, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

import type { BenchmarkOptions } from "../benchmarks.ts";
import { describeMachine } from "../machine.ts";
import { median } from "../median.ts";
import type { StorageReport, TaskFigures, Throughput, Throughputs } from "./StorageReport.ts";
import { TASKS, type TaskName } from "./tasks.ts";

const MIB = 1_048_576;
const FILE_MIB = 256;
const LARGE_MIB = 4_096;
/** Slower than the others by so much that it gets less to do. */
const SMALL_MIB: Partial<Record<TaskName, number>> = { "encrypt @noble/ciphers, 64 KiB": 32 };

const TASK_MAIN = fileURLToPath(new URL("taskMain.ts", import.meta.url));

/** Encrypting, adding and fetching, beside other libraries; and one file of 4 GiB. */
export async function measureStorage({
  repeats,
  progress,
}: BenchmarkOptions): Promise<StorageReport> {
  const machine = describeMachine();
  const throughputs = await inFolder(FILE_MIB, async (folder) => {
    const figures = new Map<TaskName, TaskFigures[]>();
    for (let round = 1; round <= repeats; round++) {
      for (const name of taskNames()) {
        progress(`round ${round}, ${name}`);
        const measured = await runTask(name, folder, SMALL_MIB[name] ?? FILE_MIB);
        figures.set(name, [...(figures.get(name) ?? []), measured]);
        if (name.startsWith("fetch")) await removeFetched(folder);
      }
      await removeStores(folder);
    }
    return group(figures);
  });

  progress(`a file of ${LARGE_MIB} MiB`);
  const large = await inFolder(LARGE_MIB, async (folder) => ({
    fileMiB: LARGE_MIB,
    add: summarize([await runTask("add sahara", folder, LARGE_MIB)]),
    fetch: summarize([await runTask("fetch sahara", folder, LARGE_MIB)]),
  }));
  return { machine, repeats, fileMiB: FILE_MIB, throughputs, large };
}

function taskNames(): TaskName[] {
  // The names are those of TASKS.
  return Object.keys(TASKS) as TaskName[];
}

async function runTask(name: TaskName, folder: string, mebibytes: number): Promise<TaskFigures> {
  const { stdout } = await promisify(execFile)(process.execPath, [
    ...["--import", "tsx", TASK_MAIN],
    ...[name, folder, String(mebibytes)],
  ]);
  // taskMain writes nothing else.
  return JSON.parse(stdout) as TaskFigures;
}

/** A task is called what is done and then who does it. */
function group(figures: ReadonlyMap<TaskName, readonly TaskFigures[]>): Throughputs {
  const grouped: Record<string, Record<string, Throughput>> = {};
  for (const [name, measured] of figures) {
    const [what = "", ...who] = name.split(" ");
    grouped[what] = { ...grouped[what], [who.join(" ")]: summarize(measured) };
  }
  return grouped;
}

function summarize(measured: readonly TaskFigures[]): Throughput {
  return {
    megabytesPerSecond: Math.round(median(measured.map((one) => one.bytes / one.seconds / 1e6))),
    megabytesPerCpuSecond: Math.round(
      median(measured.map((one) => one.bytes / one.cpuSeconds / 1e6)),
    ),
    peakMiB: Math.round(Math.max(...measured.map((one) => one.peakMiB))),
  };
}

/** Makes a folder with a file of so many MiB that no two blocks of it are alike, and removes it afterwards. */
async function inFolder<T>(mebibytes: number, measure: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(path.join(os.tmpdir(), "sahara-bench-storage-"));
  try {
    const file = await open(path.join(folder, "plain"), "wx");
    const stream = createCipheriv("chacha20", Buffer.alloc(32), Buffer.alloc(16));
    const zeros = Buffer.alloc(MIB);
    for (let i = 0; i < mebibytes; i++) await file.write(stream.update(zeros));
    await file.datasync();
    await file.close();
    return await measure(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function removeFetched(folder: string): Promise<void> {
  for (const who of ["sahara", "ipfs"]) {
    await rm(path.join(folder, who, "fetched"), { force: true });
  }
}

async function removeStores(folder: string): Promise<void> {
  for (const who of ["sahara", "ipfs"]) await rm(path.join(folder, who), { recursive: true });
}
