// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @title The address of one offer for plain transfers
/// @notice Payers just transfer to it; all else is for the OfferReceivers contract.
interface IOfferReceiver {
    /// @notice Thrown when anyone but the OfferReceivers contract gives an order.
    error OfferReceiver_NotReceivers(address caller);

    /// @notice Lets the OfferReceivers contract take `token` from here. Only the OfferReceivers contract.
    function approve(address token) external;
}
