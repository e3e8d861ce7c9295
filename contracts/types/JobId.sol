// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @notice Id of a job; ids count up from 1.
type JobId is uint256;
