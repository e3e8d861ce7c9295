// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IUsageMeter} from "../interfaces/IUsageMeter.sol";
import {AccountId, DIRECT} from "../types/AccountId.sol";
import {OfferId} from "../types/OfferId.sol";
import {MeterCore} from "./MeterCore.sol";

/// @title What the chain keeps of each lane: the sum paid, and the root of all receipts
/// @dev The epoch is part of the key, so that what an earlier epoch has paid is out of the way, and dead.
abstract contract Lanes is MeterCore {
    mapping(bytes32 key => Lane lane) private _lanes;

    /// @inheritdoc IUsageMeter
    function postReceipts(OfferId offerId, uint32 lane, uint64 seq, bytes32 receiptsRoot) external {
        address operator = _requireOffer(offerId).operator;
        require(
            msg.sender == operator || OPERATORS.isKeyAt(operator, msg.sender, uint40(block.timestamp)),
            UsageMeter_NotOperatorNorKey(offerId, msg.sender)
        );
        Lane storage posted = _laneAt(DIRECT, offerId, lane, 0);
        require(seq > posted.seq, UsageMeter_SequenceNotNew(seq, posted.seq));

        (posted.seq, posted.receiptsRoot) = (seq, receiptsRoot);

        emit ReceiptsPosted(offerId, lane, seq, receiptsRoot);
    }

    /// @inheritdoc IUsageMeter
    function laneOf(
        AccountId accountId,
        OfferId offerId,
        uint32 lane,
        uint32 epoch
    ) external view returns (Lane memory) {
        return _laneAt(accountId, offerId, lane, epoch);
    }

    function _laneAt(
        AccountId accountId,
        OfferId offerId,
        uint32 lane,
        uint32 epoch
    ) internal view returns (Lane storage) {
        return _lanes[keccak256(abi.encode(accountId, offerId, lane, epoch))];
    }
}
