// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";

import {IPaymentSource} from "../../contracts/interfaces/IPaymentSource.sol";
import {IUsageMeter} from "../../contracts/interfaces/IUsageMeter.sol";
import {OfferId} from "../../contracts/types/OfferId.sol";

/// @dev A contract that credits offers; told to, it brings less than it should, or calls the meter back.
contract TestOfferSource is IPaymentSource {
    using SafeERC20 for IERC20;

    IUsageMeter public immutable METER;

    uint256 private _shareBps = 10_000;
    bytes private _reentry;

    constructor(IUsageMeter meter) {
        METER = meter;
    }

    /// @dev Brings only this share of what it is asked for.
    function setShare(uint256 shareBps) external {
        _shareBps = shareBps;
    }

    /// @dev Calls the meter with `data` in the callback, and fails as that call fails.
    function setReentry(bytes calldata data) external {
        _reentry = data;
    }

    function payIn(OfferId offerId, uint256 amount) external returns (uint256) {
        return METER.payIn(offerId, amount, msg.sender);
    }

    /// @inheritdoc IPaymentSource
    function onCollect(address payer, address token, uint256 amount) external {
        if (_reentry.length != 0) _callMeter();
        uint256 brought = (amount * _shareBps) / 10_000;
        if (brought != 0) IERC20(token).safeTransferFrom(payer, address(METER), brought);
    }

    function _callMeter() private {
        (bool success, bytes memory returned) = address(METER).call(_reentry);
        if (success) return;
        assembly ("memory-safe") {
            // The error of the meter, as it came.
            revert(add(returned, 32), mload(returned))
        }
    }
}
