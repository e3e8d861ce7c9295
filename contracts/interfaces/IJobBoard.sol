// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {AssetId} from "../types/AssetId.sol";
import {JobId} from "../types/JobId.sol";
import {IRegistrar} from "./IRegistrar.sol";

/// @title The board of jobs: training, batch inference, compute-to-data
/// @notice A client funds a job; an operator takes it, or several race; the operator delivers a content root with a
/// signed report; the client accepts, or time does. Only what a job was funded with is ever paid or refunded, and no
/// step costs more when more jobs are open. Amounts are base units of the job's token.
/// @dev Money leaves a job once, when it closes, and then waits as a credit. Tokens are currencies of the ledger,
/// without the native coin. Warning: rebasing tokens are not supported; a token that takes a fee on transfer funds
/// what arrived.
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
        /// Paid, refunded or divided.
        CLOSED
    }

    /// @notice What a client asks for.
    /// @param assetId The asset that is used and earns `assetBps` of what is paid, or 0 for none.
    /// @param assetBps Its share after the protocol's fee, in basis points; the rest is the operator's.
    /// @param operator The only operator that may take it; zero: any.
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
    /// @param amount What the operator asks for, at most what was funded; the client gets the rest back.
    struct Delivery {
        bytes32 resultRoot;
        bytes32 reportRoot;
        uint96 amount;
    }

    /// @notice The state of one job.
    /// @param operator Who has the job; while it is open, the only operator that may take it, or zero.
    /// @param feeBps The protocol's fee on what is paid, fixed when the job was posted.
    /// @param funded What really arrived.
    /// @param amount What the delivery asks for.
    /// @param bond What the client put up with its dispute, as it arrived.
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
        uint96 funded;
        uint96 amount;
        uint40 deliverBy;
        uint32 reviewPeriod;
        uint40 deliveredAt;
        bytes32 resultRoot;
        uint40 disputedAt;
        uint96 bond;
    }

    /* EVENTS */

    /// @notice The job is open, or right after this assigned.
    event JobPosted(
        JobId indexed jobId,
        address indexed client,
        AssetId indexed assetId,
        JobSpec spec,
        uint96 funded,
        uint16 feeBps
    );
    /// @notice The operator took the job by itself.
    event JobTaken(JobId indexed jobId, address indexed operator);
    /// @notice The client gave the job to the operator, which was not asked: if it misses the deadline, it promised
    /// nothing.
    event JobAssigned(JobId indexed jobId, address indexed operator);
    /// @notice `digest` is of a report in the race for the job.
    event DeliveryCommitted(JobId indexed jobId, bytes32 indexed digest);
    /// @notice `key` signed the report; it is the operator itself if that called.
    event JobDelivered(JobId indexed jobId, address indexed operator, Delivery delivery, address key);
    /// @notice The client took the job back.
    event JobCancelled(JobId indexed jobId);
    /// @notice Nobody delivered in time. `operator` had the job, or it was kept for it; zero: neither.
    event JobTimedOut(JobId indexed jobId, address indexed operator);
    /// @notice The operator gave up everything it could earn with the job.
    event JobConceded(JobId indexed jobId, address indexed operator);
    /// @notice The delivery was accepted, by the client or by its silence.
    event JobAccepted(JobId indexed jobId, bool bySilence);
    /// @notice What was delivered is now the client's asset.
    event JobRegistered(JobId indexed jobId, AssetId indexed assetId);
    /// @notice The client disputes the delivery and put up `bond`.
    event JobDisputed(JobId indexed jobId, bytes32 reasonRoot, uint256 bond);
    /// @notice The arbiter gave the operator `operatorBps` of what the delivery asks for.
    event JobRuled(JobId indexed jobId, uint16 operatorBps, bool bondForfeited);
    /// @notice Nobody ruled in time.
    event JobLapsed(JobId indexed jobId);
    /// @notice The job is closed and its money credited: the four amounts are all that it was funded with.
    event JobClosed(
        JobId indexed jobId,
        address indexed operator,
        uint256 toOperator,
        uint256 toAsset,
        uint256 fee,
        uint256 refunded
    );
    /// @notice `account` had its credit sent to `to`.
    event CreditWithdrawn(address indexed account, address indexed token, address to, uint256 amount);
    /// @notice `amount` that the asset earned went to the ledger.
    event RevenuePassed(AssetId indexed assetId, address indexed token, uint256 amount);

    /* ERRORS */

    /// @notice Thrown when what is asked can't be done with a job in this state.
    error JobBoard_WrongState(JobId jobId, JobState state);
    /// @notice Thrown when the caller is not the job's client.
    error JobBoard_NotClient(JobId jobId, address caller);
    /// @notice Thrown when the job is not `operator`'s, or kept for another.
    error JobBoard_NotOperator(JobId jobId, address operator);
    /// @notice Thrown when somebody would take a job that is a race, or be given it.
    error JobBoard_IsRace(JobId jobId);
    /// @notice Thrown when a race names an operator.
    error JobBoard_RaceForOne(address operator);
    /// @notice Thrown when the time for it ended at `end`.
    error JobBoard_TooLate(uint256 end);
    /// @notice Thrown when it can be done only after `end`.
    error JobBoard_TooEarly(uint256 end);
    /// @notice Thrown when the token is the native coin, is not listed, or the asset does not accept it.
    error JobBoard_CurrencyNotAccepted(AssetId assetId, address token);
    /// @notice Thrown when nothing arrived.
    error JobBoard_NothingFunded(address token);
    /// @notice Thrown when no asset is named that could earn the share.
    error JobBoard_ShareWithoutAsset(uint16 bps);
    /// @notice Thrown when a share is above the whole.
    error JobBoard_ShareTooHigh(uint256 bps, uint256 max);
    /// @notice Thrown when the review period is too short or too long, in seconds.
    error JobBoard_ReviewPeriodOutOfBounds(uint32 reviewPeriod, uint32 min, uint32 max);
    /// @notice Thrown when a content root is missing.
    error JobBoard_ZeroRoot();
    /// @notice Thrown when the operator has too little stake.
    error JobBoard_OperatorNotActive(address operator);
    /// @notice Thrown when the operator does not say that it can do jobs of this kind.
    error JobBoard_NotCapable(address operator, JobKind kind);
    /// @notice Thrown when the report is not signed by a key that the operator has now.
    error JobBoard_NotOperatorsKey(address operator, address key);
    /// @notice Thrown when the report was not committed to before this block.
    error JobBoard_NotCommitted(bytes32 digest);
    /// @notice Thrown when a delivery asks for more than the job was funded with.
    error JobBoard_AmountAboveFunded(uint96 amount, uint96 funded);
    /// @notice Thrown when the registration is not of what was delivered.
    error JobBoard_WrongContent(bytes32 contentRoot, bytes32 resultRoot);
    /// @notice Thrown when a delivery that asks for nothing is disputed.
    error JobBoard_NothingAtStake(JobId jobId);
    /// @notice Thrown when money would go to the zero address.
    error JobBoard_ZeroRecipient();
    /// @notice Thrown when anyone but the ledger calls back.
    error JobBoard_NotLedger(address caller);

    /* POSTING */

    /// @notice Posts a job and funds it from the caller's allowance.
    function post(JobSpec calldata spec) external returns (JobId);

    /// @notice Posts a job for one operator in one transaction with its assignment: `spec.operator` has it at once.
    function postAssigned(JobSpec calldata spec) external returns (JobId);

    /// @notice Takes the job back while nobody has it; a race until the first delivery. Only the client.
    function cancel(JobId jobId) external;

    /* DOING */

    /// @notice Takes an open job. Only active operators that can do its kind, and only who the job names, if it names
    /// one.
    function take(JobId jobId) external;

    /// @notice Gives an open job to an active operator that can do its kind. Only the client.
    function assign(JobId jobId, address operator) external;

    /// @notice Commits to a report in a race, so that nobody can copy it from the delivery and be first. Anyone may
    /// call.
    /// @param digest What `reportDigestOf` says of it; it names the operator.
    function commitDelivery(JobId jobId, bytes32 digest) external;

    /// @notice Delivers. The operator calls, or anyone with the EIP-712 signature of one of its keys:
    /// `JobReport(uint256 jobId,address operator,bytes32 resultRoot,bytes32 reportRoot,uint96 amount)`.
    /// @dev In a race any active operator that can do the job's kind, if its report was committed to in an earlier
    /// block. A delivered root is public: if the client is to register it, commit to it at the registry in the
    /// client's name before, or somebody else may register it first.
    /// @param signature Empty if the operator calls.
    function deliver(JobId jobId, address operator, Delivery calldata delivery, bytes calldata signature) external;

    /// @notice Gives the job up: all that it was funded with goes back to the client, and a bond too. Only its
    /// operator, at any time until the job is closed.
    function concede(JobId jobId) external;

    /* ENDING */

    /// @notice Pays what the delivery asks for, also when it is disputed; the bond goes back. Only the client.
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

    /// @notice Disputes a delivery within the review period, with a bond of 10 % of what it asks for, rounded up,
    /// from the caller's allowance. Only the client.
    /// @param reasonRoot Content root of the reasons.
    function dispute(JobId jobId, bytes32 reasonRoot) external;

    /// @notice Divides the amount within 14 days: `operatorBps` of it, rounded down, is paid as if accepted, the rest
    /// refunded. The bond goes back to the client, or to the operator if `forfeitBond`. Restricted.
    function rule(JobId jobId, uint16 operatorBps, bool forfeitBond) external;

    /// @notice Divides amount and bond of a dispute that nobody ruled on for 14 days evenly; a remainder is the
    /// client's. Anyone may call.
    function lapse(JobId jobId) external;

    /* MONEY OUT */

    /// @notice Pays the caller what the board owes it in `token`, to `to`. Does nothing if that is nothing.
    function withdraw(address token, address to) external returns (uint256 amount);

    /// @notice Passes what an asset earned in `token` to the ledger; asset 0 is the protocol. Anyone may call.
    /// @dev No more than the asset's revenue ceiling leaves room for; the rest stays. The ledger refuses a frozen
    /// asset.
    function passRevenue(AssetId assetId, address token) external returns (uint256 amount);

    /* READING */

    /// @notice All zero if nobody posted the job.
    function jobOf(JobId jobId) external view returns (Job memory);

    /// @notice How many jobs were posted; the last one's id.
    function jobCount() external view returns (uint256);

    /// @notice What `account` can withdraw.
    function creditOf(address account, address token) external view returns (uint256);

    /// @notice What the asset earned and the ledger has not got yet; asset 0 is the protocol.
    function revenueOf(AssetId assetId, address token) external view returns (uint256);

    /// @notice The EIP-712 digest of a report, as the operator's key signs it.
    function reportDigestOf(JobId jobId, address operator, Delivery calldata delivery) external view returns (bytes32);

    /// @notice Unix time of the first commitment to a report; zero: none.
    function committedAt(bytes32 digest) external view returns (uint40);
}
