import { readFile } from "node:fs/promises";

import { parseAddress } from "@sahara/sdk";
import { HDNodeWallet, isHexString, type Provider, type Signer, VoidSigner, Wallet } from "ethers";

import {
  DevelopmentAccountError,
  FileError,
  InvalidKeyError,
  KeyInsteadOfFileError,
} from "../errors.ts";
import type { Io } from "../io.ts";
import { resolvePath } from "../files/resolvePath.ts";
import type { Settings } from "./settings.ts";

/** The phrase that Hardhat's local accounts come from; everyone knows it. */
const DEVELOPMENT_PHRASE = "test test test test test test test test test test test junk";
const LOCAL_CHAIN_ID = 31337n;

/**
 * The account that signs: of `--key-file`, of `--account`, of `--from` (which can't sign), or of SAHARA_KEY.
 *
 * @throws {InvalidKeyError} When there is a key that is none.
 * @throws {KeyInsteadOfFileError} When `--key-file` is followed by a key.
 * @throws {DevelopmentAccountError} When `--account` is used on a real chain.
 */
export async function openSigner(
  { io, settings }: { io: Pick<Io, "env" | "cwd">; settings: Settings },
  provider: Provider,
): Promise<Signer | undefined> {
  const { keyFile, account, from } = settings;
  if (keyFile !== undefined) return walletOf(await readKey(io, keyFile), keyFile, provider);
  if (account !== undefined) return await developmentAccount(account, provider);
  if (from !== undefined) return new VoidSigner(parseAddress(from, "--from"), provider);

  const key = io.env.SAHARA_KEY ?? "";
  return key === "" ? undefined : walletOf(key, "SAHARA_KEY", provider);
}

function walletOf(key: string, source: string, provider: Provider): Wallet {
  const hex = key.trim().replace(/^(?!0x)/, "0x");
  if (!isHexString(hex, 32)) throw new InvalidKeyError(source);
  try {
    return new Wallet(hex, provider);
  } catch {
    // Zero or beyond the curve. The cause would show the key.
    throw new InvalidKeyError(source);
  }
}

async function readKey(io: Pick<Io, "cwd">, keyFile: string): Promise<string> {
  // Said without repeating it: the name of a file may be printed, a key never.
  if (/^(0x)?[0-9a-f]{64}$/i.test(keyFile)) throw new KeyInsteadOfFileError();
  try {
    return await readFile(resolvePath(io, keyFile), "utf8");
  } catch (cause) {
    throw new FileError(keyFile, "the key file can't be read. Check --key-file.", { cause });
  }
}

async function developmentAccount(index: number, provider: Provider): Promise<Signer> {
  const { chainId } = await provider.getNetwork();
  if (chainId !== LOCAL_CHAIN_ID) throw new DevelopmentAccountError(chainId);
  const path = `m/44'/60'/0'/0/${index}`;
  return HDNodeWallet.fromPhrase(DEVELOPMENT_PHRASE, "", path).connect(provider);
}
