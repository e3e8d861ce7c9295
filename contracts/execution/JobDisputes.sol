// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

import {IJobBoard} from "../interfaces/IJobBoard.sol";
import {JobId} from "../types/JobId.sol";
import {BPS} from "../types/Revenue.sol";
import {JobBook} from "./JobBook.sol";

/// @title Disputes over deliveries
/// @dev An arbiter divides what the delivery asks for, no more: it can't touch another job, nor pay anybody but the
/// two.
abstract contract JobDisputes is JobBook, AccessManaged {
    /// @dev Share of the amount at stake that the client puts up, in basis points.
    uint256 private constant BOND_BPS = 1_000;
    /// @dev Time for a ruling, in seconds.
    uint256 private constant RULING_PERIOD = 14 days;
    /// @dev What the operator gets of amount and bond if nobody rules.
    uint256 private constant LAPSE_BPS = BPS / 2;

    /// @inheritdoc IJobBoard
    function dispute(JobId jobId, bytes32 reasonRoot) external nonReentrant {
        _requireClient(jobId);
        _requireState(jobId, JobState.DELIVERED);
        _requireUntil(_reviewEnd(jobId));
        uint256 amount = _delivered[jobId].amount;
        require(amount != 0, JobBoard_NothingAtStake(jobId));

        Posted storage job = _posted[jobId];
        job.state = JobState.DISPUTED;
        // What the bond is worth is known only when it is here; the guard keeps everybody else waiting.
        uint96 bond = _take(job.token, uint96(Math.ceilDiv(amount * BOND_BPS, BPS)));
        _disputed[jobId] = Disputed(bond, uint40(block.timestamp));

        emit JobDisputed(jobId, reasonRoot, bond);
    }

    /// @inheritdoc IJobBoard
    function rule(JobId jobId, uint16 operatorBps, bool forfeitBond) external restricted nonReentrant {
        _requireState(jobId, JobState.DISPUTED);
        _requireUntil(_rulingEnd(jobId));
        require(operatorBps <= BPS, JobBoard_ShareTooHigh(operatorBps, BPS));

        emit JobRuled(jobId, operatorBps, forfeitBond);
        _divide(jobId, operatorBps, forfeitBond ? BPS : 0);
    }

    /// @inheritdoc IJobBoard
    function lapse(JobId jobId) external nonReentrant {
        _requireState(jobId, JobState.DISPUTED);
        _requireAfter(_rulingEnd(jobId));

        emit JobLapsed(jobId);
        // The bond as well, or a dispute that nobody rules on would cost the client nothing.
        _divide(jobId, LAPSE_BPS, LAPSE_BPS);
    }

    /// @dev Both rounded down for the operator; the rest is the client's.
    function _divide(JobId jobId, uint256 operatorBps, uint256 bondBps) private {
        Posted storage job = _posted[jobId];
        uint256 bond = _disputed[jobId].bond;
        uint256 toOperator = (bond * bondBps) / BPS;
        _credit(job.operator, job.token, toOperator);
        _credit(job.client, job.token, bond - toOperator);
        _close(jobId, (_delivered[jobId].amount * operatorBps) / BPS);
    }

    function _reviewEnd(JobId jobId) internal view returns (uint256) {
        return uint256(_delivered[jobId].time) + _posted[jobId].reviewPeriod;
    }

    function _rulingEnd(JobId jobId) private view returns (uint256) {
        return _disputed[jobId].time + RULING_PERIOD;
    }
}
