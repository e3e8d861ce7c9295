import { SaharaError } from "./SaharaError.ts";

/** Thrown when a deployment does not name all contracts. */
export class IncompleteDeploymentError extends SaharaError {
  override readonly name = "IncompleteDeploymentError";
  readonly missing: readonly string[];

  constructor(missing: readonly string[]) {
    super(
      `The deployment names no address for ${missing.join(", ")}. ` +
        "Export the addresses of the deployment again and pass that file's content.",
    );
    this.missing = missing;
  }
}

/** Thrown when no addresses were passed and none are known for the chain. */
export class UnknownDeploymentError extends SaharaError {
  override readonly name = "UnknownDeploymentError";
  readonly chainId: bigint;

  constructor(chainId: bigint) {
    super(
      `No deployment of Sahara is known for chain ${chainId}. ` +
        "Pass `addresses`: the exported JSON of your deployment, or check the RPC URL.",
    );
    this.chainId = chainId;
  }
}

/** Thrown when the addresses are of another chain than the one connected to. */
export class WrongChainError extends SaharaError {
  override readonly name = "WrongChainError";
  readonly connected: bigint;
  readonly expected: bigint;

  constructor(connected: bigint, expected: bigint) {
    super(
      `The addresses are of chain ${expected}, but the provider is connected to chain ${connected}. ` +
        "Change the RPC URL or the deployment.",
    );
    this.connected = connected;
    this.expected = expected;
  }
}

/** Thrown when there is no code where a contract should be. */
export class NotDeployedError extends SaharaError {
  override readonly name = "NotDeployedError";
  readonly chainId: bigint;
  readonly address: string;

  constructor(chainId: bigint, address: string) {
    super(
      `There is no contract at ${address} on chain ${chainId}. ` +
        "Deploy first, or pass the `addresses` of the deployment that you mean.",
    );
    this.chainId = chainId;
    this.address = address;
  }
}
