import {
  isCallException,
  isError,
  type Signer,
  type TransactionReceipt,
  type TransactionRequest,
} from "ethers";

import { type Clients, requireSigner } from "../clients.ts";
import { toSaharaError } from "../errors/toSaharaError.ts";
import { TransactionFailedError, TransactionReplacedError } from "../errors/transactionErrors.ts";
import { withMargin } from "./gasLimits.ts";
import type { PreparedTransaction } from "./prepare.ts";

/** What every write returns beside its own results. */
export type Written = {
  hash: string;
  blockNumber: number;
  /** Gas that this transaction used; those before it, such as an approval, count for themselves. */
  gasUsed: bigint;
};

/**
 * Sends a transaction and what has to come before it, each after the other, and waits until it is mined.
 *
 * @throws {ContractRevertError} When a contract refuses, mostly before anything is sent.
 * @throws {TransactionFailedError} When it was mined and failed without a reason.
 */
export async function send(
  clients: Clients,
  prepared: PreparedTransaction,
): Promise<TransactionReceipt> {
  const signer = requireSigner(clients);
  for (const earlier of prepared.before) await send(clients, earlier);

  const { to, data, value } = prepared;
  const request = { to, data, value };
  const gasLimit = withMargin(await signer.estimateGas(request));
  const response = await signer.sendTransaction({ ...request, gasLimit });
  try {
    const receipt = await response.wait();
    if (receipt === null) throw new TransactionReplacedError(response.hash);
    return receipt;
  } catch (error) {
    throw await explain(error, signer, request);
  }
}

/** The part of a receipt that every write returns. */
export function written({ hash, blockNumber, gasUsed }: TransactionReceipt): Written {
  return { hash, blockNumber, gasUsed };
}

/** A receipt names no reason, so the call is made again on the state after it. */
async function explain(
  error: unknown,
  signer: Signer,
  request: TransactionRequest,
): Promise<unknown> {
  if (isError(error, "TRANSACTION_REPLACED")) return new TransactionReplacedError(error.hash);
  const hash = isCallException(error) ? error.receipt?.hash : undefined;
  if (hash === undefined) return error;
  try {
    await signer.call(request);
  } catch (reason) {
    return toSaharaError(reason);
  }
  return new TransactionFailedError(hash, { cause: error });
}
