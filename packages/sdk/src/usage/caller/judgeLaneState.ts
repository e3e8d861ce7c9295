import { InvalidReceiptError, InvalidSignatureError } from "../../errors/usageErrors.ts";
import { checkReceipt } from "../checkReceipt.ts";
import type { Digests } from "../digests.ts";
import { toHex } from "../hex.ts";
import type { LaneState } from "../laneState.ts";
import { createReceiptTree } from "../receiptTree.ts";
import type { Signatures } from "../signatures.ts";
import type { SignedReceipt } from "../structs.ts";
import { type CallerLane, seqOf } from "./openLaneBook.ts";

/** What a payer makes of a node's word on a lane. */
export type LaneJudgement =
  /** The answer to a request of this payer got lost; its receipt proves it. */
  | { kind: "lost-answer"; signed: SignedReceipt }
  /** The node signed two receipts for one place. */
  | { kind: "equivocation"; signed: SignedReceipt }
  /** Nothing proves what the node says. */
  | { kind: "unproved"; reason: string };

type JudgeDeps = {
  digests: Digests;
  signatures: Signatures;
  isOperatorKey: (address: string) => boolean;
};

/**
 * Judges a state that a node claims. A payer goes on only from what it signed itself and from a receipt, signed by the
 * operator, for a request that it really sent, at a price that it agreed to.
 */
export function judgeLaneState(
  { digests, signatures, isOperatorKey }: JudgeDeps,
  lane: CallerLane,
  state: LaneState,
): LaneJudgement {
  const signed = state.lastReceipt;
  if (signed === undefined) return unproved("it shows no receipt");
  const { receipt } = signed;
  const seq = seqOf(lane);
  const maxPrice = lane.pending.get(receipt.requestHash);
  const isNext = receipt.seq === seq + 1n && state.seq === receipt.seq;

  try {
    const digest = checkReceipt({ digests, signatures }, signed, {
      ...lane.place,
      seq: receipt.seq,
      // Of an earlier place only the signature matters; what it says is compared as a whole.
      previousCumulative: isNext ? lane.cumulative : receipt.cumulative - receipt.amount,
      maxPrice: isNext ? (maxPrice ?? 0n) : receipt.amount,
      requestHash: receipt.requestHash,
      responseHash: receipt.responseHash,
      modelHash: isNext ? lane.offer.modelHash : receipt.modelHash,
      isOperatorKey,
    });
    if (receipt.seq >= 1n && receipt.seq <= seq) {
      const known = lane.tree.leaf(Number(receipt.seq - 1n));
      const isSame = toHex(known) === toHex(digest);
      return isSame
        ? unproved("it forgot receipts that it signed")
        : { kind: "equivocation", signed };
    }
    if (!isNext) return unproved("it is ahead by calls that nobody made");
    if (maxPrice === undefined) return unproved("its receipt is for a request that nobody sent");
    return followsFrom(lane, state, digest, signatures)
      ? { kind: "lost-answer", signed }
      : unproved("its root does not follow from the receipts");
  } catch (error) {
    if (error instanceof InvalidReceiptError || error instanceof InvalidSignatureError) {
      return unproved(error.message);
    }
    throw error;
  }
}

function followsFrom(
  lane: CallerLane,
  state: LaneState,
  digest: Uint8Array,
  { keccak256 }: Signatures,
): boolean {
  const tree = createReceiptTree(keccak256, lane.tree.frontier());
  tree.append(digest);
  return (
    toHex(tree.root()) === state.receiptsRoot &&
    state.cumulative === state.lastReceipt?.receipt.cumulative
  );
}

function unproved(reason: string): LaneJudgement {
  return { kind: "unproved", reason };
}
