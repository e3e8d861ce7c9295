import { parseAddress } from "@sahara/sdk";
import { HDNodeWallet, type Provider, type Signer, VoidSigner } from "ethers";

import { DevelopmentAccountError } from "../errors.ts";
import type { Io } from "../io.ts";
import { parseKey, readKeyFile } from "./keyFile.ts";
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
  if (keyFile !== undefined)
    return (await readKeyFile(io, keyFile, "--key-file")).connect(provider);
  if (account !== undefined) return await developmentAccount(account, provider);
  if (from !== undefined) return new VoidSigner(parseAddress(from, "--from"), provider);

  const key = io.env.SAHARA_KEY ?? "";
  return key === "" ? undefined : parseKey(key, "SAHARA_KEY").connect(provider);
}

async function developmentAccount(index: number, provider: Provider): Promise<Signer> {
  const { chainId } = await provider.getNetwork();
  if (chainId !== LOCAL_CHAIN_ID) throw new DevelopmentAccountError(chainId);
  const path = `m/44'/60'/0'/0/${index}`;
  return HDNodeWallet.fromPhrase(DEVELOPMENT_PHRASE, "", path).connect(provider);
}
