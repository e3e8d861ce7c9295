// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @notice Id of an auction, English or Dutch; ids count up from 1.
type AuctionId is uint256;
