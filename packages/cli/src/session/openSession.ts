import { type Address, createSahara, type Sahara } from "@sahara/sdk";
import type { JsonRpcProvider, Signer } from "ethers";

import type { Cli } from "../cli.ts";
import { MissingAccountError } from "../errors.ts";
import { createTokenBook, type TokenBook } from "./createTokenBook.ts";
import { findDeployment } from "./findDeployment.ts";
import { openProvider } from "./openProvider.ts";
import { openSigner } from "./openSigner.ts";
import { DEFAULT_RPC_URL, firstSet } from "./settings.ts";

/** A connection to one deployment. */
export type Session = {
  sahara: Sahara;
  provider: JsonRpcProvider;
  tokens: TokenBook;
  /** @throws {MissingAccountError} When no account was named. */
  requireAccount: () => Promise<Address>;
  /** @throws {MissingAccountError} When no account was named. */
  requireSigner: () => Signer;
  /** Ends what would keep the process alive. */
  close: () => void;
};

/** Connects as the options and the environment say. */
export async function openSession(
  cli: Pick<Cli, "io" | "progress" | "settings">,
): Promise<Session> {
  const { io, progress, settings } = cli;
  const url = firstSet(settings.rpc, io.env.SAHARA_RPC_URL) ?? DEFAULT_RPC_URL;
  const provider = await openProvider(url, (hash) => {
    progress.update(`Waiting until ${hash} is mined...`);
  });
  const signer = await openSigner(cli, provider);
  const { chainId } = await provider.getNetwork();
  const addresses = await findDeployment(cli, chainId);
  const runner = signer === undefined ? { provider } : { signer };
  const sahara = await createSahara({ ...runner, addresses });

  function requireSigner(): Signer {
    if (signer === undefined) throw new MissingAccountError();
    return signer;
  }
  return {
    sahara,
    provider,
    tokens: createTokenBook(sahara),
    requireSigner,
    requireAccount: async () => await requireSigner().getAddress(),
    close: () => provider.destroy(),
  };
}
