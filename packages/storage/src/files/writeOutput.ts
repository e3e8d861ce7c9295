import { randomBytes } from "node:crypto";
import { access, mkdir, open, rename, rm } from "node:fs/promises";
import path from "node:path";

import { StorageError } from "../StorageError.ts";

/** Thrown when something is where the output should go. */
export class TargetExistsError extends StorageError {
  override readonly name = "TargetExistsError";
  readonly target: string;

  constructor(target: string) {
    super(`${target} exists. Name a place where nothing is; nothing is overwritten.`);
    this.target = target;
  }
}

/**
 * Lets `make` write to a draft beside the target, and gives it the target's name when that succeeded. When it failed,
 * nothing is left: what was decrypted before the fault was found is removed.
 *
 * @throws {TargetExistsError} Before anything is made.
 */
export async function writeOutput<T>(
  target: string,
  make: (draft: string) => Promise<T>,
): Promise<T> {
  if (await exists(target)) throw new TargetExistsError(target);
  await mkdir(path.dirname(target), { recursive: true });
  const draft = `${target}.${randomBytes(6).toString("hex")}.part`;
  try {
    const made = await make(draft);
    await rename(draft, target);
    return made;
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    throw error;
  }
}

/** Writes a stream to a new file, onto the disk, and returns its length. */
export async function writeStream(
  target: string,
  content: AsyncIterable<Uint8Array>,
): Promise<number> {
  const file = await open(target, "wx");
  let written = 0;
  try {
    for await (const bytes of content) {
      await writeAll(file, bytes);
      written += bytes.length;
    }
    await file.datasync();
  } finally {
    await file.close();
  }
  return written;
}

/** A single write may take less than all. */
async function writeAll(file: Awaited<ReturnType<typeof open>>, bytes: Uint8Array): Promise<void> {
  let from = 0;
  while (from < bytes.length) from += (await file.write(bytes, from)).bytesWritten;
}

async function exists(target: string): Promise<boolean> {
  return await access(target).then(
    () => true,
    () => false,
  );
}
