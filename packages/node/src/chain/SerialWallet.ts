import { createMutex } from "@sahara/sdk";
import {
  type Provider,
  Transaction,
  type TransactionRequest,
  type TransactionResponse,
  Wallet,
} from "ethers";

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

  /** Like `sendTransaction`, but hands the signed transaction to `note` before it is sent. */
  async sendNoted(
    transaction: TransactionRequest,
    note: (signed: string) => Promise<void>,
  ): Promise<TransactionResponse> {
    return await this.#exclusive("", async () => {
      const { from: _, ...populated } = await this.populateTransaction(transaction);
      const signed = await this.signTransaction(Transaction.from(populated));
      await note(signed);
      if (this.provider === null) throw new Error("The wallet must be connected to a provider.");
      return await this.provider.broadcastTransaction(signed);
    });
  }
}
