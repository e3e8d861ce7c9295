// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

/// @dev An authority that lets everyone do everything at once, so that a handler can also freeze and award.
contract AllowAllManager {
    function canCall(address, address, bytes4) external pure returns (bool immediate, uint32 delay) {
        return (true, 0);
    }
}
