/** A tree of receipts has 32 levels, so seq has 32 bits. */
const SEQ_BITS = 32n;

/**
 * Key of a receipt: the row of its lane, then its seq. Receipts lie in the order of their lanes, so that a call's
 * receipt goes where the one before it is, and no index is needed.
 */
export function placeOf(laneRow: bigint, seq: bigint): bigint {
  return (laneRow << SEQ_BITS) | seq;
}

/** The seq of a place. */
export function seqOf(place: bigint): bigint {
  return BigInt.asUintN(Number(SEQ_BITS), place);
}
