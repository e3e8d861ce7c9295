// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {Governor, IGovernor} from "@openzeppelin/contracts/governance/Governor.sol";
import {TimelockController} from "@openzeppelin/contracts/governance/TimelockController.sol";
// solhint-disable-next-line max-line-length
import {GovernorCountingFractional} from "@openzeppelin/contracts/governance/extensions/GovernorCountingFractional.sol";
import {GovernorCountingSimple} from "@openzeppelin/contracts/governance/extensions/GovernorCountingSimple.sol";
import {GovernorNoncesKeyed} from "@openzeppelin/contracts/governance/extensions/GovernorNoncesKeyed.sol";
import {GovernorPreventLateQuorum} from "@openzeppelin/contracts/governance/extensions/GovernorPreventLateQuorum.sol";
import {GovernorProposalGuardian} from "@openzeppelin/contracts/governance/extensions/GovernorProposalGuardian.sol";
import {GovernorSettings} from "@openzeppelin/contracts/governance/extensions/GovernorSettings.sol";
import {GovernorSuperQuorum} from "@openzeppelin/contracts/governance/extensions/GovernorSuperQuorum.sol";
import {GovernorTimelockControl} from "@openzeppelin/contracts/governance/extensions/GovernorTimelockControl.sol";
import {GovernorVotes} from "@openzeppelin/contracts/governance/extensions/GovernorVotes.sol";
// solhint-disable-next-line max-line-length
import {GovernorVotesQuorumFraction} from "@openzeppelin/contracts/governance/extensions/GovernorVotesQuorumFraction.sol";
// solhint-disable-next-line max-line-length
import {GovernorVotesSuperQuorumFraction} from "@openzeppelin/contracts/governance/extensions/GovernorVotesSuperQuorumFraction.sol";
import {IVotes} from "@openzeppelin/contracts/governance/utils/IVotes.sol";
import {Nonces} from "@openzeppelin/contracts/utils/Nonces.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {Checkpoints} from "@openzeppelin/contracts/utils/structs/Checkpoints.sol";

import {ISaharaGovernor} from "../interfaces/ISaharaGovernor.sol";
import {SaharaToken} from "../token/SaharaToken.sol";
import {EXCLUDED, GovernanceRules} from "../types/Governance.sol";
import {BPS} from "../types/Revenue.sol";

