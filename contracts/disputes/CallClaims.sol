// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";

import {EntryPause} from "../governance/EntryPause.sol";
import {IArbitration} from "../interfaces/IArbitration.sol";
import {IReceiptProofs} from "../interfaces/IReceiptProofs.sol";
import {IUsageMeter} from "../interfaces/IUsageMeter.sol";
import {TokenBalance} from "../libraries/TokenBalance.sol";
import {BPS} from "../types/Revenue.sol";
import {AccountTerms, Offer, RECEIPT_TREE_DEPTH, SignedReceipt} from "../types/Usage.sol";

/// @title Claims against paid calls, and what both sides put up
/// @dev Holds exactly the bonds and deposits of open claims and the credits.
abstract contract CallClaims is IArbitration, EntryPause, ReentrancyGuardTransient {
    using SafeERC20 for IERC20;
    using TokenBalance for address;

    /// @dev Share of the disputed amount that the payer puts up, in basis points.
    uint256 private constant BOND_BPS = 1_000;
    uint40 private constant FILING_PERIOD = 30 days;
    uint40 private constant ANSWER_PERIOD = 7 days;
    uint40 private constant RULING_PERIOD = 14 days;

    IUsageMeter public immutable METER;
    IReceiptProofs public immutable PROOFS;

    mapping(address operator => uint256 count) public unansweredOf;
    mapping(address account => mapping(address token => uint256 amount)) public creditOf;
    mapping(bytes32 receipt => CallClaim claim) private _claims;

    constructor(IUsageMeter meter, IReceiptProofs proofs) {
        METER = meter;
        PROOFS = proofs;
    }

    /// @inheritdoc IArbitration
    function disputeCall(
        SignedReceipt calldata signed,
        Offer calldata offer,
        bytes32[RECEIPT_TREE_DEPTH] calldata proof,
        AccountTerms calldata terms,
        uint96 amount,
        address arbiter,
        bytes32 evidenceRoot
    ) external whenOpen nonReentrant returns (bytes32 receipt) {
        IReceiptProofs.Facts memory facts = PROOFS.proveSigned(signed, offer, proof);
        receipt = facts.digest;
        bool pays = METER.accountIdOf(terms) == signed.receipt.accountId && terms.payer == msg.sender;
        require(pays, Arbitration_NotPayer(receipt, msg.sender));
        require(facts.settled, Arbitration_NotSettled(receipt));
        uint256 price = signed.receipt.amount;
        require(amount != 0 && amount <= price, Arbitration_AmountOutOfBounds(amount, price));
        uint256 end = uint256(signed.receipt.finishedAt) + FILING_PERIOD;
        require(block.timestamp < end, Arbitration_TooLate(receipt, end));
        require(evidenceRoot != 0, Arbitration_ZeroRoot());
        CallClaim storage c = _requireStage(receipt, Stage.NONE);

        (c.payer, c.deadline, c.stage) = (msg.sender, _timeIn(ANSWER_PERIOD), Stage.FILED);
        (c.operator, c.token, c.amount, c.arbiter) = (facts.operator, facts.token, amount, arbiter);
        // What the bond is worth is known only when it is here; the guard keeps everybody else waiting.
        c.bond = _take(facts.token, Math.ceilDiv(amount * BOND_BPS, BPS));

        _announce(receipt, facts, evidenceRoot);
    }

    /// @inheritdoc IArbitration
    function answerCall(bytes32 receipt, address arbiter, bytes32 statementRoot) external nonReentrant {
        CallClaim storage c = _requireStage(receipt, Stage.FILED);
        _requireBefore(receipt, c.deadline);
        require(c.operator == msg.sender, Arbitration_NotOperator(receipt, msg.sender));
        require(statementRoot != 0, Arbitration_ZeroRoot());

        (c.stage, c.deadline) = (Stage.ANSWERED, _timeIn(RULING_PERIOD));
        if (c.arbiter != arbiter) c.arbiter = address(0);
        c.amount = _take(c.token, c.amount);

        emit CallAnswered(receipt, msg.sender, c.arbiter, c.amount, c.deadline, statementRoot);
    }

    /// @inheritdoc IArbitration
    function withdrawCall(bytes32 receipt) external nonReentrant {
        CallClaim storage c = _requireStage(receipt, Stage.FILED);
        require(c.payer == msg.sender, Arbitration_NotPayer(receipt, msg.sender));

        c.stage = Stage.WITHDRAWN;
        creditOf[c.payer][c.token] += c.bond;

        emit CallWithdrawn(receipt, msg.sender);
    }

    /// @inheritdoc IArbitration
    function ruleCall(bytes32 receipt, uint96 refund, bool forfeitBond) external nonReentrant {
        CallClaim storage c = _claims[receipt];
        // Before it is answered, nobody has agreed on anybody.
        _requireRuler(c.stage == Stage.ANSWERED ? c.arbiter : address(0));
        _requireStage(receipt, Stage.ANSWERED);
        _requireBefore(receipt, c.deadline);
        require(refund <= c.amount, Arbitration_AmountOutOfBounds(refund, c.amount));

        c.stage = Stage.RULED;
        creditOf[forfeitBond ? c.operator : c.payer][c.token] += c.bond;
        creditOf[c.payer][c.token] += refund;
        creditOf[c.operator][c.token] += c.amount - refund;

        emit CallRuled(receipt, c.operator, refund, forfeitBond);
    }

    /// @inheritdoc IArbitration
    function lapseCall(bytes32 receipt) external nonReentrant {
        CallClaim storage c = _claims[receipt];
        bool answered = c.stage == Stage.ANSWERED;
        if (!answered) _requireStage(receipt, Stage.FILED);
        require(block.timestamp >= c.deadline, Arbitration_TooEarly(receipt, c.deadline));

        c.stage = answered ? Stage.LAPSED : Stage.UNANSWERED;
        creditOf[c.payer][c.token] += c.bond;
        if (answered) {
            creditOf[c.operator][c.token] += c.amount;
            emit CallLapsed(receipt, c.operator);
        } else {
            ++unansweredOf[c.operator];
            emit CallUnanswered(receipt, c.operator);
        }
    }

    /// @inheritdoc IArbitration
    function release(address account, address token) external nonReentrant returns (uint256 amount) {
        amount = creditOf[account][token];
        require(amount != 0, Arbitration_NothingToRelease(account, token));

        delete creditOf[account][token];

        emit CreditReleased(account, token, amount);

        IERC20(token).safeTransfer(account, amount);
    }

    /// @inheritdoc IArbitration
    function callClaimOf(bytes32 receipt) external view returns (CallClaim memory) {
        return _claims[receipt];
    }

    /* INTERNAL */

    /// @dev Lets `arbiter` pass, or whom the authority allows if that is zero.
    function _requireRuler(address arbiter) internal {
        if (arbiter == address(0)) _checkCanCall(msg.sender, msg.data);
        else require(arbiter == msg.sender, Arbitration_NotArbiter(msg.sender, arbiter));
    }

    /// @return received What arrived, and never more than `amount`, whatever the token says of balances.
    function _take(address token, uint256 amount) private returns (uint96 received) {
        // At most the disputed amount, which is a uint96.
        received = uint96(token.pull(msg.sender, amount));
        require(received != 0, Arbitration_NothingArrived(token));
    }

    function _announce(bytes32 receipt, IReceiptProofs.Facts memory facts, bytes32 evidenceRoot) private {
        CallClaim memory c = _claims[receipt];
        emit CallDisputed(
            receipt,
            c.payer,
            c.operator,
            facts.assetId,
            c.token,
            c.amount,
            c.bond,
            c.arbiter,
            c.deadline,
            evidenceRoot
        );
    }

    function _requireStage(bytes32 receipt, Stage stage) private view returns (CallClaim storage c) {
        c = _claims[receipt];
        require(c.stage == stage, Arbitration_WrongStage(receipt, c.stage));
    }

    function _requireBefore(bytes32 receipt, uint40 deadline) private view {
        require(block.timestamp < deadline, Arbitration_TooLate(receipt, deadline));
    }

    function _timeIn(uint40 period) private view returns (uint40) {
        // Timestamps fit 40 bits for thirty thousand years.
        return uint40(block.timestamp) + period;
    }
}
