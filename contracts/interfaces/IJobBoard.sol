// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {AssetId} from "../types/AssetId.sol";
import {JobId} from "../types/JobId.sol";
import {IRegistrar} from "./IRegistrar.sol";

/// @title The board of jobs: training, batch inference, compute-to-data
/// @notice A client funds a job; an operator takes it, or several race; the operator delivers a content root with a
/// signed report; the client accepts, or time does. Only what a job was funded with is ever paid or refunded, and no
/// step costs more when more jobs are open. Amounts are base units of the job's token.
interface IJobBoard {
    enum JobKind {
        TRAINING,
        BATCH_INFERENCE,
        COMPUTE_TO_DATA
    }

    enum JobState {
        NONE,
        /// Waits for an operator, or in a race for a delivery.
        OPEN,
        TAKEN,
        DELIVERED,
        DISPUTED,
        /// Closed: paid, refunded or divided.
        CLOSED
    }

    /// @notice What a client asks for.
    /// @param assetId The asset that is used and earns `assetBps` of what is paid, or 0 for none.
    /// @param assetBps Its share after the protocol's fee, in basis points; the rest is the operator's.
    /// @param operator The only operator that may do it; zero: any.
    /// @param race Whether nobody takes the job and the first delivery counts.
    /// @param reward Most that the job pays; all of it is funded at once.
    /// @param deliverBy Unix time; whoever has not delivered by then gets nothing.
    /// @param reviewPeriod Seconds the client has after the delivery, 10 minutes to 30 days; silence accepts.
    /// @param specRoot Content root of the job's specification.
    struct JobSpec {
        JobKind kind;
        AssetId assetId;
        uint16 assetBps;
        address token;
        address operator;
        bool race;
        uint96 reward;
        uint40 deliverBy;
        uint32 reviewPeriod;
        bytes32 specRoot;
    }

    /// @notice What an operator delivers.
    /// @param resultRoot Content root of the artefact.
    /// @param reportRoot Content root of the report: parameters, measures, program and input hashes, canonical JSON.
    /// @param amount What the operator asks for, at most the reward; the client gets the rest back.
    struct Delivery {
        bytes32 resultRoot;
        bytes32 reportRoot;
        uint96 amount;
    }

    /// @notice The state of one job.
    struct Job {
        JobState state;
        JobKind kind;
        bool race;
        address client;
        address operator;
        address token;
        AssetId assetId;
        uint16 assetBps;
        uint16 feeBps;
        /// What was really funded.
        uint96 funded;
        uint96 amount;
        uint40 deliverBy;
        uint32 reviewPeriod;
        uint40 deliveredAt;
        bytes32 resultRoot;
    }

    event JobPosted(
        JobId indexed jobId,
        address indexed client,
        AssetId indexed assetId,
        JobSpec spec,
        uint96 funded,
        uint16 feeBps
    );
    event JobTaken(JobId indexed jobId, address indexed operator);
    event JobCancelled(JobId indexed jobId);
    /// @notice Nobody delivered in time; the client was refunded.
    event JobTimedOut(JobId indexed jobId, address indexed operator);
    event JobDelivered(JobId indexed jobId, address indexed operator, Delivery delivery, address key);
    /// @notice The job is closed and its money credited.
    event JobClosed(
        JobId indexed jobId,
        address indexed operator,
        uint256 toOperator,
        uint256 toAsset,
        uint256 fee,
        uint256 refunded
    );
    event JobRegistered(JobId indexed jobId, AssetId indexed assetId);
    event JobDisputed(JobId indexed jobId, bytes32 reasonRoot, uint256 bond);
    event JobRuled(JobId indexed jobId, uint16 operatorBps, bool bondForfeited);
    event CreditWithdrawn(address indexed account, address indexed token, address to, uint256 amount);
    event RevenuePassed(AssetId indexed assetId, address indexed token, uint256 amount);

    /* POSTING */

    /// @notice Posts a job and funds it from the caller's allowance.
    function post(JobSpec calldata spec) external returns (JobId);

    /// @notice Posts a job for one operator in one transaction with its assignment: `spec.operator` has it at once.
    function postAssigned(JobSpec calldata spec) external returns (JobId);

    /// @notice Takes the job back while nobody has it. Only the client.
    function cancel(JobId jobId) external;

    /* DOING */

    /// @notice Takes an open job. Only active operators that can do its kind, and only who the job names, if it names one.
    function take(JobId jobId) external;

    /// @notice Gives an open job to an operator. Only the client.
    function assign(JobId jobId, address operator) external;

    /// @notice Delivers. The operator calls, or anyone with the EIP-712 signature of one of its keys:
    /// `JobReport(uint256 jobId,address operator,bytes32 resultRoot,bytes32 reportRoot,uint96 amount)`.
    function deliver(JobId jobId, address operator, Delivery calldata delivery, bytes calldata signature) external;

    /* ENDING */

    /// @notice Pays what the delivery asks for. Only the client.
    function accept(JobId jobId) external;

    /// @notice Accepts, and registers the delivered model for the client, who signed the registration.
    /// @dev `registration.contentRoot` must be the delivered `resultRoot`; licences and parents are checked as always.
    function acceptAndRegister(
        JobId jobId,
        IRegistrar.Registration calldata registration,
        uint256 deadline,
        bytes calldata signature
    ) external returns (AssetId assetId);

    /// @notice Accepts a delivery that the client was silent on for the whole review period. Anyone may call.
    function acceptSilent(JobId jobId) external;

    /// @notice Refunds a job that nobody delivered in time. Anyone may call.
    function timeOut(JobId jobId) external;

    /// @notice Disputes a delivery within the review period, with a bond of 10 % of the amount at stake. Only the client.
    function dispute(JobId jobId, bytes32 reasonRoot) external;

    /// @notice Divides the amount: `operatorBps` of it is paid out as if accepted, the rest refunded. The bond goes back
    /// to the client, or to the operator if `forfeitBond`. Restricted.
    function rule(JobId jobId, uint16 operatorBps, bool forfeitBond) external;

    /// @notice Divides the amount of a dispute that nobody ruled on for 14 days evenly, and returns the bond.
    function lapse(JobId jobId) external;

    /* MONEY OUT */

    /// @notice Pays the caller what the board owes it in `token`, to `to`.
    function withdraw(address token, address to) external returns (uint256 amount);

    /// @notice Passes what an asset earned in `token` to the ledger; asset 0 is the protocol. Anyone may call.
    function passRevenue(AssetId assetId, address token) external returns (uint256 amount);

    /* READING */

    function jobOf(JobId jobId) external view returns (Job memory);

    function jobCount() external view returns (uint256);

    function creditOf(address account, address token) external view returns (uint256);

    function revenueOf(AssetId assetId, address token) external view returns (uint256);
}
