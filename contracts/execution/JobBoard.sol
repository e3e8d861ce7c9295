// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";

import {EntryPause} from "../governance/EntryPause.sol";
import {IJobBoard} from "../interfaces/IJobBoard.sol";
import {IOperatorRegistry} from "../interfaces/IOperatorRegistry.sol";
import {IProtocolParameters} from "../interfaces/IProtocolParameters.sol";
import {IRegistrar} from "../interfaces/IRegistrar.sol";
import {IRevenueLedger} from "../interfaces/IRevenueLedger.sol";
import {AssetId, PROTOCOL} from "../types/AssetId.sol";
import {JobId} from "../types/JobId.sol";
import {BPS, NATIVE} from "../types/Revenue.sol";
import {JobCredits} from "./JobCredits.sol";
import {JobDeliveries} from "./JobDeliveries.sol";
import {JobDisputes} from "./JobDisputes.sol";

/// @title The board of jobs
/// @dev A job's money is in one of three places, of which each token's sum is what the board holds: open jobs with
/// their bonds, credits, and revenue. `_close` moves it from the first to the others, once, since it ends the only
/// states that lead there. The invariants are numbered JOB-1 to JOB-12 in docs/requirements.md.
contract JobBoard is EntryPause, JobDeliveries, JobDisputes {
    uint32 private constant MIN_REVIEW_PERIOD = 10 minutes;
    uint32 private constant MAX_REVIEW_PERIOD = 30 days;

    IProtocolParameters public immutable PARAMETERS;
    IRegistrar public immutable REGISTRAR;

    constructor(
        address authority,
        IProtocolParameters parameters,
        IRevenueLedger ledger,
        IRegistrar registrar,
        IOperatorRegistry operators
    ) AccessManaged(authority) JobCredits(ledger) JobDeliveries(operators) {
        PARAMETERS = parameters;
        REGISTRAR = registrar;
    }

    /* POSTING */

    /// @inheritdoc IJobBoard
    function post(JobSpec calldata spec) external whenOpen nonReentrant returns (JobId) {
        return _post(spec, JobState.OPEN);
    }

    /// @inheritdoc IJobBoard
    function postAssigned(JobSpec calldata spec) external whenOpen nonReentrant returns (JobId jobId) {
        _requireAble(spec.operator, spec.kind);

        jobId = _post(spec, JobState.TAKEN);

        emit JobAssigned(jobId, spec.operator);
    }

    /// @inheritdoc IJobBoard
    function cancel(JobId jobId) external nonReentrant {
        _requireClient(jobId);
        _requireState(jobId, JobState.OPEN);

        emit JobCancelled(jobId);
        _close(jobId, 0);
    }

    /* DOING */

    /// @inheritdoc IJobBoard
    function take(JobId jobId) external whenOpen {
        address only = _posted[jobId].operator;
        require(only == address(0) || only == msg.sender, JobBoard_NotOperator(jobId, msg.sender));

        _give(jobId, msg.sender);

        emit JobTaken(jobId, msg.sender);
    }

    /// @inheritdoc IJobBoard
    function assign(JobId jobId, address operator) external whenOpen {
        _requireClient(jobId);

        _give(jobId, operator);

        emit JobAssigned(jobId, operator);
    }

    /// @inheritdoc IJobBoard
    function concede(JobId jobId) external nonReentrant {
        Posted storage job = _posted[jobId];
        JobState state = job.state;
        require(
            state == JobState.TAKEN || state == JobState.DELIVERED || state == JobState.DISPUTED,
            JobBoard_WrongState(jobId, state)
        );
        require(job.operator == msg.sender, JobBoard_NotOperator(jobId, msg.sender));

        emit JobConceded(jobId, msg.sender);
        _returnBond(jobId);
        _close(jobId, 0);
    }

    /* ENDING */

    /// @inheritdoc IJobBoard
    function accept(JobId jobId) external nonReentrant {
        _accept(jobId);
    }

    /// @inheritdoc IJobBoard
    function acceptAndRegister(
        JobId jobId,
        IRegistrar.Registration calldata registration,
        uint256 deadline,
        bytes calldata signature
    ) external nonReentrant returns (AssetId assetId) {
        _accept(jobId);
        bytes32 resultRoot = _delivered[jobId].resultRoot;
        require(registration.contentRoot == resultRoot, JobBoard_WrongContent(registration.contentRoot, resultRoot));

        // The Registrar refuses what the client did not sign. Everything here is closed before it calls anybody.
        assetId = REGISTRAR.registerFor(registration, msg.sender, deadline, signature);

        emit JobRegistered(jobId, assetId);
    }

    /// @inheritdoc IJobBoard
    function acceptSilent(JobId jobId) external nonReentrant {
        _requireState(jobId, JobState.DELIVERED);
        _requireAfter(_reviewEnd(jobId));

        emit JobAccepted(jobId, true);
        _close(jobId, _delivered[jobId].amount);
    }

    /// @inheritdoc IJobBoard
    function timeOut(JobId jobId) external nonReentrant {
        Posted storage job = _posted[jobId];
        JobState state = job.state;
        require(state == JobState.OPEN || state == JobState.TAKEN, JobBoard_WrongState(jobId, state));
        _requireAfter(job.deliverBy);

        emit JobTimedOut(jobId, job.operator);
        _close(jobId, 0);
    }

    /* STEP BY STEP */

    function _post(JobSpec calldata spec, JobState state) private returns (JobId jobId) {
        _requireSound(spec);
        // What the job has is known only when it is here; the guard keeps everybody else waiting.
        uint96 funded = _take(spec.token, spec.reward);
        require(funded != 0, JobBoard_NothingFunded(spec.token));

        jobId = JobId.wrap(++jobCount);
        uint16 feeBps = PARAMETERS.usageFeeBps();
        _posted[jobId] = Posted({
            client: msg.sender,
            funded: funded,
            token: spec.token,
            deliverBy: spec.deliverBy,
            reviewPeriod: spec.reviewPeriod,
            assetBps: spec.assetBps,
            state: state,
            operator: spec.operator,
            // The ledger knows the asset, and ids stay below 2^40.
            assetId: uint40(AssetId.unwrap(spec.assetId)),
            feeBps: feeBps,
            kind: spec.kind,
            race: spec.race
        });

        emit JobPosted(jobId, msg.sender, spec.assetId, spec, funded, feeBps);
    }

    /// @dev The protocol accepts what is listed, so that asset 0 needs no case of its own.
    function _requireSound(JobSpec calldata spec) private view {
        bool accepted = spec.token != NATIVE && LEDGER.accepts(spec.assetId, spec.token);
        require(accepted, JobBoard_CurrencyNotAccepted(spec.assetId, spec.token));
        require(spec.assetBps <= BPS, JobBoard_ShareTooHigh(spec.assetBps, BPS));
        require(spec.assetId != PROTOCOL || spec.assetBps == 0, JobBoard_ShareWithoutAsset(spec.assetBps));
        require(!spec.race || spec.operator == address(0), JobBoard_RaceForOne(spec.operator));
        require(block.timestamp < spec.deliverBy, JobBoard_TooLate(spec.deliverBy));
        require(
            spec.reviewPeriod >= MIN_REVIEW_PERIOD && spec.reviewPeriod <= MAX_REVIEW_PERIOD,
            JobBoard_ReviewPeriodOutOfBounds(spec.reviewPeriod, MIN_REVIEW_PERIOD, MAX_REVIEW_PERIOD)
        );
        require(spec.specRoot != 0, JobBoard_ZeroRoot());
    }

    /// @dev Gives an open job to an operator that can do it in time.
    function _give(JobId jobId, address operator) private {
        Posted storage job = _posted[jobId];
        _requireState(jobId, JobState.OPEN);
        require(!job.race, JobBoard_IsRace(jobId));
        _requireUntil(job.deliverBy);
        _requireAble(operator, job.kind);

        job.state = JobState.TAKEN;
        job.operator = operator;
    }

    /// @dev Pays what the delivery asks for. A client that disputed may give in; its bond has done its work then.
    function _accept(JobId jobId) private {
        _requireClient(jobId);
        JobState state = _posted[jobId].state;
        bool delivered = state == JobState.DELIVERED || state == JobState.DISPUTED;
        require(delivered, JobBoard_WrongState(jobId, state));

        emit JobAccepted(jobId, false);
        _returnBond(jobId);
        _close(jobId, _delivered[jobId].amount);
    }
}
