import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";

/** A package that a model is made of. */
export type InstalledPackage = { readonly folder: string; readonly version: string };

/** Thrown when a model needs a package that this machine lacks. */
export class PackageMissingError extends Error {
  override readonly name = "PackageMissingError";
  readonly packageName: string;

  constructor(packageName: string, command: string, options?: ErrorOptions) {
    super(`The package ${packageName} is not installed. Get it by: ${command}`, options);
    this.packageName = packageName;
  }
}

/**
 * Finds an installed package.
 *
 * @param from Folder whose `node_modules/` is searched, and those above it. Defaults to this one.
 * @throws {PackageMissingError} When it is nowhere.
 */
export function installedPackage(
  name: string,
  { from = fileURLToPath(new URL(".", import.meta.url)), command = "npm ci" } = {},
): InstalledPackage {
  const folders = createRequire(path.join(from, "index.js")).resolve.paths(name) ?? [];
  const folder = folders
    .map((modules) => path.join(modules, name))
    .find((candidate) => existsSync(path.join(candidate, "package.json")));
  if (folder === undefined) throw new PackageMissingError(name, command);
  return { folder, version: readVersion(path.join(folder, "package.json")) };
}

function readVersion(file: string): string {
  // Every installed package has one: npm refuses others.
  return (JSON.parse(readFileSync(file, "utf8")) as { version: string }).version;
}
