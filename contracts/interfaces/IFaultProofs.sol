// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {OfferId} from "../types/OfferId.sol";
import {Offer, SignedReceipt} from "../types/Usage.sol";

/// @title Faults of operators that their own signatures prove
/// @notice Anyone proves, without an arbiter; half of the operator's stake, and of what backs it, is slashed, once for
/// each key. 30 % of what the operator itself loses is the reporter's, the rest the treasury's, so that an operator
/// that reports itself loses most of it.
/// @dev The reward is the caller's, and whoever sees a proof on its way can copy it. A reporter who minds sends it
/// privately.
interface IFaultProofs {
    /// @notice What was proved.
    enum Fault {
        EQUIVOCATION,
        BROKEN_ACCUMULATION,
        OVER_PRICE,
        WRONG_MODEL,
        ROOT_FRAUD
    }

    /// @notice The fault of `operator` was proved with signatures of `key`.
    event FaultProved(
        address indexed operator,
        address indexed key,
        address indexed reporter,
        Fault fault,
        OfferId offerId,
        uint256 slashed
    );

    /// @notice Thrown when the receipt was not signed by a key that the operator had when the call finished.
    error FaultProofs_NotOperatorsKey(address operator, address key, uint40 time);
    /// @notice Thrown when receipts do not stand where the proof needs them: in one place, one right after the other,
    /// or in a lane whose roots the operator posts.
    error FaultProofs_DifferentPlaces();
    /// @notice Thrown when the receipts contradict nothing.
    error FaultProofs_NoFault(Fault fault);
    /// @notice Thrown when a receipt is not of `offer`.
    error FaultProofs_WrongOffer(OfferId offerId, OfferId named);
    /// @notice Thrown when the opened leaf is not under the posted root.
    error FaultProofs_NotUnderRoot(bytes32 computedRoot, bytes32 root);

    /// @notice Two different receipts for one place of a lane.
    /// @dev Of two keys the one that signed the smaller digest is slashed, in whatever order the receipts are given.
    function proveEquivocation(
        SignedReceipt calldata first,
        SignedReceipt calldata second
    ) external returns (uint256 slashed);

    /// @notice Two receipts, one right after the other, whose cumulative amounts do not differ by the second's amount;
    /// or the first of a lane, given twice, whose cumulative amount is not its amount.
    function proveBrokenAccumulation(
        SignedReceipt calldata first,
        SignedReceipt calldata second
    ) external returns (uint256 slashed);

    /// @notice A receipt whose amount is above the price cap of its offer.
    function proveOverPrice(SignedReceipt calldata receipt, Offer calldata offer) external returns (uint256 slashed);

    /// @notice A receipt that names another model than its offer.
    function proveWrongModel(SignedReceipt calldata receipt, Offer calldata offer) external returns (uint256 slashed);

    /// @notice A signed receipt of a directly paid call that is not what the operator's posted root has in its place.
    /// @param leaf What stands there instead.
    /// @param proof The 32 siblings of the leaf from the leaf upwards.
    function proveRootFraud(
        SignedReceipt calldata receipt,
        bytes32 leaf,
        bytes32[32] calldata proof
    ) external returns (uint256 slashed);
}
