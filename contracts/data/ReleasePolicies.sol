// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {SSTORE2} from "solady/src/utils/SSTORE2.sol";

import {IDataVault} from "../interfaces/IDataVault.sol";
import {AssetId} from "../types/AssetId.sol";
import {MAX_CUSTODIANS, ReleasePolicy, Seat} from "../types/DataRelease.sol";
import {ALL_USES} from "../types/LicenseTerms.sol";
import {AssetRules} from "./AssetRules.sol";

/// @title The owners' rules for the keys of their data
/// @dev A policy never changes, so it is kept as code, which costs less than slots.
abstract contract ReleasePolicies is AssetRules {
    mapping(AssetId assetId => mapping(uint32 version => address[] policies)) private _policies;

    /// @inheritdoc IDataVault
    function setReleasePolicy(
        AssetId assetId,
        uint32 version,
        ReleasePolicy calldata policy
    ) external returns (uint32 epoch) {
        _requireOwnVersion(assetId, version);
        require(policy.payloadRoot != 0, DataVault_ZeroCommitment());
        require(policy.uses != 0 && policy.uses & ~ALL_USES == 0, DataVault_InvalidUses(policy.uses));
        _requireThreshold(policy);
        _requireSeats(policy.seats);

        address[] storage policies = _policies[assetId][version];
        policies.push(SSTORE2.write(abi.encode(policy)));
        // Nobody pays for 2^32 policies.
        epoch = uint32(policies.length);

        emit ReleasePolicySet(assetId, version, epoch, policy);
    }

    /// @inheritdoc IDataVault
    function releasePolicyOf(
        AssetId assetId,
        uint32 version
    ) public view returns (uint32 epoch, ReleasePolicy memory policy) {
        // See `setReleasePolicy`.
        epoch = uint32(_policies[assetId][version].length);
        policy = releasePolicyAt(assetId, version, epoch);
    }

    /// @inheritdoc IDataVault
    function releasePolicyAt(
        AssetId assetId,
        uint32 version,
        uint32 epoch
    ) public view returns (ReleasePolicy memory policy) {
        address[] storage policies = _policies[assetId][version];
        if (epoch == 0 || epoch > policies.length) return policy;
        policy = abi.decode(SSTORE2.read(policies[epoch - 1]), (ReleasePolicy));
    }

    /// @dev From 1 to the number of custodians; without any, the owner must be able to hand out the key.
    function _requireThreshold(ReleasePolicy calldata policy) private pure {
        uint256 count = policy.seats.length;
        require(count <= MAX_CUSTODIANS, DataVault_TooManyCustodians(count, MAX_CUSTODIANS));
        bool fits =
            count == 0
                ? policy.threshold == 0 && policy.ownerDirect
                : policy.threshold != 0 && policy.threshold <= count;
        require(fits, DataVault_InvalidThreshold(policy.threshold, count));
    }

    /// @dev Whoever sat there twice would have two of the shares.
    function _requireSeats(Seat[] calldata seats) private pure {
        for (uint256 i; i < seats.length; ++i) {
            address custodian = seats[i].custodian;
            bool valid = custodian != address(0) && seats[i].commitment != 0;
            for (uint256 j; j < i; ++j) valid = valid && seats[j].custodian != custodian;
            require(valid, DataVault_InvalidSeat(i, custodian));
        }
    }
}
