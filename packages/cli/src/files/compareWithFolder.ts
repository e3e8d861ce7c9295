import type { Fingerprint, Originality } from "@sahara/attribution/originality";
import { readdir } from "node:fs/promises";
import path from "node:path";

import type { Cli } from "../cli.ts";
import { FileError } from "../errors.ts";
import { readText } from "./readText.ts";
import { resolvePath } from "./resolvePath.ts";

/**
 * Compares a fingerprint with those of registered assets: a folder of files that are named by the
 * asset, such as `12.json`.
 *
 * @throws {FileError} When the folder or a file in it can't be read.
 */
export async function compareWithFolder(
  { io }: Pick<Cli, "io">,
  { fingerprint, folder }: { fingerprint: Fingerprint; folder: string },
): Promise<Originality> {
  const { compareWithRegistered, FingerprintError, parseFingerprint } =
    await import("@sahara/attribution/originality");

  const registered = [];
  for (const file of await listFingerprints(io, folder)) {
    const text = await readText(io, path.join(folder, file));
    try {
      registered.push({
        assetId: BigInt(path.basename(file, ".json")),
        fingerprint: parseFingerprint(text),
      });
    } catch (cause) {
      if (!(cause instanceof FingerprintError)) throw cause;
      throw new FileError(path.join(folder, file), cause.message, { cause });
    }
  }
  return compareWithRegistered(fingerprint, registered);
}

async function listFingerprints(io: Pick<Cli["io"], "cwd">, folder: string): Promise<string[]> {
  try {
    return (await readdir(resolvePath(io, folder)))
      .filter((file) => /^\d+\.json$/.test(file))
      .sort();
  } catch (cause) {
    throw new FileError(folder, "the folder can't be read. Check the path.", { cause });
  }
}
