// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IDisputeCourt} from "../interfaces/IDisputeCourt.sol";
import {IRevenueLedger} from "../interfaces/IRevenueLedger.sol";
import {AssetId} from "../types/AssetId.sol";
import {ClaimBook} from "./ClaimBook.sol";

/// @title Holds on assets: as long as one claim holds an asset, it is frozen in the ledger
/// @dev The ledger freezes for 90 days at most and lets anyone thaw after that. While a claim still holds the asset,
/// anyone may freeze it again here. A freeze because of supersedure has no end and is never touched by a claim that
/// ends: only `settleSupersedure` or an award decides on it.
abstract contract AssetHolds is ClaimBook {
    /// @dev As long as the ledger allows, in seconds.
    uint40 private constant FREEZE = 90 days;
    /// @dev How the ledger marks a freeze because of supersedure.
    uint40 private constant ENDLESS = type(uint40).max;

    IRevenueLedger public immutable LEDGER;

    /// @inheritdoc IDisputeCourt
    mapping(AssetId assetId => uint256 count) public holdsOn;

    constructor(IRevenueLedger ledger) {
        LEDGER = ledger;
    }

    /// @inheritdoc IDisputeCourt
    function prolong(AssetId assetId) external nonReentrant {
        require(holdsOn[assetId] != 0, DisputeCourt_NotHeld(assetId));
        _freeze(assetId);
    }

    function _hold(AssetId assetId) internal {
        ++holdsOn[assetId];
        _freeze(assetId);
    }

    function _unhold(AssetId assetId) internal {
        if (--holdsOn[assetId] != 0) return;

        // Does nothing if the supersedure has been decided on.
        if (REGISTRY.isSuperseded(assetId)) LEDGER.freezeSuperseded(assetId);
        uint40 until = LEDGER.frozenUntil(assetId);
        if (until != 0 && until != ENDLESS) LEDGER.thaw(assetId);
    }

    function _freeze(AssetId assetId) internal {
        if (LEDGER.frozenUntil(assetId) != ENDLESS) LEDGER.freeze(assetId, _timeIn(FREEZE));
    }
}
