// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IJobBoard} from "../interfaces/IJobBoard.sol";
import {AssetId, PROTOCOL} from "../types/AssetId.sol";
import {JobId} from "../types/JobId.sol";
import {BPS} from "../types/Revenue.sol";
import {JobCredits} from "./JobCredits.sol";

/// @title What the board keeps of each job, and the one way out for its money
/// @dev Jobs are found by id alone: there is no list to go through, so a step costs the same however many are open.
abstract contract JobBook is JobCredits {
    /// @dev The terms and where the job stands: three slots, written when it is posted.
    struct Posted {
        address client;
        uint96 funded;
        address token;
        uint40 deliverBy;
        uint32 reviewPeriod;
        uint16 assetBps;
        JobState state;
        address operator;
        uint40 assetId;
        uint16 feeBps;
        JobKind kind;
        bool race;
    }

    /// @dev Two slots.
    struct Delivered {
        bytes32 resultRoot;
        uint96 amount;
        uint40 time;
    }

    struct Disputed {
        uint96 bond;
        uint40 time;
    }

    uint256 public jobCount;

    mapping(JobId jobId => Posted posted) internal _posted;
    mapping(JobId jobId => Delivered delivered) internal _delivered;
    mapping(JobId jobId => Disputed disputed) internal _disputed;

    /// @inheritdoc IJobBoard
    function jobOf(JobId jobId) external view returns (Job memory job) {
        Posted memory posted = _posted[jobId];
        job.state = posted.state;
        job.kind = posted.kind;
        job.race = posted.race;
        job.client = posted.client;
        job.operator = posted.operator;
        job.token = posted.token;
        job.assetId = AssetId.wrap(posted.assetId);
        job.assetBps = posted.assetBps;
        job.feeBps = posted.feeBps;
        job.funded = posted.funded;
        job.deliverBy = posted.deliverBy;
        job.reviewPeriod = posted.reviewPeriod;
        Delivered memory delivered = _delivered[jobId];
        (job.resultRoot, job.amount, job.deliveredAt) = (delivered.resultRoot, delivered.amount, delivered.time);
        Disputed memory disputed = _disputed[jobId];
        (job.bond, job.disputedAt) = (disputed.bond, disputed.time);
    }

    /* CLOSING */

    /// @dev Closes the job: `paid` of its funds is shared, the rest goes back to the client. What divisions leave
    /// over is the operator's.
    function _close(JobId jobId, uint256 paid) internal {
        Posted storage job = _posted[jobId];
        (address operator, address token) = (job.operator, job.token);
        uint256 fee = (paid * job.feeBps) / BPS;
        uint256 toAsset = ((paid - fee) * job.assetBps) / BPS;
        uint256 toOperator = paid - fee - toAsset;
        uint256 refunded = job.funded - paid;

        job.state = JobState.CLOSED;
        _creditRevenue(PROTOCOL, token, fee);
        _creditRevenue(AssetId.wrap(job.assetId), token, toAsset);
        _credit(operator, token, toOperator);
        _credit(job.client, token, refunded);

        emit JobClosed(jobId, operator, toOperator, toAsset, fee, refunded);
    }

    /// @dev Gives the client the bond of its dispute back, if there was one.
    function _returnBond(JobId jobId) internal {
        Posted storage job = _posted[jobId];
        _credit(job.client, job.token, _disputed[jobId].bond);
    }

    /* CHECKS */

    function _requireClient(JobId jobId) internal view {
        require(_posted[jobId].client == msg.sender, JobBoard_NotClient(jobId, msg.sender));
    }

    function _requireState(JobId jobId, JobState wanted) internal view {
        JobState state = _posted[jobId].state;
        require(state == wanted, JobBoard_WrongState(jobId, state));
    }

    function _requireUntil(uint256 end) internal view {
        require(block.timestamp <= end, JobBoard_TooLate(end));
    }

    function _requireAfter(uint256 end) internal view {
        require(block.timestamp > end, JobBoard_TooEarly(end));
    }
}
