// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";

import {IInboxes} from "../interfaces/IInboxes.sol";
import {IPaymentSource} from "../interfaces/IPaymentSource.sol";
import {IRevenueInbox} from "../interfaces/IRevenueInbox.sol";
import {IRevenueLedger} from "../interfaces/IRevenueLedger.sol";
import {CeilingRoom} from "../libraries/CeilingRoom.sol";
import {KnownClones} from "../libraries/KnownClones.sol";
import {AssetId} from "../types/AssetId.sol";
import {NATIVE} from "../types/Revenue.sol";
import {RevenueInbox} from "./RevenueInbox.sol";

/// @title The inboxes of all assets
/// @dev A payer of the ledger like any other: a token goes from the inbox straight to the ledger, which calls
/// `onCollect` back and credits what arrived. Nothing rests here between transactions.
contract Inboxes is IInboxes, IPaymentSource, KnownClones, ReentrancyGuardTransient {
    using CeilingRoom for IRevenueLedger;
    using SafeERC20 for IERC20;

    IRevenueLedger public immutable LEDGER;

    constructor(IRevenueLedger ledger) KnownClones(address(new RevenueInbox())) {
        LEDGER = ledger;
    }

    /// @dev Only while a sweep runs; anything else would be lost.
    receive() external payable {
        require(_reentrancyGuardEntered(), Inboxes_NativeOnlyFromInbox(msg.sender));
    }

    /// @inheritdoc IInboxes
    function sweep(AssetId assetId, address token) external returns (uint256 received) {
        address inbox = inboxOf(assetId);
        if (token == NATIVE) return _sweepNative(assetId, inbox);
        uint256 held = _balanceOf(token, inbox);
        require(held > 1, Inboxes_NothingToSweep(assetId, token));

        // Nearly always this is all: the inbox has approved the token before and the asset has no ceiling.
        try LEDGER.collect(assetId, token, held - 1, 0, bytes32(0), inbox) returns (uint256 credited) {
            return credited;
        } catch {
            uint256 amount = _atMostRoom(assetId, token, held - 1);
            IRevenueInbox(_deployed(assetId, inbox)).approve(token);
            return LEDGER.collect(assetId, token, amount, 0, bytes32(0), inbox);
        }
    }

    /// @inheritdoc IPaymentSource
    function onCollect(address inbox, address token, uint256 amount) external {
        require(msg.sender == address(LEDGER), Inboxes_NotLedger(msg.sender));
        IERC20(token).safeTransferFrom(inbox, msg.sender, amount);
    }

    /// @inheritdoc IInboxes
    function inboxOf(AssetId assetId) public view returns (address) {
        return _cloneOf(bytes32(AssetId.unwrap(assetId)));
    }

    function _sweepNative(AssetId assetId, address inbox) private nonReentrant returns (uint256) {
        uint256 amount = _atMostRoom(assetId, NATIVE, inbox.balance);
        IRevenueInbox(_deployed(assetId, inbox)).forward(amount);
        return LEDGER.collect{value: amount}(assetId, NATIVE, amount, 0, bytes32(0), inbox);
    }

    /// @dev Zero for what is no token: the ledger has not said yet whether it knows `token`, and asking first would
    /// cost more than the rest of a sweep can spare.
    function _balanceOf(address token, address account) private view returns (uint256) {
        (bool answered, bytes memory answer) = token.staticcall(abi.encodeCall(IERC20.balanceOf, (account)));
        return answered && answer.length >= 32 ? abi.decode(answer, (uint256)) : 0;
    }

    function _deployed(AssetId assetId, address inbox) private returns (address) {
        if (_deployOnce(bytes32(AssetId.unwrap(assetId)), inbox)) emit InboxDeployed(assetId, inbox);
        return inbox;
    }

    /// @dev What the asset may still take of `held` under its revenue ceiling; reverts if that is nothing.
    function _atMostRoom(AssetId assetId, address token, uint256 held) private view returns (uint256 amount) {
        amount = LEDGER.atMostRoom(assetId, token, held);
        require(amount != 0, Inboxes_NothingToSweep(assetId, token));
    }
}
