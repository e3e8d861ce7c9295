import { mkdir, readFile } from "node:fs/promises";
import path from "node:path";

import { writeWhole } from "../files/writeWhole.ts";

/** What each user of a gateway has spent, in base units. */
export type SpendingBook = {
  spentBy: (user: string) => bigint;
  /** Kept when it returns. */
  add: (user: string, amount: bigint) => Promise<void>;
};

/** Opens the book in a file, which is written whole or not at all. */
export async function openSpendingBook(file: string): Promise<SpendingBook> {
  await mkdir(path.dirname(file), { recursive: true });
  const spent = new Map(
    Object.entries(await readBook(file)).map(([user, sum]) => [user, BigInt(sum)]),
  );
  let written: Promise<void> = Promise.resolve();

  return {
    spentBy: (user) => spent.get(user) ?? 0n,
    add: async (user, amount) => {
      spent.set(user, (spent.get(user) ?? 0n) + amount);
      // One write after another; each holds all that was added until it begins.
      const write = () => writeWhole(file, serialize(spent));
      written = written.then(write, write);
      await written;
    },
  };
}

async function readBook(file: string): Promise<Record<string, string>> {
  try {
    // Only this module writes it.
    return JSON.parse(await readFile(file, "utf8")) as Record<string, string>;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return {};
    throw error;
  }
}

function serialize(spent: ReadonlyMap<string, bigint>): string {
  const sums = [...spent].map(([user, sum]) => [user, sum.toString()] as const);
  return JSON.stringify(Object.fromEntries(sums));
}
