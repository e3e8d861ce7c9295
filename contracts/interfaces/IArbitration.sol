// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {AssetId} from "../types/AssetId.sol";
import {JobId} from "../types/JobId.sol";
import {ReportId} from "../types/ReportId.sol";
import {AccountTerms, Offer, RECEIPT_TREE_DEPTH, SignedReceipt} from "../types/Usage.sol";
import {IDivergences} from "./IDivergences.sol";

/// @title Arbitration between two parties: over a job, a paid call, an answer, a report
/// @notice Who rules is the council, or, over a job or a call, the arbiter that both parties named. Jobs, answers and
/// reports have their escrow where they are; the ruling is passed on there, and reaches no more than is at stake.
///
/// A call that was paid for can be claimed against here, though its receipt is signed: the payer puts up a bond, the
/// operator answers by putting up what is disputed, and a ruling divides that. Nobody's money but what the two put up
/// themselves can move.
/// @dev Amounts are base units of the token that the call was paid in; a token that takes a fee on transfer counts by
/// what arrived.
interface IArbitration {
    /// @notice Where a claim against a call stands. UNANSWERED and LAPSED are the silence of the operator and of the
    /// arbiter.
    enum Stage {
        NONE,
        FILED,
        ANSWERED,
        WITHDRAWN,
        UNANSWERED,
        LAPSED,
        RULED
    }

    /// @notice A claim against one paid call.
    /// @param deadline Unix time at which the time for the answer (FILED) or the ruling (ANSWERED) is over.
    /// @param amount What is disputed; once answered, what the operator put up.
    /// @param bond What the payer put up.
    /// @param arbiter Whom the payer wants; once answered, whom both named; zero: the council.
    struct CallClaim {
        address payer;
        uint40 deadline;
        Stage stage;
        address operator;
        uint96 bond;
        address token;
        uint96 amount;
        address arbiter;
    }

    /* EVENTS */

    /// @notice A party of a job named an arbiter; zero takes the name back.
    event ArbiterNamed(JobId indexed jobId, address indexed party, address indexed arbiter);
    /// @notice Both parties of a job named the same arbiter, for good.
    event ArbiterAgreed(JobId indexed jobId, address indexed arbiter);
    /// @notice The payer of a call wants `amount` of its price back.
    event CallDisputed(
        bytes32 indexed receipt,
        address indexed payer,
        address indexed operator,
        AssetId assetId,
        address token,
        uint96 amount,
        uint96 bond,
        address arbiter,
        uint40 deadline,
        bytes32 evidenceRoot
    );
    /// @notice The operator put `amount` up. `arbiter` is who rules; zero is the council.
    event CallAnswered(
        bytes32 indexed receipt,
        address indexed operator,
        address indexed arbiter,
        uint96 amount,
        uint40 deadline,
        bytes32 statementRoot
    );
    /// @notice The payer took its claim back.
    event CallWithdrawn(bytes32 indexed receipt, address indexed payer);
    /// @notice The operator had nothing to say.
    event CallUnanswered(bytes32 indexed receipt, address indexed operator);
    /// @notice Nobody ruled in time; both have back what they put up.
    event CallLapsed(bytes32 indexed receipt, address indexed operator);
    /// @notice `refund` of what the operator put up is the payer's. The bond is the operator's if `forfeitBond`.
    event CallRuled(bytes32 indexed receipt, address indexed operator, uint96 refund, bool forfeitBond);
    /// @notice `account` was paid what claims left it.
    event CreditReleased(address indexed account, address indexed token, uint256 amount);

    /* ERRORS */

