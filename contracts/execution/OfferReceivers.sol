// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

import {IOfferReceiver} from "../interfaces/IOfferReceiver.sol";
import {IOfferReceivers} from "../interfaces/IOfferReceivers.sol";
import {IOperatorRegistry} from "../interfaces/IOperatorRegistry.sol";
import {IPaymentSource} from "../interfaces/IPaymentSource.sol";
import {IUsageMeter} from "../interfaces/IUsageMeter.sol";
import {KnownClones} from "../libraries/KnownClones.sol";
import {TokenBalance} from "../libraries/TokenBalance.sol";
import {OfferId} from "../types/OfferId.sol";
import {OfferReceiver} from "./OfferReceiver.sol";

/// @title The receivers of all offers
/// @dev A source of the meter like any other: a token goes from the receiver straight to the meter, which calls
/// `onCollect` back and counts what arrived. Nothing rests here.
contract OfferReceivers is IOfferReceivers, IPaymentSource, KnownClones {
    using SafeERC20 for IERC20;
    using TokenBalance for address;

    IUsageMeter public immutable METER;
    IOperatorRegistry public immutable OPERATORS;

    constructor(IUsageMeter meter) KnownClones(address(new OfferReceiver())) {
        METER = meter;
        OPERATORS = meter.OPERATORS();
    }

    /// @inheritdoc IOfferReceivers
    function sweep(OfferId offerId) external returns (uint256 received) {
        address receiver = receiverOf(offerId);
        // Nearly always this is all: the receiver has approved the token before, and the stake covers what it holds.
        try METER.payIn(offerId, type(uint256).max, receiver) returns (uint256 credited) {
            return credited;
        } catch {
            return _sweepWithCare(offerId, receiver);
        }
    }

    /// @inheritdoc IPaymentSource
    function onCollect(address receiver, address token, uint256 amount) external {
        require(msg.sender == address(METER), OfferReceivers_NotMeter(msg.sender));
        IERC20(token).safeTransferFrom(receiver, msg.sender, Math.min(amount, _sweepable(receiver, token)));
    }

    /// @inheritdoc IOfferReceivers
    function receiverOf(OfferId offerId) public view returns (address) {
        return _cloneOf(OfferId.unwrap(offerId));
    }

    /// @dev Says what is wrong, or mends it: deploys the receiver, has it approve the token, and takes no more than
    /// the stake covers.
    function _sweepWithCare(OfferId offerId, address receiver) private returns (uint256) {
        IUsageMeter.OfferState memory offer = METER.offerOf(offerId);
        require(offer.operator != address(0), OfferReceivers_UnknownOffer(offerId));
        require(_sweepable(receiver, offer.token) != 0, OfferReceivers_NothingToSweep(offerId));
        uint256 capacity = OPERATORS.capacityIn(offer.operator, offer.token);
        require(capacity != 0, OfferReceivers_NoCapacity(offerId, offer.operator));

        if (_deployOnce(OfferId.unwrap(offerId), receiver)) emit ReceiverDeployed(offerId, receiver);
        IOfferReceiver(receiver).approve(offer.token);
        return METER.payIn(offerId, capacity, receiver);
    }

    /// @dev One base unit stays, so that the next transfer finds a balance slot in use.
    function _sweepable(address receiver, address token) private view returns (uint256) {
        uint256 held = token.heldBy(receiver);
        return held == 0 ? 0 : held - 1;
    }
}
