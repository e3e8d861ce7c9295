// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {OfferId} from "../types/OfferId.sol";

/// @title The receivers of all offers: addresses that x402 clients pay
/// @notice An offer's receiver has an address before it has code. Whatever a payer transfers there is split as the offer
/// says; anyone may sweep.
interface IOfferReceivers {
    event ReceiverDeployed(OfferId indexed offerId, address indexed receiver);

    /// @notice Credits what lies in the offer's receiver; deploys it when needed. One base unit stays.
    /// @dev No more than the operator's free stake covers; the rest stays for later.
    function sweep(OfferId offerId) external returns (uint256 received);

    /// @notice Where plain transfers to the offer go, deployed or not.
    function receiverOf(OfferId offerId) external view returns (address);
}
