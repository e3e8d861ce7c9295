// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IAssetRegistry} from "../interfaces/IAssetRegistry.sol";
import {ILicenseManager} from "../interfaces/ILicenseManager.sol";
import {IRevenueLedger} from "../interfaces/IRevenueLedger.sol";
import {ISaleSettlement} from "../interfaces/ISaleSettlement.sol";
import {AssetId} from "../types/AssetId.sol";
import {Item} from "../types/Market.sol";
import {OWNER} from "../types/Revenue.sol";

/// @title What may have changed between an agreement and the sale
/// @dev Payments to an asset change nothing here, or anyone could stop a sale with one base unit. A claim does: its
/// money has left the asset. docs/decisions/0020 says who is protected by which of these.
abstract contract AssetState is ISaleSettlement {
    IAssetRegistry public immutable REGISTRY;
    IRevenueLedger public immutable LEDGER;
    ILicenseManager public immutable LICENSES;

    constructor(IAssetRegistry registry, IRevenueLedger ledger, ILicenseManager licenses) {
        REGISTRY = registry;
        LEDGER = ledger;
        LICENSES = licenses;
    }

    /// @inheritdoc ISaleSettlement
    function stateOf(Item[] calldata items) external view returns (bytes32) {
        return _stateOf(items);
    }

    function _stateOf(Item[] calldata items) internal view returns (bytes32 state) {
        for (uint256 i; i < items.length; ++i) state = _addState(state, items[i].assetId, items[i].units);
    }

    /// @dev The state of some items and one more.
    function _addState(bytes32 state, AssetId assetId, uint256 units) internal view returns (bytes32) {
        return units == 0 ? keccak256(abi.encode(state, _stateOfAsset(assetId))) : state;
    }

    /// @dev What only a seller looks at: an order made before an asset moved away stays void when it comes back.
    function _stampOf(Item[] calldata items) internal view returns (bytes32 stamp) {
        for (uint256 i; i < items.length; ++i) {
            if (items[i].units == 0) stamp = keccak256(abi.encode(stamp, REGISTRY.stampOf(items[i].assetId)));
        }
    }

    function _stateOfAsset(AssetId assetId) private view returns (bytes32) {
        return
            keccak256(
                abi.encode(
                    REGISTRY.stampOf(assetId),
                    LEDGER.positionHash(assetId, OWNER),
                    LICENSES.offerChangesOf(assetId)
                )
            );
    }
}
