// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";

import {IArbitration} from "../interfaces/IArbitration.sol";
import {IAttributionReports} from "../interfaces/IAttributionReports.sol";
import {IDivergences} from "../interfaces/IDivergences.sol";
import {IJobBoard} from "../interfaces/IJobBoard.sol";
import {IReceiptProofs} from "../interfaces/IReceiptProofs.sol";
import {IUsageMeter} from "../interfaces/IUsageMeter.sol";
import {JobId} from "../types/JobId.sol";
import {ReportId} from "../types/ReportId.sol";
import {CallClaims} from "./CallClaims.sol";

/// @title Arbitration between two parties (DSP-13 to DSP-18)
/// @dev Is the arbiter of the board, the divergences and the reports. Over what is the two parties' alone they may
/// agree on another ruler; an asset has contributors, parents and licensees that agree to nothing, so its court hears
/// the council alone.
contract Arbitration is CallClaims {
    IJobBoard public immutable JOBS;
    IDivergences public immutable DIVERGENCES;
    IAttributionReports public immutable REPORTS;

    mapping(JobId jobId => address arbiter) public arbiterOf;
    mapping(JobId jobId => mapping(address party => address arbiter)) public namedBy;

    constructor(
        address authority,
        IUsageMeter meter,
        IReceiptProofs proofs,
        IJobBoard jobs,
        IDivergences divergences,
        IAttributionReports reports
    ) AccessManaged(authority) CallClaims(meter, proofs) {
        JOBS = jobs;
        DIVERGENCES = divergences;
        REPORTS = reports;
    }

    /// @inheritdoc IArbitration
    function nameArbiter(JobId jobId, address arbiter) external {
        address agreed = arbiterOf[jobId];
        require(agreed == address(0), Arbitration_AlreadyAgreed(jobId, agreed));
        IJobBoard.Job memory job = JOBS.jobOf(jobId);
        bool isClient = job.client == msg.sender;
        require(isClient || job.operator == msg.sender, Arbitration_NotParty(jobId, msg.sender));

        namedBy[jobId][msg.sender] = arbiter;

        emit ArbiterNamed(jobId, msg.sender, arbiter);

        if (arbiter == address(0) || namedBy[jobId][isClient ? job.operator : job.client] != arbiter) return;
        arbiterOf[jobId] = arbiter;
        emit ArbiterAgreed(jobId, arbiter);
    }

    /// @inheritdoc IArbitration
    function ruleJob(JobId jobId, uint16 operatorBps, bool forfeitBond) external {
        _requireRuler(arbiterOf[jobId]);
        JOBS.rule(jobId, operatorBps, forfeitBond);
    }

    /// @inheritdoc IArbitration
    function ruleDivergence(uint256 divergenceId, IDivergences.Verdict verdict) external restricted {
        DIVERGENCES.rule(divergenceId, verdict);
    }

    /// @inheritdoc IArbitration
    function ruleReport(ReportId reportId, bool reportIsWrong) external restricted {
        REPORTS.rule(reportId, reportIsWrong);
    }
}
