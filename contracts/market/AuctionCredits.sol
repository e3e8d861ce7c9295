// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";

import {IAuctionHouse} from "../interfaces/IAuctionHouse.sol";
import {TokenBalance} from "../libraries/TokenBalance.sol";
import {SaleSettlement} from "./SaleSettlement.sol";

/// @title The house's money: in with bids, out by credits that wait to be pulled
/// @dev Nobody's money depends on somebody else's transfer: what is due to a person waits here, and the rest of a price
/// goes to the ledger and to the protocol's inbox, which are ours.
abstract contract AuctionCredits is IAuctionHouse, SaleSettlement, ReentrancyGuardTransient {
    using SafeERC20 for IERC20;
    using TokenBalance for address;

    mapping(address account => mapping(address token => uint256 amount)) public creditOf;

    /// @inheritdoc IAuctionHouse
    function withdraw(address token, address to) external nonReentrant returns (uint256 amount) {
        require(to != address(0), AuctionHouse_ZeroRecipient());
        amount = creditOf[msg.sender][token];
        if (amount == 0) return 0;

        delete creditOf[msg.sender][token];

        emit CreditWithdrawn(msg.sender, token, to, amount);

        IERC20(token).safeTransfer(to, amount);
    }

    /// @dev Takes `amount` out of the caller's credit, and what that lacks out of its allowance.
    /// @return funded What there is of it in the end: less than `amount` if a token takes a fee on the way.
    function _fund(address token, uint256 amount) internal returns (uint256 funded) {
        uint256 credit = creditOf[msg.sender][token];
        funded = Math.min(credit, amount);

        if (funded != 0) creditOf[msg.sender][token] = credit - funded;
        if (funded < amount) funded += token.pull(msg.sender, amount - funded);
    }

    function _credit(address account, address token, uint256 amount) internal {
        if (amount != 0) creditOf[account][token] += amount;
    }

    /// @inheritdoc SaleSettlement
    /// @dev Of a bid that is held here, the seller's share stays as its credit.
    function _paySeller(address token, address payer, address seller, uint256 proceeds) internal override {
        if (payer == address(this)) _credit(seller, token, proceeds);
        else super._paySeller(token, payer, seller, proceeds);
    }
}
