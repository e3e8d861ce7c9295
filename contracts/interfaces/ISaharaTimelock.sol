// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @title What Sahara's timelock adds to OpenZeppelin's
/// @notice It executes what governance decided, after a delay, and is the treasury: what it holds takes part in no
/// vote.
interface ISaharaTimelock {
    /// @notice Thrown when a delay is outside `[min, max]` seconds.
    error SaharaTimelock_OutOfBounds(uint256 delay, uint256 min, uint256 max);
}
