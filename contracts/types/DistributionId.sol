// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @notice Id of a distribution; ids count up from 1.
type DistributionId is uint256;
