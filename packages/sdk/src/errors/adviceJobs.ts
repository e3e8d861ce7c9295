/** What to do about the errors of the board of jobs. */
export const JOBS_ADVICE = {
  JobBoard_WrongState:
    "The job is in another state: 0 none, 1 open, 2 taken, 3 delivered, 4 disputed, 5 closed. Read jobOf.",
  JobBoard_NotClient: "Only the client that posted the job does this. Sign with it.",
  JobBoard_NotOperator:
    "The job is another operator's, or kept for one. Read jobOf for whose it is.",
  JobBoard_IsRace: "Nobody takes a race. Commit to the report, and deliver first.",
  JobBoard_RaceForOne: "A race is open to every operator. Name none, or post without race.",
  JobBoard_TooLate: "The time for this has ended. Read jobOf for what can be done now.",
  JobBoard_TooEarly: "This can be done only after that time. Try again later.",
  JobBoard_CurrencyNotAccepted:
    "Jobs are paid in listed tokens, not in the native coin, and in one that the asset takes. Choose another.",
  JobBoard_NothingFunded: "No money arrived at the board. Check reward, balance and token.",
  JobBoard_ShareWithoutAsset: "A job without an asset has no share for one. Set assetBps to 0.",
  JobBoard_ShareTooHigh: "A share is at most 10,000 basis points.",
  JobBoard_ReviewPeriodOutOfBounds: "A review period lasts between 10 minutes and 30 days.",
  JobBoard_ZeroRoot: "Give the content root; it may not be zero.",
  JobBoard_OperatorNotActive:
    "The operator has too little stake that is not thawing. Choose another, or have it stake.",
  JobBoard_NotCapable:
    "The operator's profile does not say that it can do jobs of this kind. Choose another, or call setProfile.",
  JobBoard_NotOperatorsKey:
    "The report is not signed by a key that the operator has now. Sign it with one, or deliver as the operator.",
  JobBoard_NotCommitted:
    "In a race the report must be committed to in an earlier block. Call commitDelivery, and deliver in the next.",
  JobBoard_AmountAboveFunded:
    "The delivery asks for more than the job was funded with. Ask for less.",
  JobBoard_WrongContent:
    "The registration is of other content than what was delivered. Use the delivered root, or accept without registering.",
  JobBoard_NothingAtStake: "The delivery asks for nothing. Accept it to have everything back.",
  JobBoard_ZeroRecipient: "Name a receiver; the zero address can't be paid.",
  JobBoard_NotLedger: "Only the revenue ledger does this, while revenue is passed to it.",
} as const;
