import { createFolderStore, createGatewaySource, createMirrors } from "@sahara/storage";

import type { Cli } from "../../cli.ts";
import { resolvePath } from "../../files/resolvePath.ts";
import { formatCount } from "../../output/format.ts";
import { parseInteger } from "../../parse/numbers.ts";

/** The option of every command that keeps blocks or reads them. */
export const STORE = ["--store <folder>", "folder of the local store", "vault"] as const;

/** The option of every command that reads a vault. */
export const GATEWAY = [
  "--gateway <url...>",
  "gateways that have what the store lacks, asked in this order; nothing they say is believed",
] as const;

/** The option of every command that encrypts or decrypts. */
export const VAULT_KEY = [
  "--vault-key <file>",
  "file with the key of the vault; whoever loses it loses the content",
] as const;

/** The option of every command about the key of one version. */
export const ASSET_VERSION = [
  "--asset-version <number>",
  "version of the asset (default: the latest)",
  parseInteger,
] as const;

/** The option of every command that makes a custody. */
export const CUSTODY_OUT = [
  "--out <file>",
  "where the custody goes, which licensees need and everybody may see; nothing may be there",
  "custody.json",
] as const;

export function openStore(cli: Cli, folder: string) {
  return createFolderStore({ folder: resolvePath(cli.io, folder) });
}

export function openGateways(urls: readonly string[]) {
  return createMirrors(urls.map((url) => createGatewaySource({ url })));
}

/** Shows how many bytes are done. */
export function showBytes(cli: Cli, what: string) {
  return ({ bytes }: { bytes: number }) => {
    cli.progress.update(`${what}: ${formatCount(Math.round(bytes / 1e6))} MB`);
  };
}
