import type {
  ContractTransactionReceipt,
  ContractTransactionResponse,
  Provider,
  Signer,
} from "ethers";
import { Wallet } from "ethers";

import { createMutex } from "../lanes/createMutex.ts";

export type Sender = ReturnType<typeof createSender>;

/** Thrown when a transaction is in a block and failed there. */
export class TransactionFailedError extends Error {
  override readonly name = "TransactionFailedError";
}

const TIMEOUT_MS = 120_000;

/** Sends transactions from one key, one after another, so that their nonces follow each other. */
export function createSender({
  provider,
  privateKey,
  confirmations,
}: {
  provider: Provider;
  privateKey: string;
  confirmations: number;
}) {
  const wallet = new Wallet(privateKey, provider);
  const mutex = createMutex();

  return {
    address: wallet.address,
    wallet,
    /**
     * Sends what `send` makes and waits until it is in the chain.
     *
     * @throws {TransactionFailedError}
     */
    async send(
      send: (signer: Signer) => Promise<ContractTransactionResponse>,
    ): Promise<ContractTransactionReceipt> {
      const sent = await mutex.run("", () => send(wallet));
      const receipt = await sent.wait(Math.max(1, confirmations), TIMEOUT_MS);
      if (receipt?.status !== 1) {
        throw new TransactionFailedError(`The transaction ${sent.hash} failed.`);
      }
      return receipt;
    },
  };
}
