// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {Address} from "@openzeppelin/contracts/utils/Address.sol";

import {IRevenueInbox} from "../interfaces/IRevenueInbox.sol";

/// @title The address of one asset for plain transfers
/// @dev Deployed once by Inboxes; each asset has a minimal clone of it, whose address follows from the asset's id. It
/// does nothing on receipt, so that no sender can be made to fail.
contract RevenueInbox is IRevenueInbox {
    using Address for address payable;
    using SafeERC20 for IERC20;

    address public immutable INBOXES = msg.sender;

    modifier onlyInboxes() {
        require(msg.sender == INBOXES, RevenueInbox_NotInboxes(msg.sender));
        _;
    }

    receive() external payable {}

    /// @inheritdoc IRevenueInbox
    function approve(address token) external onlyInboxes {
        IERC20(token).forceApprove(INBOXES, type(uint256).max);
    }

    /// @inheritdoc IRevenueInbox
    function forward(uint256 amount) external onlyInboxes {
        payable(INBOXES).sendValue(amount);
    }
}
