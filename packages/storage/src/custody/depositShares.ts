import { createHash } from "node:crypto";

import type { Signer } from "ethers";

import { askCustodian } from "./askCustodian.ts";
import { type Custody, custodyDigest, custodyToJson } from "./custody.ts";
import { type CustodianFault, CustodianError, NotEnoughSharesError } from "./custodianFaults.ts";
import { type CustodyPolicy, custodyPolicy } from "./custodyPolicy.ts";
import type { WrappedShare } from "./shareKey.ts";
import { signShareDeposit } from "./signedMessages.ts";

export type DepositSharesParameters = {
  custody: Custody;
  shares: readonly WrappedShare[];
  /** The asset's owner. */
  signer: Signer;
  /** Unix time until which custodians take them, at most ten minutes away. */
  deadline: bigint;
  /** Time for each custodian. Defaults to 10 s. */
  timeoutMs?: number | undefined;
};

/**
 * Gives each custodian its share. Depositing again is harmless, so after a failure it is simply repeated. Nothing is
 * released until the owner sets the policy that comes back, which ends every release under the one before.
 *
 * @throws {NotEnoughSharesError} When one did not take its share; it names each.
 */
export async function depositShares({
  custody,
  shares,
  signer,
  deadline,
  timeoutMs = 10_000,
}: DepositSharesParameters): Promise<CustodyPolicy> {
  const faults: CustodianFault[] = [];
  for (const { index, wrapped } of shares) {
    const url = custody.seats.find((seat) => seat.index === index)?.url ?? "";
    const shareHash = `0x${createHash("sha256").update(wrapped).digest("hex")}` as const;
    const deposit = { custody: custodyDigest(custody), index, shareHash, deadline };
    const document = {
      deposit: { ...deposit, deadline: deadline.toString() },
      custody: custodyToJson(custody),
      wrapped: `0x${Buffer.from(wrapped).toString("hex")}`,
      signature: await signShareDeposit(signer, custody, deposit),
    };
    try {
      await askCustodian(url, "/v1/shares", document, AbortSignal.timeout(timeoutMs));
    } catch (error) {
      if (!(error instanceof CustodianError)) throw error;
      faults.push({ index, url, fault: error.fault, detail: error.message });
    }
  }
  if (faults.length === 0) return custodyPolicy(custody);
  throw new NotEnoughSharesError(shares.length - faults.length, shares.length, faults);
}
