// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";

import {IOfferReceiver} from "../interfaces/IOfferReceiver.sol";

/// @title The address of one offer for plain transfers
/// @dev Deployed once by OfferReceivers; each offer has a minimal clone of it, whose address follows from the offer's
/// id. It takes no native coin, which no offer is priced in.
contract OfferReceiver is IOfferReceiver {
    using SafeERC20 for IERC20;

    address public immutable RECEIVERS = msg.sender;

    /// @inheritdoc IOfferReceiver
    function approve(address token) external {
        require(msg.sender == RECEIVERS, OfferReceiver_NotReceivers(msg.sender));
        IERC20(token).forceApprove(RECEIVERS, type(uint256).max);
    }
}
