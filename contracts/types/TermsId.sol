// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @notice Content address of licence terms: keccak256 of their ABI encoding.
type TermsId is bytes32;
