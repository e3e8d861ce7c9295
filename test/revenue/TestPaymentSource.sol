// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";

import {IPaymentSource} from "../../contracts/interfaces/IPaymentSource.sol";
import {IRevenueLedger} from "../../contracts/interfaces/IRevenueLedger.sol";
import {AssetId} from "../../contracts/types/AssetId.sol";

/// @dev A contract that collects payments; told to, it brings less than it should, or calls the ledger back.
contract TestPaymentSource is IPaymentSource {
    using SafeERC20 for IERC20;

    IRevenueLedger public immutable LEDGER;

    uint256 private _shareBps = 10_000;
    bytes private _reentry;

    constructor(IRevenueLedger ledger) {
        LEDGER = ledger;
    }

    /// @dev Brings only this share of what it is asked for.
    function setShare(uint256 shareBps) external {
        _shareBps = shareBps;
    }

    /// @dev Calls the ledger with `data` in the callback, and fails as that call fails.
    function setReentry(bytes calldata data) external {
        _reentry = data;
    }

    function collect(
        AssetId assetId,
        address token,
        uint256 amount,
        uint16 feeBps,
        bytes32 ref
    ) external payable returns (uint256) {
        return LEDGER.collect{value: msg.value}(assetId, token, amount, feeBps, ref, msg.sender);
    }

    /// @inheritdoc IPaymentSource
    function onCollect(address payer, address token, uint256 amount) external {
        if (_reentry.length != 0) _callLedger();
        uint256 brought = (amount * _shareBps) / 10_000;
        if (brought != 0) IERC20(token).safeTransferFrom(payer, address(LEDGER), brought);
    }

    function _callLedger() private {
        (bool success, bytes memory returned) = address(LEDGER).call(_reentry);
        if (success) return;
        assembly ("memory-safe") {
            // The error of the ledger, as it came.
            revert(add(returned, 32), mload(returned))
        }
    }
}
