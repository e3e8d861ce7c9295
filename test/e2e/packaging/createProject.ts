import { cp, mkdir, writeFile } from "node:fs/promises";
import path from "node:path";

import { runToSuccess } from "./runCommand.ts";
import type { Tarball } from "./packPackages.ts";
import { TYPE_SOURCES } from "./typeSources.ts";

const FILES = path.join(import.meta.dirname, "project");

/** Makes an empty project in a folder and installs the tarballs in it, as somebody outside the repository would. */
export async function createProject(folder: string, tarballs: readonly Tarball[]) {
  await mkdir(folder);
  await cp(FILES, folder, { recursive: true });
  for (const [name, source] of Object.entries(TYPE_SOURCES)) {
    await writeFile(path.join(folder, name), source);
  }

  const options = ["--prefer-offline", "--no-audit", "--no-fund"];
  const files = tarballs.map(({ file }) => file);
  await runToSuccess(folder, "npm", ["install", ...options, ...files]);
}
