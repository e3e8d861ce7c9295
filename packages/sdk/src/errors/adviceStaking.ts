const BY_PROPOSAL = "Only governance slashes, within bounds that are in bytecode.";

/** What to do about the errors of the staking pool and of its rewards. */
export const STAKING_ADVICE = {
  StakingPool_ZeroAccount: "Name an account; the zero address is nobody's.",
  StakingPool_ZeroAmount: "Give an amount above zero.",
  StakingPool_UnknownThaw:
    "The account has no such thaw, or has withdrawn it. Its thaws count from 0; read getStaking.",
  StakingPool_StillThawing: "Stake thaws for 21 days. Withdraw it after the time in the error.",
  StakingPool_SlashOutOfBounds: BY_PROPOSAL,
  StakingPool_SlashTooSoon: BY_PROPOSAL,
  StakingPool_RateTooLow: BY_PROPOSAL,
  StakingRewards_NotPool: "Only the staking pool tells it of receipts that move.",
  StakingRewards_ZeroAccount: "Name an account; the zero address is nobody's.",
  StakingRewards_NotListed: "No rewards come in this token. Read getStaking for those that do.",
  StakingRewards_AlreadyListed: "Rewards come in this token already.",
  StakingRewards_NotInLedger: "The ledger does not take this token. List it there first.",
  StakingRewards_TooManyCurrencies: "Rewards come in as many currencies as they can.",
  StakingRewards_StillDripping:
    "What was harvested last is still being shared out. Harvest after the time in the error.",
  StakingRewards_NothingToHarvest: "No fees came in for the stakers since the last harvest.",
} as const;
