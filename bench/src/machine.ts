import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { open } from "node:fs/promises";
import os from "node:os";
import path from "node:path";

import { median } from "./median.ts";

export type Machine = {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGiB: number;
  readonly system: string;
  readonly node: string;
  /** Load average over a minute when the measurement began, that is: what else ran. */
  readonly loadBefore: number;
  readonly measuredAt: string;
};

/** The machine that a benchmark runs on. */
export function describeMachine(): Machine {
  return {
    cpu: os.cpus()[0]?.model ?? "unknown",
    cores: os.availableParallelism(),
    memoryGiB: Math.round(os.totalmem() / 2 ** 30),
    system: `${distribution()}, ${os.type()} ${os.release()} ${os.arch()}`,
    node: process.versions.node,
    loadBefore: round(os.loadavg()[0] ?? 0, 2),
    measuredAt: new Date().toISOString(),
  };
}

function distribution(): string {
  try {
    return /^PRETTY_NAME="?([^"\n]+)/m.exec(readFileSync("/etc/os-release", "utf8"))?.[1] ?? "";
  } catch {
    // Only Linux has the file.
    return os.platform();
  }
}

const FSYNCS = 200;
/** What one call writes to the log of the node's store: three pages of SQLite. */
export const CALL_BYTES = 3 * 4096;

/**
 * Median time to write what a call does, and have it on the disk where the node's store is. The file has its size
 * before, as the store's log has once it goes round.
 */
export async function measureFsyncMs(): Promise<number> {
  const folder = mkdtempSync(path.join(os.tmpdir(), "sahara-fsync-"));
  const file = await open(path.join(folder, "log"), "w");
  const block = Buffer.alloc(CALL_BYTES, 1);
  const times: number[] = [];
  try {
    await file.write(Buffer.alloc(FSYNCS * CALL_BYTES));
    await file.datasync();
    for (let i = 0; i < FSYNCS; i++) {
      const start = performance.now();
      await file.write(block, 0, CALL_BYTES, i * CALL_BYTES);
      await file.datasync();
      times.push(performance.now() - start);
    }
  } finally {
    await file.close();
    rmSync(folder, { recursive: true });
  }
  return round(median(times), 3);
}

export function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
