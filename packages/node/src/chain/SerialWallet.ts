import { type Provider, type TransactionRequest, type TransactionResponse, Wallet } from "ethers";

import { createMutex } from "../lanes/createMutex.ts";

/** A wallet that sends one transaction after another, so that their nonces follow each other. */
export class SerialWallet extends Wallet {
  readonly #mutex: ReturnType<typeof createMutex>;

  constructor(privateKey: string, provider: Provider | null, mutex = createMutex()) {
    super(privateKey, provider);
    this.#mutex = mutex;
  }

  /** The same account elsewhere, still one transaction at a time. */
  override connect(provider: Provider | null): SerialWallet {
    return new SerialWallet(this.privateKey, provider, this.#mutex);
  }

  override async sendTransaction(transaction: TransactionRequest): Promise<TransactionResponse> {
    return await this.#mutex.run("", () => super.sendTransaction(transaction));
  }
}
