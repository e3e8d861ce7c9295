import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

import { isAddress } from "ethers";

import { Refusal } from "./Refusal.ts";
import { SAHARA_NAMES, type SaharaAddresses } from "./SaharaAddresses.ts";

/** What a dApp needs to find a deployment. The ABIs are in deploy/abi/. */
export type SaharaExport = {
  chainId: number;
  /** The first block that has logs of the deployment. */
  startBlock: number;
  addresses: SaharaAddresses;
};

/** Writes an export, and says whether that changed the file. */
export function writeExport(file: string, content: SaharaExport): boolean {
  const text = `${JSON.stringify(content, undefined, 2)}\n`;
  if (existsSync(file) && readFileSync(file, "utf8") === text) return false;
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
  return true;
}

/** Reads an export and checks its shape. */
export function readExport(file: string): SaharaExport {
  if (!existsSync(file)) {
    throw new Refusal(`there is no ${file}. Run ./sahara deploy or ./sahara exportDeployment.`);
  }
  const { chainId, startBlock, addresses = {} } = parseJson(file);
  if (typeof chainId !== "number" || typeof startBlock !== "number") {
    throw new Refusal(`${file} names no chainId or no startBlock.`);
  }
  const wrong = SAHARA_NAMES.filter((name) => !isAddress(addresses[name]));
  if (wrong.length > 0) throw new Refusal(`${file} has no address of: ${wrong.join(", ")}.`);
  return { chainId, startBlock, addresses: addresses as SaharaAddresses };
}

type LooseExport = {
  chainId?: unknown;
  startBlock?: unknown;
  addresses?: Partial<SaharaAddresses>;
};

function parseJson(file: string): LooseExport {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as LooseExport;
  } catch (cause) {
    throw new Refusal(`${file} is not JSON.`, { cause });
  }
}
