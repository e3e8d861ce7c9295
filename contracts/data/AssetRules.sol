// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IERC721} from "@openzeppelin/contracts/token/ERC721/IERC721.sol";

import {IAssetRegistry} from "../interfaces/IAssetRegistry.sol";
import {IDataVault} from "../interfaces/IDataVault.sol";
import {IRevenueLedger} from "../interfaces/IRevenueLedger.sol";
import {AssetId} from "../types/AssetId.sol";

/// @title What the vault asks registry and ledger
abstract contract AssetRules is IDataVault {
    IAssetRegistry public immutable REGISTRY;
    IRevenueLedger public immutable LEDGER;

    constructor(IAssetRegistry registry, IRevenueLedger ledger) {
        REGISTRY = registry;
        LEDGER = ledger;
    }

    function _ownerOf(AssetId assetId) internal view returns (address) {
        return IERC721(address(REGISTRY)).ownerOf(AssetId.unwrap(assetId));
    }

    function _requireOwner(AssetId assetId) internal view {
        require(_ownerOf(assetId) == msg.sender, DataVault_NotAssetOwner(assetId, msg.sender));
    }

    /// @dev The registry refuses versions that do not exist.
    function _requireOwnVersion(AssetId assetId, uint32 version) internal view {
        _requireOwner(assetId);
        REGISTRY.versionOf(assetId, version);
    }

    /// @dev Revenue is held by an arbiter, or an earlier commitment took the content away.
    function _isDisputed(AssetId assetId) internal view returns (bool) {
        return LEDGER.accountOf(assetId).frozen || REGISTRY.isSuperseded(assetId);
    }
}
