const NOBODY = "Name an account; the zero address is nobody's.";
const NOTHING = "Give an amount above zero.";
const BY_PROPOSAL = "Only governance slashes, within bounds that are in bytecode.";

/** What to do about the errors of the staking pool, of its rewards, and of what backs operators. */
export const STAKING_ADVICE = {
  OperatorBacking_ZeroAccount: NOBODY,
  OperatorBacking_ZeroAmount: NOTHING,
  OperatorBacking_TooMuch:
    "At most ten times what stands of an operator's own stake is staked behind it. The error says what fits.",
  OperatorBacking_Ruined: "Slashes took nearly all that backed this operator. Back another.",
  OperatorBacking_NotBacked: "The account has fewer shares behind this operator. Read getBacking.",
  OperatorBacking_UnknownThaw:
    "The account has no such thaw behind this operator, or has withdrawn it. They count from 0.",
  OperatorBacking_StillThawing:
    "Backing thaws for 12 days. Withdraw it after the time in the error.",
  OperatorBacking_TooFewShares:
    "Rewards drip to 1,000 SAHARA of backing or more. Pay when so much stands behind the operator.",
  OperatorBacking_StillDripping:
    "The last payment is still being shared out. Pay again after the time in the error.",
  StakingPool_ZeroAccount: NOBODY,
  StakingPool_ZeroAmount: NOTHING,
  StakingPool_UnknownThaw:
    "The account has no such thaw, or has withdrawn it. Its thaws count from 0; read getStaking.",
  StakingPool_StillThawing: "Stake thaws for 21 days. Withdraw it after the time in the error.",
  StakingPool_SlashOutOfBounds: BY_PROPOSAL,
  StakingPool_SlashTooSoon: BY_PROPOSAL,
  StakingPool_RateTooLow: BY_PROPOSAL,
  StakingPool_OnlyToTreasury:
    "What the treasury staked goes back to it alone. Unstake it, and withdraw it to the treasury.",
  StakingRewards_NotPool: "Only the staking pool tells it of receipts that move.",
  StakingRewards_ZeroAccount: NOBODY,
  StakingRewards_NotListed: "No rewards come in this token. Read getStaking for those that do.",
  StakingRewards_AlreadyListed: "Rewards come in this token already.",
  StakingRewards_NotInLedger: "The ledger does not take this token. List it there first.",
  StakingRewards_TooManyCurrencies: "Rewards come in as many currencies as they can.",
  StakingRewards_StillDripping:
    "What was harvested last is still being shared out. Harvest after the time in the error.",
  StakingRewards_NothingToHarvest: "No fees came in for the stakers since the last harvest.",
} as const;
