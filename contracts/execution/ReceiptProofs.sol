// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {IOperatorRegistry} from "../interfaces/IOperatorRegistry.sol";
import {IReceiptProofs} from "../interfaces/IReceiptProofs.sol";
import {IUsageMeter} from "../interfaces/IUsageMeter.sol";
import {DIRECT} from "../types/AccountId.sol";
import {OfferId} from "../types/OfferId.sol";
import {CallReceipt, Offer, RECEIPT_TREE_DEPTH, SignedReceipt} from "../types/Usage.sol";
import {ReceiptTree} from "./ReceiptTree.sol";
import {SignedReceipts} from "./SignedReceipts.sol";

/// @title Proofs of calls, against the one root that the meter keeps of each lane (OPR-9)
contract ReceiptProofs is IReceiptProofs, SignedReceipts {
    constructor(IUsageMeter meter, IOperatorRegistry operators) SignedReceipts(meter, operators) {}

    /// @inheritdoc IReceiptProofs
    function proveSigned(
        SignedReceipt calldata signed,
        Offer calldata offer,
        bytes32[RECEIPT_TREE_DEPTH] calldata proof
    ) external view returns (Facts memory) {
        Signing memory signing = _signingOf(signed);
        require(
            signing.counts,
            ReceiptProofs_NotOperatorsKey(signing.operator, signing.key, signed.receipt.finishedAt)
        );
        return prove(signed.receipt, offer, proof);
    }

    /// @inheritdoc IReceiptProofs
    function prove(
        CallReceipt calldata receipt,
        Offer calldata offer,
        bytes32[RECEIPT_TREE_DEPTH] calldata proof
    ) public view returns (Facts memory) {
        OfferId offerId = _offerIdOf(offer);
        require(offerId == receipt.offerId, ReceiptProofs_WrongOffer(offerId, receipt.offerId));
        IUsageMeter.Lane memory lane = METER.laneOf(receipt.accountId, offerId, receipt.lane, receipt.epoch);
        require(receipt.seq <= lane.seq, ReceiptProofs_NotReached(receipt.seq, lane.seq));
        bytes32 digest = _digestOf(receipt);
        bytes32 root = ReceiptTree.rootOf(digest, receipt.seq, proof);
        require(root == lane.receiptsRoot, ReceiptProofs_NotInLane(digest, root, lane.receiptsRoot));

        bool settled = receipt.accountId == DIRECT || lane.redeemed >= receipt.cumulative;
        return Facts(offer.assetId, offer.version, offer.operator, offer.token, digest, settled);
    }

    /// @inheritdoc IReceiptProofs
    function digestOf(CallReceipt calldata receipt) external view returns (bytes32) {
        return _digestOf(receipt);
    }
}
