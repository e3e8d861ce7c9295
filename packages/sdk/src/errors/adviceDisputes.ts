const NO_ROOT = "Give the content root of the evidence or statement; it may not be zero.";
const LATE = "The time for this is over. Anyone may take the next step.";

/** What to do about the errors of the court and of arbitration. */
export const DISPUTES_ADVICE = {
  DisputeCourt_UnknownAsset: "There is no such asset. Check its id.",
  DisputeCourt_OwnAsset: "An owner does not claim against its own asset.",
  DisputeCourt_ZeroRoot: NO_ROOT,
  DisputeCourt_TooManyUnits:
    "An asset has 100,000,000 units, and no more are awarded than the claim disputes.",
  DisputeCourt_WrongStage:
    "The claim is at another stage: 0 none, 1 filed, 2 answered, 3 heard, 4 withdrawn, 5 lapsed, 6 dismissed, 7 upheld, 8 remedied. Read claimOf.",
  DisputeCourt_TooLate: LATE,
  DisputeCourt_TooEarly: "Try again after the deadline.",
  DisputeCourt_NotAssetOwner: "Only the asset's owner answers. Sign with it.",
  DisputeCourt_NotClaimant: "Only the claimant takes a claim back. Sign with it.",
  DisputeCourt_AlreadyAnswered: "A claim is answered once.",
  DisputeCourt_NotHeld: "No claim holds the asset, so there is nothing to prolong.",
  DisputeCourt_Held: "Claims hold the asset. Rule on them, or lift them, first.",
  DisputeCourt_NotDescendant:
    "The asset was not made from the one that the claim is against. Tag one hop at a time.",
  DisputeCourt_AlreadyTagged: "The asset is tagged for this claim already.",
  DisputeCourt_OnlyWholeOwnersPosition:
    "A claim that moves no units takes the owner's position, in all currencies. Award that.",
  DisputeCourt_WrongLicense: "The licence is of another asset than the claim is against.",
  DisputeCourt_NotHolder: "Only who holds the licence enters it. Sign with it.",
  DisputeCourt_NothingPaid: "The licence was free, so there is nothing to refund.",
  DisputeCourt_AlreadyEntered: "A licence is entered for a refund once.",
  DisputeCourt_NotEntered:
    "The licence was not entered in time, was struck, or was refunded already.",
  DisputeCourt_NothingLeft: "Nothing is left to pay out in this currency.",
  DisputeCourt_NothingToRelease: "No bond waits for this account.",
  DisputeCourt_OutOfBounds: "The rule is outside the bounds written into the contract.",
  DisputeCourt_NotLedger: "The court takes the native coin from the ledger alone. Send it nothing.",
  Arbitration_NotParty: "Only the client or the operator of the job names an arbiter.",
  Arbitration_AlreadyAgreed: "Both parties agreed on an arbiter, for good.",
  Arbitration_NotArbiter: "The parties agreed on another arbiter. Sign with that one.",
  Arbitration_NotPayer:
    "Only the payer of the account that the receipt names does this, with the terms of that account.",
  Arbitration_NotOperator: "Only the operator that the claim is against answers. Sign with it.",
  Arbitration_NotSettled: "The call has not been paid yet. Wait until the operator redeems it.",
  Arbitration_AmountOutOfBounds:
    "Dispute at least one base unit and at most the price; refund at most what was put up.",
  Arbitration_ZeroRoot: NO_ROOT,
  Arbitration_NothingArrived: "The token moved nothing. Check balance and token.",
  Arbitration_WrongStage:
    "The claim is at another stage: 0 none, 1 filed, 2 answered, 3 withdrawn, 4 unanswered, 5 lapsed, 6 ruled. Read callClaimOf.",
  Arbitration_TooLate: LATE,
  Arbitration_TooEarly: "Try again after that time.",
  Arbitration_NothingToRelease: "Nothing waits for this account in this token.",
} as const;