/// @title The governor: holders of SAHARA decide, the timelock executes
/// @dev OpenZeppelin's modules, with what follows below: bounds, the counted supply, the veto, the guardian's term, one
/// live proposal a proposer. It keeps no proposal's text (`GovernorStorage`): its event has it.
contract SaharaGovernor is
    GovernorSettings,
    GovernorCountingFractional,
    GovernorVotesSuperQuorumFraction,
    GovernorPreventLateQuorum,
    GovernorProposalGuardian,
    GovernorTimelockControl,
    GovernorNoncesKeyed,
    ISaharaGovernor
{
    using Checkpoints for Checkpoints.Trace208;

    /// @dev The support of a vote against with veto.
    uint8 private constant VETO = 3;
    uint48 private constant GUARDIAN_TERM = 365 days;
    /// @dev Quorums are shares of at least this part of the supply.
    uint256 private constant LEAST_COUNTED_DIVISOR = 100;

    /// @notice The staking pool, whose receipts vote beside SAHARA; what it holds it delegates to nobody.
    IVotes public immutable STAKED;
    /// @dev The supply never changes, so nobody has to be asked for it again.
    uint256 private immutable SUPPLY;

    Checkpoints.Trace208 private _vetoHistory;

    uint48 public guardianUntil;
    mapping(uint256 proposalId => uint256 votes) public vetoVotes;
    mapping(address proposer => uint256 proposalId) public latestProposalOf;

    constructor(
        SaharaToken votes,
        IVotes staked,
        TimelockController executor,
        GovernanceRules memory rules
    )
        Governor("SaharaGovernor")
        GovernorSettings(rules.votingDelay, rules.votingPeriod, rules.proposalThreshold)
        GovernorVotes(votes)
        GovernorVotesQuorumFraction(rules.quorumBps)
        GovernorVotesSuperQuorumFraction(rules.superQuorumBps)
        GovernorPreventLateQuorum(rules.lateQuorumExtension)
        GovernorTimelockControl(executor)
    {
        STAKED = staked;
        SUPPLY = votes.TOTAL_SUPPLY();
        _setVeto(rules.vetoBps);
        _setProposalGuardian(rules.guardian);
    }

    /* VETO */

    /// @inheritdoc ISaharaGovernor
    function setVeto(uint256 bps) external onlyGovernance {
        _setVeto(bps);
    }

    /// @inheritdoc ISaharaGovernor
    function vetoBps() external view returns (uint256) {
        return _vetoHistory.latest();
    }

    /// @inheritdoc ISaharaGovernor
    function vetoBps(uint256 timepoint) public view returns (uint256) {
        return _optimisticUpperLookupRecent(_vetoHistory, timepoint);
    }

    // solhint-disable-next-line func-name-mixedcase
    function COUNTING_MODE() public pure override(IGovernor, GovernorCountingFractional) returns (string memory) {
        return "support=bravo,fractional&quorum=for,abstain&params=fractional&veto=3";
    }

    function _setVeto(uint256 bps) private {
        _requireWithin(bps, 2_500, BPS);

        emit VetoSet(_vetoHistory.latest(), bps);
        _vetoHistory.push(clock(), SafeCast.toUint208(bps));
    }

    function _countVote(
        uint256 proposalId,
        address account,
        uint8 support,
        uint256 totalWeight,
        bytes memory params
    ) internal override(Governor, GovernorCountingFractional) returns (uint256 weight) {
        if (support != VETO) return super._countVote(proposalId, account, support, totalWeight, params);

        uint8 against = uint8(GovernorCountingSimple.VoteType.Against);
        weight = super._countVote(proposalId, account, against, totalWeight, params);
        vetoVotes[proposalId] += weight;
    }

    function _voteSucceeded(
        uint256 proposalId
    ) internal view override(Governor, GovernorCountingFractional) returns (bool) {
        if (!super._voteSucceeded(proposalId)) return false;
        uint256 veto = vetoVotes[proposalId];
        if (veto == 0) return true;

        (uint256 againstVotes, uint256 forVotes, uint256 abstainVotes) = proposalVotes(proposalId);
        // Votes stay below the supply, 2^94.
        return veto * BPS <= vetoBps(proposalSnapshot(proposalId)) * (againstVotes + forVotes + abstainVotes);
    }

    function _getVotes(
        address account,
        uint256 timepoint,
        bytes memory
    ) internal view override(Governor, GovernorVotes) returns (uint256) {
        return _votesOf(account, timepoint);
    }

    /// @dev Of SAHARA and of receipts for staked SAHARA: no token is both at a time.
    function _votesOf(address account, uint256 timepoint) private view returns (uint256) {
        return token().getPastVotes(account, timepoint) + STAKED.getPastVotes(account, timepoint);
    }

    /* QUORUM */

    /// @inheritdoc ISaharaGovernor
    function countedSupply(uint256 timepoint) public view returns (uint256) {
        return Math.max(SUPPLY - _votesOf(EXCLUDED, timepoint), SUPPLY / LEAST_COUNTED_DIVISOR);
    }

    function quorum(uint256 timepoint) public view override(Governor, GovernorVotesQuorumFraction) returns (uint256) {
        return (countedSupply(timepoint) * quorumNumerator(timepoint)) / BPS;
    }

    function superQuorum(uint256 timepoint) public view override returns (uint256) {
        return (countedSupply(timepoint) * superQuorumNumerator(timepoint)) / BPS;
    }

    function quorumDenominator() public pure override returns (uint256) {
        return BPS;
    }

    /* PROPOSALS */

    function _propose(
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        string memory description,
        address proposer
    ) internal override returns (uint256 proposalId) {
        uint256 latest = latestProposalOf[proposer];
        require(latest == 0 || !_isLive(latest), SaharaGovernor_ProposalIsLive(proposer, latest));

        proposalId = super._propose(targets, values, calldatas, description, proposer);
        latestProposalOf[proposer] = proposalId;
    }

    function _isLive(uint256 proposalId) private view returns (bool) {
        ProposalState current = state(proposalId);
        return current == ProposalState.Pending || current == ProposalState.Active;
    }

    /* CANCELLATION */

    /// @notice The guardian in office; zero when there is none or the term is over.
    function proposalGuardian() public view override returns (address) {
        return block.timestamp < guardianUntil ? super.proposalGuardian() : address(0);
    }

    function _setProposalGuardian(address newProposalGuardian) internal override {
        super._setProposalGuardian(newProposalGuardian);

        guardianUntil = newProposalGuardian == address(0) ? 0 : clock() + GUARDIAN_TERM;
        emit GuardianTermSet(newProposalGuardian, guardianUntil);
    }

    /// @dev The guardian in office and the proposer may, at any time before execution; before the vote anyone may, once
    /// the proposer has fewer votes than it takes to propose.
    function _validateCancel(
        uint256 proposalId,
        address caller
    ) internal view override(Governor, GovernorProposalGuardian) returns (bool) {
        address proposer = proposalProposer(proposalId);
        if (caller == proposer || super._validateCancel(proposalId, caller)) return true;

        return state(proposalId) == ProposalState.Pending && getVotes(proposer, clock() - 1) < proposalThreshold();
    }

    /* BOUNDS */

    function _setVotingDelay(uint48 newVotingDelay) internal override {
        _requireWithin(newVotingDelay, 1 hours, 14 days);
        super._setVotingDelay(newVotingDelay);
    }

    function _setVotingPeriod(uint32 newVotingPeriod) internal override {
        _requireWithin(newVotingPeriod, 1 days, 30 days);
        super._setVotingPeriod(newVotingPeriod);
    }

    function _setProposalThreshold(uint256 newProposalThreshold) internal override {
        _requireWithin(newProposalThreshold, 100_000e18, 100_000_000e18);
        super._setProposalThreshold(newProposalThreshold);
    }

    function _setLateQuorumVoteExtension(uint48 newVoteExtension) internal override {
        _requireWithin(newVoteExtension, 1 hours, votingPeriod());
        super._setLateQuorumVoteExtension(newVoteExtension);
    }

    function _updateQuorumNumerator(uint256 newQuorumNumerator) internal override {
        _requireWithin(newQuorumNumerator, 100, 5_000);
        super._updateQuorumNumerator(newQuorumNumerator);
    }

    function _updateSuperQuorumNumerator(uint256 newSuperQuorumNumerator) internal override {
        _requireWithin(newSuperQuorumNumerator, 4_000, 9_000);
        super._updateSuperQuorumNumerator(newSuperQuorumNumerator);
    }

    /// @dev Another timelock would hold neither the treasury nor any role.
    function updateTimelock(TimelockController) public pure override {
        revert SaharaGovernor_TimelockIsFixed();
    }

    function _requireWithin(uint256 value, uint256 min, uint256 max) private pure {
        require(value >= min && value <= max, SaharaGovernor_OutOfBounds(value, min, max));
    }

    /* CLOCK */

    /// @dev The token's clock, without asking it.
    function clock() public view override(Governor, GovernorVotes) returns (uint48) {
        // Safe for the next eight million years.
        return uint48(block.timestamp);
    }

    // solhint-disable-next-line func-name-mixedcase
    function CLOCK_MODE() public pure override(Governor, GovernorVotes) returns (string memory) {
        return "mode=timestamp";
    }

    /* WHERE MODULES MEET */

    function state(
        uint256 proposalId
    )
        public
        view
        override(Governor, GovernorVotesSuperQuorumFraction, GovernorTimelockControl)
        returns (ProposalState)
    {
        return super.state(proposalId);
    }

    function proposalVotes(
        uint256 proposalId
    )
        public
        view
        override(GovernorCountingFractional, GovernorSuperQuorum)
        returns (uint256 againstVotes, uint256 forVotes, uint256 abstainVotes)
    {
        return super.proposalVotes(proposalId);
    }

    function proposalDeadline(
        uint256 proposalId
    ) public view override(Governor, GovernorPreventLateQuorum) returns (uint256) {
        return super.proposalDeadline(proposalId);
    }

    function proposalThreshold() public view override(Governor, GovernorSettings) returns (uint256) {
        return super.proposalThreshold();
    }

    function proposalNeedsQueuing(
        uint256 proposalId
    ) public view override(Governor, GovernorTimelockControl) returns (bool) {
        return super.proposalNeedsQueuing(proposalId);
    }

    function _tallyUpdated(uint256 proposalId) internal override(Governor, GovernorPreventLateQuorum) {
        super._tallyUpdated(proposalId);
    }

    function _queueOperations(
        uint256 proposalId,
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        bytes32 descriptionHash
    ) internal override(Governor, GovernorTimelockControl) returns (uint48) {
        return super._queueOperations(proposalId, targets, values, calldatas, descriptionHash);
    }

    function _executeOperations(
        uint256 proposalId,
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        bytes32 descriptionHash
    ) internal override(Governor, GovernorTimelockControl) {
        super._executeOperations(proposalId, targets, values, calldatas, descriptionHash);
    }

    function _cancel(
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        bytes32 descriptionHash
    ) internal override(Governor, GovernorTimelockControl) returns (uint256) {
        return super._cancel(targets, values, calldatas, descriptionHash);
    }

    function _executor() internal view override(Governor, GovernorTimelockControl) returns (address) {
        return super._executor();
    }

    function _useCheckedNonce(address owner, uint256 nonce) internal override(Nonces, GovernorNoncesKeyed) {
        super._useCheckedNonce(owner, nonce);
    }

    function _validateVoteSig(
        uint256 proposalId,
        uint8 support,
        address voter,
        bytes memory signature
    ) internal override(Governor, GovernorNoncesKeyed) returns (bool) {
        return super._validateVoteSig(proposalId, support, voter, signature);
    }

    function _validateExtendedVoteSig(
        uint256 proposalId,
        uint8 support,
        address voter,
        string memory reason,
        bytes memory params,
        bytes memory signature
    ) internal override(Governor, GovernorNoncesKeyed) returns (bool) {
        return super._validateExtendedVoteSig(proposalId, support, voter, reason, params, signature);
    }
}