    /// @notice Thrown when the caller is neither the client nor the operator of the job.
    error Arbitration_NotParty(JobId jobId, address caller);
    /// @notice Thrown when both parties have agreed on an arbiter already.
    error Arbitration_AlreadyAgreed(JobId jobId, address arbiter);
    /// @notice Thrown when the parties agreed on somebody else.
    error Arbitration_NotArbiter(address caller, address arbiter);
    /// @notice Thrown when the account terms are not those that the receipt names, or the caller is not their payer.
    error Arbitration_NotPayer(bytes32 receipt, address caller);
    /// @notice Thrown when the caller is not the operator that the claim is against.
    error Arbitration_NotOperator(bytes32 receipt, address caller);
    /// @notice Thrown when the call has not been paid yet.
    error Arbitration_NotSettled(bytes32 receipt);
    /// @notice Thrown when nothing is disputed, more than the call cost, or more is to be refunded than was put up.
    error Arbitration_AmountOutOfBounds(uint256 amount, uint256 max);
    /// @notice Thrown when evidence or a statement is missing.
    error Arbitration_ZeroRoot();
    /// @notice Thrown when nothing arrived.
    error Arbitration_NothingArrived(address token);
    /// @notice Thrown when the claim does not stand where it must for this.
    error Arbitration_WrongStage(bytes32 receipt, Stage stage);
    /// @notice Thrown when the time for it ended at `end`.
    error Arbitration_TooLate(bytes32 receipt, uint256 end);
    /// @notice Thrown when it can be done only from `end` on.
    error Arbitration_TooEarly(bytes32 receipt, uint256 end);
    /// @notice Thrown when nothing is credited to the account.
    error Arbitration_NothingToRelease(address account, address token);

    /* JOBS, ANSWERS, REPORTS */

    /// @notice Names an arbiter for a job. Only its client or its operator; once both name the same, it is for good.
    function nameArbiter(JobId jobId, address arbiter) external;

    /// @notice Rules on a disputed job, as `JobBoard.rule` says. Only the arbiter agreed on; restricted if there is
    /// none.
    function ruleJob(JobId jobId, uint16 operatorBps, bool forfeitBond) external;

    /// @notice Rules on two answers, as `Divergences.rule` says. Restricted.
    function ruleDivergence(uint256 divergenceId, IDivergences.Verdict verdict) external;

    /// @notice Rules on a challenged report, as `AttributionReports.rule` says. Restricted.
    function ruleReport(ReportId reportId, bool reportIsWrong) external;

    /* PAID CALLS */

    /// @notice Claims `amount` of the price of a paid call back, within 30 days, with a bond of 10 % of it, rounded
    /// up, from the caller's allowance. Only the payer of the account.
    /// @param terms Those of the account that the receipt names.
    /// @param arbiter Who is to rule, if the operator names the same; zero: the council.
    /// @return receipt The digest of the receipt, by which the claim is known.
    function disputeCall(
        SignedReceipt calldata signed,
        Offer calldata offer,
        bytes32[RECEIPT_TREE_DEPTH] calldata proof,
        AccountTerms calldata terms,
        uint96 amount,
        address arbiter,
        bytes32 evidenceRoot
    ) external returns (bytes32 receipt);

    /// @notice Answers within 7 days by putting up what is disputed, from the caller's allowance. Only the operator.
    /// @param arbiter Agreed on if it is the one that the payer named; otherwise the council rules.
    function answerCall(bytes32 receipt, address arbiter, bytes32 statementRoot) external;

    /// @notice Takes a claim back that was not answered; the bond goes back. Only the payer.
    function withdrawCall(bytes32 receipt) external;

    /// @notice Rules within 14 days of the answer: `refund` of what the operator put up is the payer's, the rest goes
    /// back. Only the arbiter agreed on; restricted if there is none.
    function ruleCall(bytes32 receipt, uint96 refund, bool forfeitBond) external;

    /// @notice Ends a claim whose time has passed: what was put up goes back, and an operator that did not answer has
    /// that on record. Anyone may call.
    function lapseCall(bytes32 receipt) external;

    /// @notice Pays `account` what claims left it in `token`. Anyone may call.
    function release(address account, address token) external returns (uint256 amount);

    /* READING */

    /// @notice Whom both parties of a job agreed on, or zero.
    function arbiterOf(JobId jobId) external view returns (address);

    /// @notice Whom a party of a job named.
    function namedBy(JobId jobId, address party) external view returns (address);

    /// @notice All zero if nobody claimed against the call.
    function callClaimOf(bytes32 receipt) external view returns (CallClaim memory);

    /// @notice How many claims an operator left unanswered.
    function unansweredOf(address operator) external view returns (uint256);

    /// @notice What claims left an account in a token.
    function creditOf(address account, address token) external view returns (uint256);
}
