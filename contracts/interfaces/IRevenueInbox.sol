// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @title The address of one asset for plain transfers
/// @notice Senders just transfer to it; all else is for the Inboxes contract.
interface IRevenueInbox {
    /// @notice Thrown when anyone but the Inboxes contract gives an order.
    error RevenueInbox_NotInboxes(address caller);

    /// @notice Lets the Inboxes contract take `token` from here. Only the Inboxes contract.
    function approve(address token) external;

    /// @notice Sends `amount` of the native coin to the Inboxes contract. Only the Inboxes contract.
    function forward(uint256 amount) external;
}
