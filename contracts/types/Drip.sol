// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @notice Rewards in one currency that drip on shares, in base units. None of the sums ever shrinks but `left`.
/// @param left What came in last and has not dripped.
/// @param last When it dripped last, Unix time.
/// @param end When all will have; 0 before anything came in.
/// @param perShare All that ever dripped on a share, times 2^96, rounded down.
/// @param rest What was rounded off, times 2^96; it drips next.
/// @param received All that ever came in.
/// @param paid All that was ever claimed.
struct Drip {
    uint120 left;
    uint40 last;
    uint40 end;
    uint152 perShare;
    uint104 rest;
    uint120 received;
    uint120 paid;
}
