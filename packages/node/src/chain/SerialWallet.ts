import { createMutex } from "@sahara/sdk";
import { type Provider, type TransactionRequest, type TransactionResponse, Wallet } from "ethers";

/** A wallet that sends one transaction after another, so that their nonces follow each other. */
export class SerialWallet extends Wallet {
  readonly #exclusive: ReturnType<typeof createMutex>;

  constructor(privateKey: string, provider: Provider | null, exclusive = createMutex()) {
    super(privateKey, provider);
    this.#exclusive = exclusive;
  }

  /** The same account elsewhere, still one transaction at a time. */
  override connect(provider: Provider | null): SerialWallet {
    return new SerialWallet(this.privateKey, provider, this.#exclusive);
  }

  override async sendTransaction(transaction: TransactionRequest): Promise<TransactionResponse> {
    return await this.#exclusive("", () => super.sendTransaction(transaction));
  }
}
