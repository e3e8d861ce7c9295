// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @notice Id of a claim against an asset; ids count up from 1.
type ClaimId is uint256;
