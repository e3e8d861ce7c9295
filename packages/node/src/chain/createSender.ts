import {
  type ContractTransactionReceipt,
  type ContractTransactionResponse,
  type Provider,
  type Signer,
  Transaction,
  type TransactionRequest,
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
  const blocks = Math.max(1, confirmations);

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
      const receipt = await sent.wait(blocks, TIMEOUT_MS);
      if (receipt?.status !== 1) {
        throw new TransactionFailedError(`The transaction ${sent.hash} failed.`);
      }
      return receipt;
    },
    /**
     * Sends a transaction that `note` has kept, signed, and waits until it is in the chain: after a crash, `settle` goes on
     * with what was kept.
     *
     * @throws {TransactionFailedError}
     */
    async sendNoted(
      transaction: TransactionRequest,
      note: (signed: string) => Promise<void>,
    ): Promise<void> {
      const sent = await wallet.sendNoted(transaction, note);
      const receipt = await sent.wait(blocks, TIMEOUT_MS);
      if (receipt?.status !== 1) {
        throw new TransactionFailedError(`The transaction ${sent.hash} failed.`);
      }
    },
    /** Whether a signed transaction went through; sends it if it may still. False: it failed, or never will be taken. */
    async settle(signed: string): Promise<boolean> {
      const { hash, nonce } = Transaction.from(signed);
      if (hash === null) throw new Error("cannot happen: a kept transaction is not signed");
      if ((await provider.getTransaction(hash)) === null) {
        const next = await provider.getTransactionCount(wallet.address);
        // Another transaction has its place. Asked in this order, so that it can't be its own.
        if (next > nonce && (await provider.getTransactionReceipt(hash)) === null) return false;
        if (next <= nonce) await provider.broadcastTransaction(signed);
      }
      const receipt = await provider.waitForTransaction(hash, blocks, TIMEOUT_MS);
      return receipt?.status === 1;
    },
  };
}
