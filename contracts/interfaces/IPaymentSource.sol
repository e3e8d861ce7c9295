// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @title What a contract implements to pay the ledger with somebody else's tokens
/// @notice The ledger calls back the contract that called `collect`, and credits what it brings.
interface IPaymentSource {
    /// @notice Called by the ledger during `collect`: move `amount` of `token` from `payer` to the ledger.
    /// @dev Must refuse any caller but the ledger.
    function onCollect(address payer, address token, uint256 amount) external;
}
