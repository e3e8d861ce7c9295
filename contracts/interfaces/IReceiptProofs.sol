// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {AssetId} from "../types/AssetId.sol";
import {OfferId} from "../types/OfferId.sol";
import {CallReceipt, Offer, SignedReceipt} from "../types/Usage.sol";

/// @title Proofs that a call was made, by whom, of what, for how much, and that it was settled
/// @notice The chain keeps one root of each lane; 32 hashes lead to it from any receipt of the lane.
/// @dev Warning: the root is the word of who brought it: of the payer, whose vouchers carry it, or of the operator, for
/// calls that were paid directly. Whoever needs the word of both asks for `proveSigned`.
interface IReceiptProofs {
    /// @notice What a proved receipt says.
    /// @param settled Whether the lane's redemptions reach the receipt's cumulative amount; for calls paid directly,
    /// whether the operator posted it.
    struct Facts {
        AssetId assetId;
        uint32 version;
        address operator;
        address token;
        bytes32 digest;
        bool settled;
    }

    /// @notice Thrown when the proof does not lead from the receipt to the root that the chain keeps of its lane.
    error ReceiptProofs_NotInLane(bytes32 digest, bytes32 computedRoot, bytes32 root);
    /// @notice Thrown when the lane's root does not reach the receipt yet.
    error ReceiptProofs_NotReached(uint64 seq, uint64 reached);
    /// @notice Thrown when the receipt is not of `offer`.
    error ReceiptProofs_WrongOffer(OfferId offerId, OfferId named);

    /// @notice Thrown when the receipt was not signed by a key that the operator had when the call finished.
    error ReceiptProofs_NotOperatorsKey(address operator, address key, uint40 time);

    /// @notice Checks a receipt against the chain, and that a key of the operator signed it.
    /// @param proof The 32 siblings of the receipt's digest from the leaf upwards.
    function proveSigned(
        SignedReceipt calldata signed,
        Offer calldata offer,
        bytes32[32] calldata proof
    ) external view returns (Facts memory);

    /// @notice Checks a receipt against the chain.
    /// @param proof The 32 siblings of the receipt's digest from the leaf upwards.
    function prove(
        CallReceipt calldata receipt,
        Offer calldata offer,
        bytes32[32] calldata proof
    ) external view returns (Facts memory);

    /// @notice The EIP-712 digest of a receipt, which its operator signed and which is its leaf.
    function digestOf(CallReceipt calldata receipt) external view returns (bytes32);
}
