// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {Clones} from "@openzeppelin/contracts/proxy/Clones.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

import {IOfferReceiver} from "../interfaces/IOfferReceiver.sol";
import {IOfferReceivers} from "../interfaces/IOfferReceivers.sol";
import {IOperatorRegistry} from "../interfaces/IOperatorRegistry.sol";
import {IPaymentSource} from "../interfaces/IPaymentSource.sol";
import {IUsageMeter} from "../interfaces/IUsageMeter.sol";
import {OfferId} from "../types/OfferId.sol";
import {OfferReceiver} from "./OfferReceiver.sol";

/// @title The receivers of all offers
/// @dev A source of the meter like any other: a token goes from the receiver straight to the meter, which calls
/// `onCollect` back and counts what arrived. Nothing rests here.
contract OfferReceivers is IOfferReceivers, IPaymentSource {
    using SafeERC20 for IERC20;

    IUsageMeter public immutable METER;
    IOperatorRegistry public immutable OPERATORS;
    /// @notice The contract that every receiver is a clone of.
    address public immutable IMPLEMENTATION;

    constructor(IUsageMeter meter) {
        METER = meter;
        OPERATORS = meter.OPERATORS();
        IMPLEMENTATION = address(new OfferReceiver());
    }

    /// @inheritdoc IOfferReceivers
    function sweep(OfferId offerId) external returns (uint256 received) {
        IUsageMeter.OfferState memory offer = METER.offerOf(offerId);
        require(offer.operator != address(0), OfferReceivers_UnknownOffer(offerId));
        address receiver = receiverOf(offerId);
        uint256 held = IERC20(offer.token).balanceOf(receiver);
        // One stays, so that the next transfer finds a balance slot in use.
        require(held > 1, OfferReceivers_NothingToSweep(offerId));
        uint256 amount = Math.min(held - 1, OPERATORS.capacityOf(offer.operator, offer.token));
        require(amount != 0, OfferReceivers_NoCapacity(offerId, offer.operator));

        _prepare(offerId, receiver, offer.token, amount);
        received = METER.credit(offerId, amount, receiver);
    }

    /// @inheritdoc IPaymentSource
    function onCollect(address receiver, address token, uint256 amount) external {
        require(msg.sender == address(METER), OfferReceivers_NotMeter(msg.sender));
        IERC20(token).safeTransferFrom(receiver, msg.sender, amount);
    }

    /// @inheritdoc IOfferReceivers
    function receiverOf(OfferId offerId) public view returns (address) {
        return Clones.predictDeterministicAddress(IMPLEMENTATION, OfferId.unwrap(offerId));
    }

    /// @dev Nearly always there is nothing to do: the receiver has approved the token before.
    function _prepare(OfferId offerId, address receiver, address token, uint256 amount) private {
        if (IERC20(token).allowance(receiver, address(this)) >= amount) return;
        if (receiver.code.length == 0) {
            Clones.cloneDeterministic(IMPLEMENTATION, OfferId.unwrap(offerId));
            emit ReceiverDeployed(offerId, receiver);
        }
        IOfferReceiver(receiver).approve(token);
    }
}
