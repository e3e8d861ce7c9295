// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @title What Sahara's governor adds to OpenZeppelin's modules
/// @notice Holders and stakers of SAHARA propose and vote; the timelock executes. Votes count as they were delegated at
/// a proposal's snapshot, so tokens borrowed later count for nothing.
/// @dev Support 0 is against, 1 for, 2 abstain, 255 fractional, and 3 is against with veto. Every parameter has bounds
/// in bytecode, so that no vote can make the next one impossible or meaningless.
interface ISaharaGovernor {
    /// @notice The share of votes cast above which votes with veto defeat a proposal, in basis points.
    event VetoSet(uint256 previousBps, uint256 bps);
    /// @notice The guardian holds office until then.
    event GuardianTermSet(address indexed guardian, uint48 until);

    /// @notice Thrown when a parameter is outside `[min, max]`.
    error SaharaGovernor_OutOfBounds(uint256 value, uint256 min, uint256 max);
    /// @notice Thrown when `proposer` has a proposal that waits for votes or takes them.
    error SaharaGovernor_ProposalIsLive(address proposer, uint256 proposalId);
    /// @notice Thrown by whatever would bind the governor to another timelock; deploy another governor instead.
    error SaharaGovernor_TimelockIsFixed();

    /// @notice Sets the share of votes cast above which votes with veto defeat a proposal, for proposals whose snapshot
    /// is later; between 2,500 and 10,000, which is without veto. By a proposal only.
    function setVeto(uint256 bps) external;

    /// @notice The votes against with veto that `proposalId` has; they are among the votes against.
    function vetoVotes(uint256 proposalId) external view returns (uint256);

    /// @notice The veto share of proposals made now, in basis points.
    function vetoBps() external view returns (uint256);

    /// @notice The veto share of proposals with the snapshot `timepoint`, in basis points.
    function vetoBps(uint256 timepoint) external view returns (uint256);

    /// @notice The supply that quorums are shares of: without what was delegated to EXCLUDED at `timepoint`, staked or
    /// not, but at least a hundredth of all, so that dust never decides alone.
    function countedSupply(uint256 timepoint) external view returns (uint256);

    /// @notice Until when the guardian may cancel.
    function guardianUntil() external view returns (uint48);

    /// @notice The last proposal of `proposer`; zero if there was none.
    function latestProposalOf(address proposer) external view returns (uint256);
}
