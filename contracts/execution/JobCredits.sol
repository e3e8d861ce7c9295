// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";

import {IJobBoard} from "../interfaces/IJobBoard.sol";
import {IPaymentSource} from "../interfaces/IPaymentSource.sol";
import {IRevenueLedger} from "../interfaces/IRevenueLedger.sol";
import {CeilingRoom} from "../libraries/CeilingRoom.sol";
import {TokenBalance} from "../libraries/TokenBalance.sol";
import {AssetId, PROTOCOL} from "../types/AssetId.sol";

/// @title The board's money: in by allowance, out by credits that wait to be pulled
/// @dev Nobody's money depends on somebody else's transfer: a blocked account or a frozen asset holds up itself alone.
abstract contract JobCredits is IJobBoard, IPaymentSource, ReentrancyGuardTransient {
    using CeilingRoom for IRevenueLedger;
    using SafeERC20 for IERC20;
    using TokenBalance for address;

    IRevenueLedger public immutable LEDGER;

    mapping(address account => mapping(address token => uint256 amount)) public creditOf;
    mapping(AssetId assetId => mapping(address token => uint256 amount)) public revenueOf;

    constructor(IRevenueLedger ledger) {
        LEDGER = ledger;
    }

    /// @inheritdoc IJobBoard
    function withdraw(address token, address to) external nonReentrant returns (uint256 amount) {
        require(to != address(0), JobBoard_ZeroRecipient());
        amount = creditOf[msg.sender][token];
        if (amount == 0) return 0;

        delete creditOf[msg.sender][token];

        emit CreditWithdrawn(msg.sender, token, to, amount);

        IERC20(token).safeTransfer(to, amount);
    }

    /// @inheritdoc IJobBoard
    function passRevenue(AssetId assetId, address token) external nonReentrant returns (uint256 amount) {
        uint256 earned = revenueOf[assetId][token];
        // The protocol's own account has no ceiling.
        amount = assetId == PROTOCOL ? earned : LEDGER.atMostRoom(assetId, token, earned);
        if (amount == 0) return 0;

        revenueOf[assetId][token] = earned - amount;

        emit RevenuePassed(assetId, token, amount);

        LEDGER.collect(assetId, token, amount, 0, bytes32(0), address(this));
    }

    /// @inheritdoc IPaymentSource
    /// @dev The ledger calls back only whoever called `collect`, so this is within `passRevenue`.
    function onCollect(address, address token, uint256 amount) external {
        require(msg.sender == address(LEDGER), JobBoard_NotLedger(msg.sender));
        IERC20(token).safeTransfer(msg.sender, amount);
    }

    /// @dev Takes `amount` from the caller.
    /// @return received What arrived, and never more than `amount`, whatever the token says of balances.
    function _take(address token, uint96 amount) internal returns (uint96 received) {
        // Not above `amount`, which is a uint96.
        return uint96(token.pull(msg.sender, amount));
    }

    function _credit(address account, address token, uint256 amount) internal {
        if (amount != 0) creditOf[account][token] += amount;
    }

    function _creditRevenue(AssetId assetId, address token, uint256 amount) internal {
        if (amount != 0) revenueOf[assetId][token] += amount;
    }
}
