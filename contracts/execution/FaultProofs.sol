// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {IFaultProofs} from "../interfaces/IFaultProofs.sol";
import {IOperatorRegistry} from "../interfaces/IOperatorRegistry.sol";
import {IUsageMeter} from "../interfaces/IUsageMeter.sol";
import {DIRECT} from "../types/AccountId.sol";
import {OfferId} from "../types/OfferId.sol";
import {CallReceipt, Offer, RECEIPT_TREE_DEPTH, SignedReceipt} from "../types/Usage.sol";
import {ReceiptTree} from "./ReceiptTree.sol";
import {SignedReceipts} from "./SignedReceipts.sol";

/// @title Faults that signatures prove, and their price (OPR-7, OPR-8)
contract FaultProofs is IFaultProofs, SignedReceipts {
    /// @dev Of the operator's stake and what backs it, and of what the operator itself loses.
    uint16 public constant SLASH_BPS = 5_000;
    uint16 public constant REWARD_BPS = 3_000;

    constructor(IUsageMeter meter, IOperatorRegistry operators) SignedReceipts(meter, operators) {}

    /// @inheritdoc IFaultProofs
    function proveEquivocation(
        SignedReceipt calldata first,
        SignedReceipt calldata second
    ) external returns (uint256 slashed) {
        bool samePlace = first.receipt.seq == second.receipt.seq && _sameLane(first.receipt, second.receipt);
        require(samePlace, FaultProofs_DifferentPlaces());
        Signing memory one = _requireSigned(first);
        Signing memory other = _requireSigned(second);
        require(one.digest != other.digest, FaultProofs_NoFault(Fault.EQUIVOCATION));

        // The same key of two, whichever order they are given in: one fault is slashed once.
        Signing memory guilty = one.digest < other.digest ? one : other;
        return _slash(guilty, Fault.EQUIVOCATION, first.receipt.offerId);
    }

    /// @inheritdoc IFaultProofs
    function proveBrokenAccumulation(
        SignedReceipt calldata first,
        SignedReceipt calldata second
    ) external returns (uint256 slashed) {
        CallReceipt calldata receipt = second.receipt;
        Signing memory before = _requireSigned(first);
        Signing memory guilty = _requireSigned(second);
        bool isFirst = receipt.seq == 1;
        bool consecutive =
            isFirst
                ? before.digest == guilty.digest
                : uint256(first.receipt.seq) + 1 == receipt.seq && _sameLane(first.receipt, receipt);
        require(consecutive, FaultProofs_DifferentPlaces());
        // Sums of two uint128.
        uint256 due = (isFirst ? 0 : uint256(first.receipt.cumulative)) + receipt.amount;
        require(receipt.cumulative != due, FaultProofs_NoFault(Fault.BROKEN_ACCUMULATION));

        return _slash(guilty, Fault.BROKEN_ACCUMULATION, receipt.offerId);
    }

    /// @inheritdoc IFaultProofs
    function proveOverPrice(SignedReceipt calldata receipt, Offer calldata offer) external returns (uint256 slashed) {
        OfferId offerId = _requireOffer(receipt, offer);
        require(receipt.receipt.amount > offer.maxPricePerCall, FaultProofs_NoFault(Fault.OVER_PRICE));

        return _slash(_requireSigned(receipt), Fault.OVER_PRICE, offerId);
    }

    /// @inheritdoc IFaultProofs
    function proveWrongModel(SignedReceipt calldata receipt, Offer calldata offer) external returns (uint256 slashed) {
        OfferId offerId = _requireOffer(receipt, offer);
        require(receipt.receipt.modelHash != offer.modelHash, FaultProofs_NoFault(Fault.WRONG_MODEL));

        return _slash(_requireSigned(receipt), Fault.WRONG_MODEL, offerId);
    }

    /// @inheritdoc IFaultProofs
    function proveRootFraud(
        SignedReceipt calldata receipt,
        bytes32 leaf,
        bytes32[RECEIPT_TREE_DEPTH] calldata proof
    ) external returns (uint256 slashed) {
        CallReceipt calldata call = receipt.receipt;
        // Other roots are the payer's word.
        require(call.accountId == DIRECT && call.epoch == 0, FaultProofs_DifferentPlaces());
        IUsageMeter.Lane memory posted = METER.laneOf(DIRECT, call.offerId, call.lane, 0);
        // What was not posted yet may still be posted as it should.
        require(call.seq <= posted.seq, FaultProofs_NoFault(Fault.ROOT_FRAUD));
        bytes32 root = ReceiptTree.rootOf(leaf, call.seq, proof);
        require(root == posted.receiptsRoot, FaultProofs_NotUnderRoot(root, posted.receiptsRoot));
        Signing memory guilty = _requireSigned(receipt);
        require(leaf != guilty.digest, FaultProofs_NoFault(Fault.ROOT_FRAUD));

        return _slash(guilty, Fault.ROOT_FRAUD, call.offerId);
    }

    function _slash(Signing memory guilty, Fault fault, OfferId offerId) private returns (uint256 slashed) {
        slashed = OPERATORS.slashKey(guilty.operator, guilty.key, SLASH_BPS, REWARD_BPS, msg.sender, guilty.digest);

        emit FaultProved(guilty.operator, guilty.key, msg.sender, fault, offerId, slashed);
    }

    function _requireSigned(SignedReceipt calldata signed) private view returns (Signing memory signing) {
        signing = _signingOf(signed);
        require(signing.counts, FaultProofs_NotOperatorsKey(signing.operator, signing.key, signed.receipt.finishedAt));
    }

    function _requireOffer(SignedReceipt calldata signed, Offer calldata offer) private view returns (OfferId offerId) {
        offerId = _offerIdOf(offer);
        OfferId named = signed.receipt.offerId;
        require(offerId == named, FaultProofs_WrongOffer(offerId, named));
    }

    function _sameLane(CallReceipt calldata a, CallReceipt calldata b) private pure returns (bool) {
        return a.accountId == b.accountId && a.offerId == b.offerId && a.lane == b.lane && a.epoch == b.epoch;
    }
}
