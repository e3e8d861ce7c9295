import { prepare, type PreparedTransaction } from "../../chain/prepare.ts";
import { send, type Written, written } from "../../chain/send.ts";
import type { Clients } from "../../clients.ts";
import { NoFaultError } from "../../errors/usageErrors.ts";
import { usageOfferId } from "../offers/publishOffer.ts";
import { getUsageOffer } from "../offers/getUsageOffer.ts";
import type { CallReceipt, SignedReceipt, UsageOffer } from "../structs.ts";

/** What an operator signed: one receipt that breaks its offer, or two that contradict each other. */
export type ReportFaultParameters =
  | { signed: SignedReceipt; against?: SignedReceipt | undefined }
  /** A receipt of a directly paid call, and what the operator's posted root has in its place. */
  | { signed: SignedReceipt; leaf: string; proof: readonly string[] };

export type FaultKind =
  "EQUIVOCATION" | "BROKEN_ACCUMULATION" | "OVER_PRICE" | "WRONG_MODEL" | "ROOT_FRAUD";

export type ReportFaultResult = Written & { fault: FaultKind };

/** The unsigned transaction of {@link reportFault}. */
export async function prepareReportFault(
  clients: Clients,
  parameters: ReportFaultParameters,
): Promise<PreparedTransaction> {
  const { data } = await chooseProof(clients, parameters);
  return prepare(clients, "faultProofs", data);
}

/**
 * Proves an operator's fault by its own signatures, choosing the proof that the evidence makes. The signer gets a part of
 * what is slashed.
 *
 * @throws {NoFaultError} When the evidence proves nothing.
 */
export async function reportFault(
  clients: Clients,
  parameters: ReportFaultParameters,
): Promise<ReportFaultResult> {
  const { fault, data } = await chooseProof(clients, parameters);
  const receipt = await send(clients, prepare(clients, "faultProofs", data));
  return { ...written(receipt), fault };
}

async function chooseProof(
  clients: Clients,
  parameters: ReportFaultParameters,
): Promise<{ fault: FaultKind; data: string }> {
  const { interface: faults } = clients.contracts.faultProofs;
  const { signed } = parameters;
  if ("leaf" in parameters) {
    const { leaf, proof } = parameters;
    const data = faults.encodeFunctionData("proveRootFraud", [signed, leaf, [...proof]]);
    return { fault: "ROOT_FRAUD", data };
  }

  const { against } = parameters;
  const pair = against === undefined ? undefined : faultOfPair(signed, against);
  if (pair === "EQUIVOCATION" && against !== undefined) {
    const data = faults.encodeFunctionData("proveEquivocation", [signed, against]);
    return { fault: pair, data };
  }
  if (pair === "BROKEN_ACCUMULATION" && against !== undefined) {
    const [first, second] = inOrder(signed, against);
    const data = faults.encodeFunctionData("proveBrokenAccumulation", [first, second]);
    return { fault: pair, data };
  }
  return await chooseProofOfOne(clients, signed);
}

/** A receipt alone is held against its offer; the first of a lane also against itself. */
async function chooseProofOfOne(clients: Clients, signed: SignedReceipt) {
  const { receipt } = signed;
  const { interface: faults } = clients.contracts.faultProofs;
  if (receipt.seq === 1n && receipt.cumulative !== receipt.amount) {
    const data = faults.encodeFunctionData("proveBrokenAccumulation", [signed, signed]);
    return { fault: "BROKEN_ACCUMULATION" as const, data };
  }
  const { offer } = await getUsageOffer(clients, receipt);
  const fault = faultAgainstOffer(clients, receipt, offer);
  const data =
    fault === "OVER_PRICE"
      ? faults.encodeFunctionData("proveOverPrice", [signed, offer])
      : faults.encodeFunctionData("proveWrongModel", [signed, offer]);
  return { fault, data };
}

function faultAgainstOffer(clients: Clients, receipt: CallReceipt, offer: UsageOffer) {
  if (usageOfferId(clients, { offer }) === receipt.offerId) {
    if (receipt.amount > offer.maxPricePerCall) return "OVER_PRICE" as const;
    if (receipt.modelHash !== offer.modelHash) return "WRONG_MODEL" as const;
  }
  throw new NoFaultError();
}

function faultOfPair(a: SignedReceipt, b: SignedReceipt) {
  if (laneOf(a.receipt) !== laneOf(b.receipt)) return undefined;
  const [{ receipt: first }, { receipt: second }] = inOrder(a, b);
  if (first.seq === second.seq) return "EQUIVOCATION" as const;
  const follows = second.seq === first.seq + 1n;
  const addsUp = second.cumulative === first.cumulative + second.amount;
  return follows && !addsUp ? ("BROKEN_ACCUMULATION" as const) : undefined;
}

function inOrder(a: SignedReceipt, b: SignedReceipt): [SignedReceipt, SignedReceipt] {
  return a.receipt.seq <= b.receipt.seq ? [a, b] : [b, a];
}

function laneOf({ accountId, offerId, lane, epoch }: CallReceipt): string {
  return `${accountId}/${offerId}/${lane}/${epoch}`;
}
