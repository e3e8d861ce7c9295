const BY_PROPOSAL = "Only an executed proposal does this. Make one with prepareProposal.";

/** What to do about the errors of the governor, its timelock, and grants that vest. */
export const GOVERNANCE_ADVICE = {
  SaharaGovernor_OutOfBounds:
    "Governance may not go beyond these bounds. Propose a value within them.",
  SaharaGovernor_ProposalIsLive:
    "An account has one proposal at a time that waits for votes or takes them. Wait, or cancel it.",
  SaharaGovernor_TimelockIsFixed: "Deploy another governor and have the timelock name it.",
  SaharaTimelock_OutOfBounds: "The delay is from 1 to 30 days. Propose one within.",
  SaharaTimelock_NeedsNotice:
    "A large move of the treasury waits twelve days longer. Execute it at the time named, or move less.",
  SaharaTimelock_AllowanceLeft:
    "An operation uses up what it lets others spend. Have it call them in the same proposal, and allow no more.",
  GovernorAlreadyCastVote: "The account has used all its votes on this proposal.",
  GovernorAlreadyQueuedProposal: "The proposal is queued already. Execute it after its delay.",
  GovernorDisabledDeposit: "The governor holds nothing. Send it to the timelock, the treasury.",
  GovernorExceedRemainingWeight: "The parts are more than what is left of the account's votes.",
  GovernorInsufficientProposerVotes:
    "The account had too few votes a second ago. Delegate to it first, also one's own tokens.",
  GovernorInvalidProposalLength: "Give as many targets as values and calls, and at least one.",
  GovernorInvalidQuorumFraction: "A quorum is at most all votes.",
  GovernorInvalidQuorumTooLarge: "The quorum is at most the super-quorum.",
  GovernorInvalidSignature: "The voter did not sign this ballot, or signed for another nonce.",
  GovernorInvalidSuperQuorumFraction: "A super-quorum is at most all votes.",
  GovernorInvalidSuperQuorumTooSmall: "The super-quorum is at least the quorum.",
  GovernorInvalidVoteParams:
    "Three parts of 16 bytes go with a fractional vote, and nothing with any other.",
  GovernorInvalidVoteType: "Support is 0 against, 1 for, 2 abstain, 3 with veto, 255 fractional.",
  GovernorInvalidVotingPeriod: "The voting period is at least a day.",
  GovernorNonexistentProposal: "There is no such proposal. Check its id and the network.",
  GovernorOnlyExecutor: BY_PROPOSAL,
  GovernorPreventLateQuorumVoteExtensionTooLarge:
    "The extension for a late quorum is at most the voting period.",
  GovernorProposalQueueingFailed: "The timelock took no operation. Please report it.",
  GovernorProposalQueueingNotRequired: "The proposal needs no queue. Execute it.",
  GovernorRestrictedProposer: "The description names another proposer. End it with one's own.",
  GovernorUnableToCancel:
    "The proposer and the guardian in office cancel; anyone else only before the vote, and only what its proposer has too few votes for.",
  GovernorUnexpectedProposalState: "The proposal is in another state. Read getProposal.",
  InvalidCliffDuration: "A grant's cliff is no later than its end.",
  VestingVotesWallet_HasNoVotes: "This grant was made without votes.",
  VestingVotesWallet_NotTransferable: "This grant stays with its beneficiary.",
} as const;
