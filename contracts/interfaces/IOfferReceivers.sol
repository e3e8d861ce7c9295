// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {OfferId} from "../types/OfferId.sol";

/// @title The receivers of all offers: addresses that x402 clients pay
/// @notice An offer's receiver has an address before it has code. Whatever a payer transfers there in the offer's token
/// is split as the offer says; anyone may sweep.
interface IOfferReceivers {
    /// @notice The offer's receiver was deployed.
    event ReceiverDeployed(OfferId indexed offerId, address indexed receiver);

    /// @notice Thrown when anyone but the meter asks for money.
    error OfferReceivers_NotMeter(address caller);
    /// @notice Thrown when nobody published the offer.
    error OfferReceivers_UnknownOffer(OfferId offerId);
    /// @notice Thrown when the receiver holds nothing but the base unit that stays.
    error OfferReceivers_NothingToSweep(OfferId offerId);
    /// @notice Thrown when the operator has no free stake left to lock.
    error OfferReceivers_NoCapacity(OfferId offerId, address operator);

    /// @notice Credits what lies in the offer's receiver; deploys it when needed. One base unit stays.
    /// @dev No more than the operator's free stake covers; the rest stays for later.
    /// @return received What arrived at the meter.
    function sweep(OfferId offerId) external returns (uint256 received);

    /// @notice Where plain transfers to the offer go, deployed or not.
    function receiverOf(OfferId offerId) external view returns (address);
}
