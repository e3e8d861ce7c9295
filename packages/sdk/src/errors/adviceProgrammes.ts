/** What to do about the errors of distributions and of incentives. */
export const PROGRAMMES_ADVICE = {
  Distributor_DeadlineOutOfBounds: "The deadline is in the future, at most four years from now.",
  Distributor_NotAToken: "There is no token at this address. Pass an ERC-20's.",
  Distributor_NothingReceived: "The token brought nothing. Pay in more than zero.",
  Distributor_CannotVest: "Only SAHARA vests. Open the distribution without vesting.",
  Distributor_CliffTooLong: "The cliff is no later than the end of the vesting.",
  Distributor_Unknown: "There is no such distribution. Check its id and the network.",
  Distributor_Closed: "The time to claim is over. What was left went back to whoever paid.",
  Distributor_StillOpen: "It can be claimed until the deadline. The rest is returned after it.",
  Distributor_AlreadyClaimed: "This leaf was paid already, to its account.",
  Distributor_InvalidProof:
    "Account, amount and index are those of the file that the root was made from. Read its root.",
  Distributor_Exhausted:
    "The root promises more than was paid in. Ask whoever opened the distribution.",
  Incentives_ZeroAccount: "Name an account that gets the rewards.",
  Incentives_EpochOutOfBounds: "This epoch can be funded, or one of the twelve to come.",
  Incentives_EpochNotOver: "Rewards are known when the epoch is over. Wait for its end.",
  Incentives_NotACurrency: "Budgets are of currencies of the ledger, without the native coin.",
  Incentives_NothingReceived: "The token brought nothing. Pay in more than zero.",
  Incentives_BudgetTooHigh: "The budget would not fit 96 bits. Pay in less.",
  Incentives_UnknownOffer: "There is no such offer. Check its id and the network.",
  Incentives_NotOperator: "The operator of the offer takes its rewards.",
  Incentives_TokensDiffer: "Take rewards in one token at a time.",
  Incentives_NotLedger: "Only the ledger asks for a payment.",
} as const;
