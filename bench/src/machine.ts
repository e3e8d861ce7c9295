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
const BLOCK_BYTES = 4096;

/** Median time to append a block to a file and have it on the disk, where the node's store is too. */
export async function measureFsyncMs(): Promise<number> {
  const folder = mkdtempSync(path.join(os.tmpdir(), "sahara-fsync-"));
  const file = await open(path.join(folder, "blocks"), "a");
  const block = Buffer.alloc(BLOCK_BYTES, 1);
  const times: number[] = [];
  try {
    for (let i = 0; i < FSYNCS; i++) {
      const start = performance.now();
      await file.write(block);
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
