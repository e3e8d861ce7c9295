import type { Parent } from "@sahara/sdk";

import type { Cli } from "../../cli.ts";
import { UnnamedParentError, UsageError } from "../../errors.ts";
import { compareWithFolder } from "../../files/compareWithFolder.ts";
import { fingerprintOfPath } from "../../files/fingerprintOfPath.ts";

export type RefuseUnnamedParentsParameters = {
  /** Fingerprints of registered assets. */
  folder: string;
  /** What is to be registered. */
  content: string | undefined;
  /** The parents that it names. */
  parents: readonly Pick<Parent, "asset">[] | undefined;
};

/**
 * Before anything is paid, compares content with what is registered.
 *
 * @throws {UnnamedParentError} When it seems to owe a parent that it does not name.
 */
export async function refuseUnnamedParents(
  cli: Pick<Cli, "io" | "progress">,
  { folder, content, parents = [] }: RefuseUnnamedParentsParameters,
): Promise<void> {
  if (content === undefined) throw new UsageError("--compare needs --content.");

  const fingerprint = await fingerprintOfPath(cli, content);
  const { resembles, parents: owed } = await compareWithFolder(cli, { fingerprint, folder });
  const unnamed = owed.filter((id) => !parents.some(({ asset }) => asset === id));
  if (unnamed.length === 0) return;

  const found = resembles
    .filter(({ assetId }) => unnamed.includes(assetId))
    .map(({ assetId, chunksFound, wordsFound }) => ({
      assetId,
      percent: Math.max(chunksFound, wordsFound),
    }));
  throw new UnnamedParentError(content, found);
}
