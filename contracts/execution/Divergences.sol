// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {Hashes} from "@openzeppelin/contracts/utils/cryptography/Hashes.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";

import {IDivergences} from "../interfaces/IDivergences.sol";
import {IOperatorRegistry} from "../interfaces/IOperatorRegistry.sol";
import {IUsageMeter} from "../interfaces/IUsageMeter.sol";
import {OfferId} from "../types/OfferId.sol";
import {BPS} from "../types/Revenue.sol";
import {CallReceipt, DETERMINISTIC, Offer, SignedReceipt} from "../types/Usage.sol";
import {SignedReceipts} from "./SignedReceipts.sol";

/// @title The disputes over deterministic answers, and their bonds (OPR-10, OPR-11)
/// @dev Holds exactly the bonds of open disputes and the credits. SAHARA moves what it is told to, so no balance is
/// read.
contract Divergences is AccessManaged, IDivergences, SignedReceipts, ReentrancyGuardTransient {
    using SafeERC20 for IERC20;

    /// @dev Seconds that the arbiter has.
    uint40 public constant RULING_PERIOD = 14 days;
    /// @dev Of the stake. A ruling is somebody's word and not a proof, so it costs less, and in base units no more than
    /// MAX_SLASH: a captured arbiter can't ruin an operator at a stroke.
    uint16 public constant SLASH_BPS = 1_000;
    uint96 public constant MAX_SLASH = 100_000e18;
    /// @dev Of what the operator itself loses; what its backers lose rewards nobody.
    uint16 public constant REWARD_BPS = 3_000;

    uint96 private constant BOND = 100e18;

    IERC20 public immutable TOKEN;
    address public immutable TREASURY;

    uint256 public divergenceCount;
    mapping(address account => uint256 amount) public creditOf;
    mapping(uint256 divergenceId => Divergence divergence) private _divergences;
    mapping(bytes32 pair => uint256 divergenceId) private _idsByPair;

    /// @param token SAHARA.
    constructor(
        address authority,
        IUsageMeter meter,
        IOperatorRegistry operators,
        IERC20 token,
        address treasury
    ) AccessManaged(authority) SignedReceipts(meter, operators) {
        TOKEN = token;
        TREASURY = treasury;
    }

    /// @inheritdoc IDivergences
    function open(
        SignedReceipt calldata first,
        Offer calldata firstOffer,
        SignedReceipt calldata second,
        Offer calldata secondOffer
    ) external nonReentrant returns (uint256 divergenceId) {
        Signing memory one = _requireWitness(first, firstOffer);
        Signing memory other = _requireWitness(second, secondOffer);
        require(one.operator != other.operator, Divergences_SameOperator(one.operator));
        _requireContradiction(first.receipt, second.receipt);
        // In whatever order they are given.
        bytes32 pair = Hashes.commutativeKeccak256(one.digest, other.digest);
        require(_idsByPair[pair] == 0, Divergences_AlreadyOpened(_idsByPair[pair]));

        divergenceId = ++divergenceCount;
        _idsByPair[pair] = divergenceId;
        _record(divergenceId, one, other);

        emit DivergenceOpened(
            divergenceId,
            one.operator,
            other.operator,
            msg.sender,
            first.receipt.modelHash,
            first.receipt.requestHash,
            first.receipt.responseHash,
            second.receipt.responseHash
        );

        TOKEN.safeTransferFrom(msg.sender, address(this), BOND);
    }

    /// @inheritdoc IDivergences
    function rule(uint256 divergenceId, Verdict verdict) external restricted {
        require(verdict != Verdict.NONE, Divergences_NoVerdict(divergenceId));
        Divergence memory d = _requireOpen(divergenceId);
        uint40 end = d.openedAt + RULING_PERIOD;
        require(block.timestamp < end, Divergences_RulingPeriodOver(divergenceId, end));

        _divergences[divergenceId].verdict = verdict;
        _credit(divergenceId, verdict == Verdict.UNFOUNDED ? TREASURY : d.reporter, d.bond);

        emit DivergenceRuled(divergenceId, verdict);

        bool both = verdict == Verdict.BOTH_WRONG;
        if (both || verdict == Verdict.FIRST_WRONG) _slash(divergenceId, d.first, d.reporter);
        if (both || verdict == Verdict.SECOND_WRONG) _slash(divergenceId, d.second, d.reporter);
    }

    /// @inheritdoc IDivergences
    function lapse(uint256 divergenceId) external {
        Divergence memory d = _requireOpen(divergenceId);
        uint40 end = d.openedAt + RULING_PERIOD;
        require(block.timestamp >= end, Divergences_RulingPeriodOpen(divergenceId, end));

        _credit(divergenceId, d.reporter, d.bond);

        emit DivergenceLapsed(divergenceId);
    }

    /// @inheritdoc IDivergences
    function release(address account) external nonReentrant returns (uint256 amount) {
        amount = creditOf[account];
        require(amount != 0, Divergences_NothingToRelease(account));

        delete creditOf[account];

        emit BondReleased(account, amount);

        TOKEN.safeTransfer(account, amount);
    }

    /// @inheritdoc IDivergences
    function divergenceOf(uint256 divergenceId) external view returns (Divergence memory) {
        return _divergences[divergenceId];
    }

    /// @inheritdoc IDivergences
    function bond() external pure returns (uint96) {
        return BOND;
    }

    function _record(uint256 divergenceId, Signing memory one, Signing memory other) private {
        _divergences[divergenceId] = Divergence({
            reporter: msg.sender,
            // Timestamps fit 40 bits for thirty thousand years.
            openedAt: uint40(block.timestamp),
            verdict: Verdict.NONE,
            first: one.operator,
            firstKey: one.key,
            second: other.operator,
            secondKey: other.key,
            bond: BOND
        });
    }

    /// @dev Closes the dispute: its bond is `account`'s.
    function _credit(uint256 divergenceId, address account, uint256 amount) private {
        _divergences[divergenceId].bond = 0;
        creditOf[account] += amount;
    }

    function _slash(uint256 divergenceId, address operator, address reporter) private {
        uint256 share = (uint256(OPERATORS.operatorOf(operator).stake) * SLASH_BPS) / BPS;
        // No more than MAX_SLASH, which is a uint96.
        uint96 amount = uint96(Math.min(share, MAX_SLASH));
        OPERATORS.slash(operator, amount, REWARD_BPS, reporter, bytes32(divergenceId));
    }

    /// @dev A receipt that speaks for its operator: of a deterministic offer and its model, signed by a key of it.
    function _requireWitness(
        SignedReceipt calldata signed,
        Offer calldata offer
    ) private view returns (Signing memory signing) {
        CallReceipt calldata receipt = signed.receipt;
        OfferId offerId = _offerIdOf(offer);
        require(offerId == receipt.offerId, Divergences_WrongOffer(offerId, receipt.offerId));
        require(offer.attestationPolicy == DETERMINISTIC, Divergences_NotDeterministic(offerId));
        // To run another model than the offer's is a fault that proves itself.
        require(offer.modelHash == receipt.modelHash, Divergences_DifferentModels(offer.modelHash, receipt.modelHash));
        signing = _signingOf(signed);
        require(signing.counts, Divergences_NotOperatorsKey(signing.operator, signing.key, receipt.finishedAt));
    }

    function _requireOpen(uint256 divergenceId) private view returns (Divergence memory d) {
        d = _divergences[divergenceId];
        require(d.bond != 0, Divergences_NotOpen(divergenceId));
    }

    function _requireContradiction(CallReceipt calldata a, CallReceipt calldata b) private pure {
        require(a.modelHash == b.modelHash, Divergences_DifferentModels(a.modelHash, b.modelHash));
        require(a.requestHash == b.requestHash, Divergences_DifferentRequests(a.requestHash, b.requestHash));
        require(a.responseHash != b.responseHash, Divergences_SameResponse(a.responseHash));
    }
}
