import { readFile, writeFile } from "node:fs/promises";

import type { DeploymentInput } from "./addresses.ts";
import { UnreadableFileError } from "./errors/fileErrors.ts";
import { parseContributorFile, serializeContributors } from "./units/contributorFile.ts";
import type { ContributorTree } from "./units/contributorTree.ts";

export { UnreadableFileError } from "./errors/fileErrors.ts";
export { type FileCallStore, openFileCallStore } from "./usage/caller/openFileCallStore.ts";

/**
 * Reads an exported deployment, for `createSahara({ addresses })`, which checks it.
 *
 * @throws {UnreadableFileError} When the file is missing or is not JSON.
 */
export async function readDeployment(file: string | URL): Promise<DeploymentInput> {
  const text = await readText(file);
  try {
    // createSahara checks what it is.
    return JSON.parse(text) as DeploymentInput;
  } catch (cause) {
    throw new UnreadableFileError(String(file), { cause });
  }
}

/** Reads a contributor file and checks all of it. */
export async function readContributors(file: string | URL): Promise<ContributorTree> {
  return parseContributorFile(await readText(file));
}

/** Writes a contributor file. Keep it public: contributors need it to claim. */
export async function writeContributors(file: string | URL, tree: ContributorTree): Promise<void> {
  await writeFile(file, serializeContributors(tree));
}

async function readText(file: string | URL): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (cause) {
    throw new UnreadableFileError(String(file), { cause });
  }
}
