// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {AssetId} from "../types/AssetId.sol";

/// @title The inboxes of all assets: addresses for plain transfers
/// @notice An asset's inbox has an address before it has code. Anyone may send tokens or the native coin there, and
/// anyone may have them swept into the asset's revenue.
interface IInboxes {
    /// @notice The asset's inbox was deployed.
    event InboxDeployed(AssetId indexed assetId, address indexed inbox);

    error Inboxes_NotLedger(address caller);
    error Inboxes_NativeOnlyFromInbox(address sender);
    /// @notice Thrown when the inbox holds nothing that the asset may still take.
    error Inboxes_NothingToSweep(AssetId assetId, address token);

    /// @notice Credits what lies in the asset's inbox; deploys the inbox when needed.
    /// @dev One base unit of a token stays, so that the next transfer finds a warm balance slot. What would pass the
    /// asset's revenue ceiling stays too.
    /// @return received What arrived at the ledger.
    function sweep(AssetId assetId, address token) external returns (uint256 received);

    /// @notice Where plain transfers to the asset go, deployed or not.
    function inboxOf(AssetId assetId) external view returns (address);
}
