// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Clones} from "@openzeppelin/contracts/proxy/Clones.sol";

/// @title Minimal clones of one contract, whose addresses are known before they are deployed
abstract contract KnownClones {
    /// @notice The contract that every other is a clone of.
    address public immutable IMPLEMENTATION;

    constructor(address implementation) {
        IMPLEMENTATION = implementation;
    }

    function _cloneOf(bytes32 salt) internal view returns (address) {
        return Clones.predictDeterministicAddress(IMPLEMENTATION, salt);
    }

    /// @dev Deploys the clone of `salt`, which is to be at `clone`, unless it was.
    function _deployOnce(bytes32 salt, address clone) internal returns (bool deployed) {
        if (clone.code.length != 0) return false;
        Clones.cloneDeterministic(IMPLEMENTATION, salt);
        return true;
    }
}
