// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @dev Whoever delegates to this address takes part in no vote and no quorum: the treasury, and grants that may not
/// vote before they vest. Nobody has its key: it is the end of a hash.
address constant EXCLUDED = address(uint160(uint256(keccak256("sahara: votes that count for nothing"))));

/// @notice What a governor starts with. Shares are in basis points, times in seconds.
struct GovernanceRules {
    /// @dev From a proposal to the moment whose votes count.
    uint48 votingDelay;
    uint32 votingPeriod;
    /// @dev Votes that a proposer has, in base units.
    uint256 proposalThreshold;
    /// @dev For and abstain together, of the counted supply, below which nothing passes.
    uint16 quorumBps;
    /// @dev For alone, of the counted supply, with which a proposal passes at once.
    uint16 superQuorumBps;
    /// @dev Votes with veto, of all votes cast, above which nothing passes; 10,000 is without veto.
    uint16 vetoBps;
    /// @dev Least time to vote that is left after the quorum was reached.
    uint48 lateQuorumExtension;
    /// @dev May cancel proposals for a year; zero is nobody.
    address guardian;
}
