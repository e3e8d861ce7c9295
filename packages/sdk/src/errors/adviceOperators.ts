const NOT_OPERATORS_KEY =
  "The receipt's signature is not of a key that the operator had when the call finished, so it proves nothing.";
const WRONG_OFFER = "The receipt names another offer. Give the offer that it was signed for.";

/** What to do about the errors of operators, and of proofs and disputes about what they signed. */
export const OPERATORS_ADVICE = {
  OperatorRegistry_ZeroAccount: "Name an account; the zero address can't stake or be paid.",
  OperatorRegistry_ZeroAmount: "Stake more than zero.",
  OperatorRegistry_NotStaked: "The operator has staked less than that. Read operatorOf.",
  OperatorRegistry_NothingThawing: "Request a withdrawal of stake first, and wait 14 days.",
  OperatorRegistry_StillThawing: "The stake thaws until then. Try again later.",
  OperatorRegistry_EndpointTooLong: "An endpoint has at most 256 bytes. Use a shorter URL.",
  OperatorRegistry_KeyTaken:
    "A key belongs to one operator for ever, and this one was added before. Create another key.",
  OperatorRegistry_NotPossessed:
    "The key itself must sign OperatorKey for this operator, contract and chain. Sign again with it.",
  OperatorRegistry_UnknownKey: "This key is not the operator's. Add it first.",
  OperatorRegistry_KeyEnded: "The key was revoked already, and can't come back. Add another.",
  OperatorRegistry_AlreadySlashed: "Stake was slashed for this key already; it is slashed once.",
  OperatorRegistry_NotMeter: "Only the meter locks stake, when it settles usage.",
  OperatorRegistry_OverCapacity:
    "The operator's free stake covers less revenue. Wait until locks end, or stake more.",
  OperatorRegistry_OutOfBounds: "The value is above the bound written into the contract.",
  FaultProofs_NotOperatorsKey: NOT_OPERATORS_KEY,
  FaultProofs_DifferentPlaces:
    "The receipts are not of the places that this fault is about. Compare account, offer, lane, epoch and seq.",
  FaultProofs_NoFault: "The receipts contradict nothing: there is no such fault to prove.",
  FaultProofs_WrongOffer: WRONG_OFFER,
  FaultProofs_NotUnderRoot:
    "The proof does not lead to the posted root. Build it from the receipts of exactly that root.",
  Divergences_WrongOffer: WRONG_OFFER,
  Divergences_NotDeterministic:
    "The offer does not promise the same answer everywhere, so different answers prove nothing.",
  Divergences_DifferentModels: "The receipts are of different models, which may well differ.",
  Divergences_NotOperatorsKey: NOT_OPERATORS_KEY,
  Divergences_SameOperator:
    "Both receipts are of one operator. A divergence is between two of them.",
  Divergences_DifferentRequests: "The receipts answer different requests, which may well differ.",
  Divergences_SameResponse: "The receipts agree: there is nothing to dispute.",
  Divergences_AlreadyOpened: "Somebody opened a dispute with these two receipts already.",
  Divergences_NotOpen: "There is no such dispute, or it is over. Read divergenceOf.",
  Divergences_NoVerdict: "A ruling says who was wrong, or that the dispute was unfounded.",
  Divergences_RulingPeriodOver: "It is too late to rule. Anyone may let the dispute lapse.",
  Divergences_RulingPeriodOpen: "The arbiter has 14 days. Try again after them.",
  Divergences_NothingToRelease: "No bond waits for this account.",
  ReceiptProofs_NotOperatorsKey: NOT_OPERATORS_KEY,
  ReceiptProofs_WrongOffer: WRONG_OFFER,
  ReceiptProofs_NotInLane:
    "The proof does not lead to the root that the chain has of the lane. Fetch the proof for exactly that root.",
  ReceiptProofs_NotReached:
    "The root on chain does not reach this receipt yet. Try again when the operator has redeemed.",
  ReceiptTree_NoSuchPlace: "Receipts count from 1 to 2^32 in a lane.",
} as const;
