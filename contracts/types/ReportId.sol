// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @notice Id of an attribution report: the EIP-712 digest that its author signed.
type ReportId is bytes32;
