// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @dev What an operator says it can do, as bits: answer calls, and each kind of job in the order of `JobKind`.
uint32 constant CAN_SERVE = 1 << 0;
uint32 constant CAN_TRAIN = 1 << 1;
uint32 constant CAN_INFER_IN_BATCHES = 1 << 2;
uint32 constant CAN_COMPUTE_TO_DATA = 1 << 3;
