import type {
  ContractTransactionReceipt,
  ContractTransactionResponse,
  Provider,
  Signer,
} from "ethers";

import { SerialWallet } from "./SerialWallet.ts";

export type Sender = ReturnType<typeof createSender>;

export type SenderDeps = {
  readonly provider: Provider;
  readonly privateKey: string;
  readonly confirmations: number;
};

/** Thrown when a transaction is in a block and failed there. */
export class TransactionFailedError extends Error {
  override readonly name = "TransactionFailedError";
}

const TIMEOUT_MS = 120_000;

/** Sends transactions from one key. An account has one sender; see `createSenders`. */
export function createSender({ provider, privateKey, confirmations }: SenderDeps) {
  const wallet = new SerialWallet(privateKey, provider);

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
      const sent = await send(wallet);
      const receipt = await sent.wait(Math.max(1, confirmations), TIMEOUT_MS);
      if (receipt?.status !== 1) {
        throw new TransactionFailedError(`The transaction ${sent.hash} failed.`);
      }
      return receipt;
    },
  };
}
